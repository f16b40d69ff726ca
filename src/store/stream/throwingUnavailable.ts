import { Unavailable } from '../../flow/errors.ts';

/** The same port, except that it throws Unavailable when DynamoDB is too busy or unreachable. */
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

/** DynamoDB developer guide, error handling: errors to retry after the SDK's own retries have failed. */
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
/**
 * Credentials that rotate or have expired, and clock skew: a function that was frozen in the middle of a call is
 * enough.
 */
const UNAUTHENTICATED = new Set([
  'CredentialsProviderError',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
]);
/** Node's names for a connection that failed or was lost. */
const UNREACHED = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** ElectroDB wraps the SDK's errors, and the SDK wraps those of Node. */
function isBusy(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code, $fault } = one as { code?: unknown; $fault?: unknown };
    if (BUSY.has(one.name) || UNAUTHENTICATED.has(one.name)) return true;
    if (one.name === 'TimeoutError' || $fault === 'server' || UNREACHED.has(String(code))) return true;
  }
  return false;
}
