import type { Attempt, Observed } from './attempt.ts';
import type { HttpTarget, TcpTarget } from './probeRequest.ts';

/** What it means that a connection failed, at the stage that it had reached. */
export function failure(target: HttpTarget | TcpTarget, attempt: Attempt, error: unknown): Observed {
  const code = codeOf(error);
  const place = `${target.address} port ${target.port}`;
  switch (attempt.stage) {
    case 'RESOLVING':
    case 'CONNECTING':
      if (code !== 'ECONNREFUSED') return { result: 'UNREACHED', message: `no connection to ${place} (${code})` };
      return { result: 'UNREACHED', message: `${place} refused the connection (${code})` };
    case 'SECURING':
      return { result: 'OTHERWISE', message: `${untrusted(target, code) ?? 'the TLS handshake failed'} (${code})` };
    case 'AWAITING':
      return { result: 'OTHERWISE', message: `${noAnswer(code)} (${code})` };
    case 'READING':
      return { result: 'OTHERWISE', message: `answered ${attempt.status}, but ${noEnd(code)} (${code})` };
  }
}

/** The code of an error of Node.js, which no server chooses. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
}

/** Node.js documentation, TLS: X509 certificate error codes. */
function untrusted(target: HttpTarget | TcpTarget, code: string): string | undefined {
  const name = 'host' in target ? target.host : target.address;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `the certificate is not valid for ${name}`;
  if (code === 'CERT_HAS_EXPIRED') return 'the certificate has expired';
  if (code === 'CERT_NOT_YET_VALID') return 'the certificate is not valid yet';
  return /SELF_SIGNED|ISSUER|UNABLE_TO_VERIFY|CERT_SIGNATURE_FAILURE/.test(code)
    ? 'no trusted authority issued the certificate'
    : undefined;
}

function noAnswer(code: string): string {
  if (code === 'HPE_HEADER_OVERFLOW') return 'the headers of the answer are too long';
  if (code === 'TOO_MANY_INTERIM_ANSWERS') return 'the server sent interim answers without end';
  if (code.startsWith('HPE_')) return 'the answer is not HTTP';
  return 'the connection was closed before an answer';
}

function noEnd(code: string): string {
  return code.startsWith('HPE_') ? 'the rest is not HTTP' : 'the connection was closed before the end of the body';
}
