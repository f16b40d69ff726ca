import type { FailureKind } from '../drill/inputs.ts';

/** The kind of an error by its name; undefined where the HTTP status decides. */
export function kindOfName(name: string): FailureKind | 'UNDECIDED' | undefined {
  return KINDS.get(name) ?? (/\.(Version)?NotFound(Exception)?$/.test(name) ? 'NOT_FOUND' : undefined);
}

/**
 * From the API models of DRS, EventBridge Scheduler, SQS, SNS, EventBridge, Systems Manager and Lambda, the EC2 and S3
 * API references (error codes) and the errors common to all services. Only names whose HTTP status is misleading are
 * listed: EC2 throttles with 503, signature errors share the 403 of missing permissions, and Lambda has 502 for
 * functions that it could not begin.
 */
const NAMES: Readonly<Record<FailureKind | 'UNDECIDED', readonly string[]>> = {
  CONFLICT: ['ConflictException', 'ConcurrentModificationException', 'ConcurrentAccessException'],
  QUOTA: [
    'ENILimitReachedException',
    'LimitExceededException',
    'OverLimit',
    'ServiceQuotaExceededException',
    'SubnetIPAddressLimitReachedException',
  ],
  THROTTLED: [
    'EC2ThrottledException',
    'KMSThrottlingException',
    'KmsThrottled',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'Throttled',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
  ],
  // Credentials that expired or are being rotated, and clock skew, for example when a function was frozen between
  // signing and sending. AWS checks the signature first, so nothing was done; the next call is signed again. Besides,
  // functions that Lambda is still preparing.
  UNAVAILABLE: [
    'AuthFailure',
    'CodeArtifactUserPendingException',
    'CredentialsProviderError',
    'EC2UnexpectedException',
    'ENINotReadyException',
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
    'ResourceNotReadyException',
    'SignatureDoesNotMatch',
    'SnapStartNotReadyException',
    'TokenRefreshRequired',
    'UnrecognizedClientException',
  ],
  DENIED: [
    'AccessDenied',
    'AccessDeniedException',
    'Blocked',
    'EC2AccessDeniedException',
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
  INVALID: [
    'InvalidRuntimeException',
    'InvalidSecurityGroupIDException',
    'InvalidSubnetIDException',
    'InvalidZipFileException',
    'KMSNotFoundException',
    'UninitializedAccountException',
    'UnknownOperationException',
    'ValidationException',
  ],
  // SSM API reference: also for an instance whose agent is not registered, or does not run.
  NOT_FOUND: ['InvalidInstanceId', 'ResourceNotFoundException'],
  LEVER: [],
  BLACKOUT: [],
  UNKNOWN_RESULT: [],
  // The status says refused, but the request was interrupted: it may have been carried out.
  UNDECIDED: ['RequestAbortedException', 'RequestTimeout', 'RequestTimeoutException'],
};

const KINDS: ReadonlyMap<string, FailureKind | 'UNDECIDED'> = new Map(
  Object.entries(NAMES).flatMap(([kind, names]) => names.map((name) => [name, kind as FailureKind | 'UNDECIDED'])),
);
