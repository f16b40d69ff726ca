/** Describes why a request failed; fetch wraps the cause. */
export function networkWords(error: unknown): string {
  const { cause, message } = Object(error);
  const parts = [cause, ...(cause?.errors ?? [])];
  const code = parts.map((one) => one?.code).find((one) => typeof one === 'string');
  const words = WORDS[code ?? ''] ?? (/CERT|SIGNATURE/.test(code ?? '') ? 'its certificate is not trusted' : undefined);
  if (words !== undefined) return `${words} (${code})`;
  return String(code ?? parts.map((one) => one?.message).find((one) => one !== undefined) ?? message);
}

const CLOSED = 'the connection was closed before a response arrived';
const LATE = 'the connection timed out';
const NO_WAY = 'there is no route to the host';

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: CLOSED,
  EPIPE: CLOSED,
  UND_ERR_SOCKET: CLOSED,
  ETIMEDOUT: LATE,
  UND_ERR_CONNECT_TIMEOUT: LATE,
  EHOSTUNREACH: NO_WAY,
  ENETUNREACH: NO_WAY,
  ENOTFOUND: 'the host name does not exist',
  EAI_AGAIN: 'the host name cannot be resolved now',
  EPROTO: 'it does not speak TLS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
};
