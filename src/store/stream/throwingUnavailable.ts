import { Unavailable } from '../../flow/errors.ts';

/** The same port, but for calls that DynamoDB was too busy or too far away to answer: those throw Unavailable. */
export function throwingUnavailable<Port extends object>(port: Port): Port {
  const wrapped = Object.entries(port).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await call(...args);
      } catch (error) {
        throw isBusy(error) ? new Unavailable(String(error), { cause: error }) : error;
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Port;
}

/** DynamoDB developer guide, error handling: what is worth another try after the SDK has tried in vain. */
const BUSY = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);
/** Credentials that are being changed or have run out, and clocks that differ: a function that was frozen on its way is enough. */
const UNAUTHENTICATED = new Set([
  'CredentialsProviderError',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
]);
/** How Node names a connection that was not made, or was lost. */
const UNREACHED = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** ElectroDB wraps the SDK's errors, and the SDK those of Node. */
function isBusy(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code, $fault } = one as { code?: unknown; $fault?: unknown };
    if (BUSY.has(one.name) || UNAUTHENTICATED.has(one.name)) return true;
    if (one.name === 'TimeoutError' || $fault === 'server' || UNREACHED.has(String(code))) return true;
  }
  return false;
}
