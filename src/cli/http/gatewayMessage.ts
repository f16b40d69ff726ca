/**
 * What API Gateway says in a refusal of its own, in one line. It explains a refused signature with the whole signed
 * request, which contains the session token.
 */
export function gatewayMessage(message: string): string {
  return (message.split(/\r?\n|The Canonical/, 1)[0] ?? '').trim().slice(0, LENGTH_MAX);
}

const LENGTH_MAX = 200;
