import type { FailureKind } from '../drill/inputs.ts';

/** The kind of an error by its name; undefined where the name says nothing, and the HTTP status decides. */
export function kindOfName(name: string): FailureKind | 'UNDECIDED' | undefined {
  return KINDS.get(name) ?? (/\.(Version)?NotFound(Exception)?$/.test(name) ? 'NOT_FOUND' : undefined);
}

/**
 * From the API models of DRS, EventBridge Scheduler, SQS, SNS and EventBridge, the EC2 API reference (error codes) and the errors common
 * to all services. Only names that their HTTP status does not sort rightly need to stand here: EC2 throttles with 503, and signatures
 * are refused with the 403 of missing rights.
 */
const NAMES: Readonly<Record<FailureKind | 'UNDECIDED', readonly string[]>> = {
  CONFLICT: ['ConflictException', 'ConcurrentModificationException', 'ConcurrentAccessException'],
  QUOTA: ['ServiceQuotaExceededException', 'LimitExceededException', 'OverLimit'],
  THROTTLED: [
    'EC2ThrottledException',
    'KMSThrottlingException',
    'KmsThrottled',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'Throttled',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
  ],
  // Credentials that have run out or are being changed, and clocks that differ: a function that was frozen between signing and sending
  // is enough. AWS looks at the signature first, so nothing was done; the next call is signed anew.
  UNAVAILABLE: [
    'AuthFailure',
    'CredentialsProviderError',
    'ExpiredToken',
    'ExpiredTokenException',
    'IncompleteSignature',
    'IncompleteSignatureException',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'RequestExpired',
    'RequestInTheFuture',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
    'TokenRefreshRequired',
    'UnrecognizedClientException',
  ],
  DENIED: [
    'AccessDenied',
    'AccessDeniedException',
    'Blocked',
    'KMSAccessDeniedException',
    'KMSDisabledException',
    'KMSInvalidStateException',
    'KmsAccessDenied',
    'KmsDisabled',
    'KmsInvalidKeyUsage',
    'KmsInvalidState',
    'OperationDisabledException',
    'UnauthorizedOperation',
  ],
  INVALID: ['UninitializedAccountException', 'UnknownOperationException', 'ValidationException'],
  NOT_FOUND: ['ResourceNotFoundException'],
  LEVER: [],
  UNKNOWN_RESULT: [],
  // Refused by their status, but it is the exchange that broke off: the work may have been done.
  UNDECIDED: ['RequestAbortedException', 'RequestTimeout', 'RequestTimeoutException'],
};

const KINDS: ReadonlyMap<string, FailureKind | 'UNDECIDED'> = new Map(
  Object.entries(NAMES).flatMap(([kind, names]) => names.map((name) => [name, kind as FailureKind | 'UNDECIDED'])),
);
