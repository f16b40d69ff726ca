/** Why a request found no answer, in words; fetch wraps the reason. */
export function networkWords(error: unknown): string {
  const { cause, message } = Object(error);
  const parts = [cause, ...(cause?.errors ?? [])];
  const code = parts.map((one) => one?.code).find((one) => typeof one === 'string');
  const words = WORDS[code ?? ''] ?? (/CERT|SIGNATURE/.test(code ?? '') ? 'its certificate is not trusted' : undefined);
  if (words !== undefined) return `${words} (${code})`;
  return String(code ?? parts.map((one) => one?.message).find((one) => one !== undefined) ?? message);
}

const CLOSED = 'the connection was closed before an answer had come';
const LATE = 'no connection came about in time';
const NO_WAY = 'there is no way to it from here';

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: CLOSED,
  EPIPE: CLOSED,
  UND_ERR_SOCKET: CLOSED,
  ETIMEDOUT: LATE,
  UND_ERR_CONNECT_TIMEOUT: LATE,
  EHOSTUNREACH: NO_WAY,
  ENETUNREACH: NO_WAY,
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up now',
  EPROTO: 'it does not speak TLS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
};
