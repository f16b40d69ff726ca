import * as drs from '@aws-sdk/client-drs';
import * as eventbridge from '@aws-sdk/client-eventbridge';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../src/aws/failure.ts';
import { type FailureMeaning, meaningOf } from '../../src/drill/failureMeaning.ts';

type Sorted = readonly (readonly [name: string, status: number, meaning: FailureMeaning])[];

/** The common errors of every service (each API reference), and other names of signature and clock errors. */
const COMMON: Sorted = [
  ['AccessDenied', 403, 'NOT_ALLOWED'],
  ['AccessDeniedException', 403, 'NOT_ALLOWED'],
  ['ExpiredToken', 403, 'NOT_NOW'],
  ['ExpiredTokenException', 403, 'NOT_NOW'],
  ['TokenRefreshRequired', 400, 'NOT_NOW'],
  ['IncompleteSignature', 403, 'NOT_NOW'],
  ['IncompleteSignatureException', 400, 'NOT_NOW'],
  ['InternalFailure', 500, 'UNKNOWN'],
  ['InvalidAction', 400, 'NOT_THIS'],
  ['InvalidClientTokenId', 403, 'NOT_NOW'],
  ['InvalidParameterCombination', 400, 'NOT_THIS'],
  ['InvalidParameterValue', 400, 'NOT_THIS'],
  ['InvalidQueryParameter', 400, 'NOT_THIS'],
  ['InvalidSignatureException', 403, 'NOT_NOW'],
  ['MalformedHttpRequestException', 400, 'NOT_THIS'],
  ['MalformedQueryString', 404, 'NOT_THIS'],
  ['MissingAction', 400, 'NOT_THIS'],
  ['MissingAuthenticationToken', 403, 'NOT_NOW'],
  ['MissingAuthenticationTokenException', 403, 'NOT_NOW'],
  ['MissingParameter', 400, 'NOT_THIS'],
  ['NotAuthorized', 401, 'NOT_ALLOWED'],
  ['OptInRequired', 403, 'NOT_ALLOWED'],
  ['RequestAbortedException', 400, 'UNKNOWN'],
  ['RequestEntityTooLargeException', 413, 'NOT_THIS'],
  ['RequestExpired', 400, 'NOT_NOW'],
  ['RequestInTheFuture', 403, 'NOT_NOW'],
  ['RequestTimeout', 400, 'UNKNOWN'],
  ['RequestTimeoutException', 408, 'UNKNOWN'],
  ['RequestTimeTooSkewed', 403, 'NOT_NOW'],
  ['SerializationException', 400, 'NOT_THIS'],
  ['ServiceUnavailable', 503, 'UNKNOWN'],
  ['SignatureDoesNotMatch', 403, 'NOT_NOW'],
  ['Throttling', 400, 'NOT_NOW'],
  ['ThrottlingException', 400, 'NOT_NOW'],
  ['TooManyRequestsException', 429, 'NOT_NOW'],
  ['UnknownOperationException', 404, 'NOT_THIS'],
  ['UnrecognizedClientException', 403, 'NOT_NOW'],
  ['ValidationError', 400, 'NOT_THIS'],
];

/** EC2 API reference, error codes: common client errors, those of the four calls in use, and server errors. */
const OF_EC2: Sorted = [
  ['AuthFailure', 401, 'NOT_NOW'],
  ['Blocked', 403, 'NOT_ALLOWED'],
  ['DryRunOperation', 412, 'NOT_THIS'],
  ['EC2ThrottledException', 400, 'NOT_NOW'],
  ['IdempotentParameterMismatch', 400, 'NOT_THIS'],
  ['InvalidCharacter', 400, 'NOT_THIS'],
  ['InvalidPaginationToken', 400, 'NOT_THIS'],
  ['InvalidParameter', 400, 'NOT_THIS'],
  ['InvalidParameterDependency', 400, 'NOT_THIS'],
  ['PendingVerification', 403, 'NOT_ALLOWED'],
  ['RequestLimitExceeded', 503, 'NOT_NOW'],
  ['UnauthorizedOperation', 403, 'NOT_ALLOWED'],
  ['UnknownParameter', 400, 'NOT_THIS'],
  ['UnsupportedInstanceAttribute', 400, 'NOT_THIS'],
  ['UnsupportedOperation', 400, 'NOT_THIS'],
  ['UnsupportedProtocol', 400, 'NOT_THIS'],
  ['FilterLimitExceeded', 400, 'NOT_THIS'],
  ['InvalidFilter', 400, 'NOT_THIS'],
  ['InvalidID', 400, 'NOT_THIS'],
  ['InvalidInstanceID.Malformed', 400, 'NOT_THIS'],
  ['InvalidInstanceID.NotFound', 400, 'NOT_THIS'],
  ['InvalidLaunchTemplateId.Malformed', 400, 'NOT_THIS'],
  ['InvalidLaunchTemplateId.NotFound', 400, 'NOT_THIS'],
  ['InvalidLaunchTemplateId.VersionNotFound', 400, 'NOT_THIS'],
  ['InvalidLaunchTemplateName.NotFoundException', 400, 'NOT_THIS'],
  ['InvalidNextToken', 400, 'NOT_THIS'],
  ['InvalidVolume.NotFound', 400, 'NOT_THIS'],
  ['InvalidVolumeID.Malformed', 400, 'NOT_THIS'],
  ['InternalError', 500, 'UNKNOWN'],
  ['Unavailable', 503, 'UNKNOWN'],
];

/** Errors in the models of the services in use that do not mean an invalid request. */
const MODELLED: Sorted = [
  ['ConflictException', 409, 'NOT_NOW'],
  ['ServiceQuotaExceededException', 402, 'NOT_NOW'],
  ['ThrottlingException', 429, 'NOT_NOW'],
  ['InternalServerException', 500, 'UNKNOWN'],
  ['AccessDeniedException', 403, 'NOT_ALLOWED'],
  ['InternalException', 500, 'UNKNOWN'],
  ['ConcurrentModificationException', 400, 'NOT_NOW'],
  ['LimitExceededException', 400, 'NOT_NOW'],
  ['OperationDisabledException', 400, 'NOT_ALLOWED'],
  ['RequestThrottled', 403, 'NOT_NOW'],
  ['OverLimit', 403, 'NOT_NOW'],
  ['InvalidSecurity', 403, 'NOT_ALLOWED'],
  ['KmsAccessDenied', 400, 'NOT_ALLOWED'],
  ['KmsDisabled', 400, 'NOT_ALLOWED'],
  ['KmsInvalidKeyUsage', 400, 'NOT_ALLOWED'],
  ['KmsInvalidState', 400, 'NOT_ALLOWED'],
  ['KmsOptInRequired', 403, 'NOT_ALLOWED'],
  ['KmsThrottled', 400, 'NOT_NOW'],
  ['AuthorizationErrorException', 403, 'NOT_ALLOWED'],
  ['InternalErrorException', 500, 'UNKNOWN'],
  ['InvalidSecurityException', 403, 'NOT_ALLOWED'],
  ['KMSAccessDeniedException', 400, 'NOT_ALLOWED'],
  ['KMSDisabledException', 400, 'NOT_ALLOWED'],
  ['KMSInvalidStateException', 400, 'NOT_ALLOWED'],
  ['KMSOptInRequired', 403, 'NOT_ALLOWED'],
  ['KMSThrottlingException', 400, 'NOT_NOW'],
  ['ThrottledException', 429, 'NOT_NOW'],
  ['ConcurrentAccessException', 400, 'NOT_NOW'],
];

/**
 * Errors of Systems Manager, Lambda and S3 (their API references) that the status does not explain: Lambda has 502 for
 * functions that it could not begin.
 */
const OF_CHECKS: Sorted = [
  ['InternalServerError', 500, 'UNKNOWN'],
  ['InvalidInstanceId', 400, 'NOT_THIS'],
  ['SlowDown', 503, 'NOT_NOW'],
  ['ConditionalRequestConflict', 409, 'NOT_NOW'],
  ['CodeArtifactUserPendingException', 400, 'NOT_NOW'],
  ['EC2AccessDeniedException', 502, 'NOT_ALLOWED'],
  ['EC2ThrottledException', 502, 'NOT_NOW'],
  ['EC2UnexpectedException', 502, 'NOT_NOW'],
  ['ENILimitReachedException', 502, 'NOT_NOW'],
  ['ENINotReadyException', 502, 'NOT_NOW'],
  ['InvalidRuntimeException', 502, 'NOT_THIS'],
  ['InvalidSecurityGroupIDException', 502, 'NOT_THIS'],
  ['InvalidSubnetIDException', 502, 'NOT_THIS'],
  ['InvalidZipFileException', 502, 'NOT_THIS'],
  ['KMSNotFoundException', 502, 'NOT_THIS'],
  ['ResourceNotReadyException', 502, 'NOT_NOW'],
  ['ServiceException', 500, 'UNKNOWN'],
  ['SnapStartNotReadyException', 409, 'NOT_NOW'],
  ['SubnetIPAddressLimitReachedException', 502, 'NOT_NOW'],
];

const CLIENTS = { drs, eventbridge, lambda, s3, scheduler, sns, sqs, ssm };

describe('every error that AWS may return', () => {
  test.each([...COMMON, ...OF_EC2, ...MODELLED, ...OF_CHECKS])('%s (%i) means %s', (name, status, meaning) => {
    const error = Object.assign(new Error('AWS said so'), { name, $metadata: { httpStatusCode: status } });
    expect(meaningOf(failureOf('StartRecovery', 'act', error).kind)).toBe(meaning);
    const ofQuestion = meaning === 'UNKNOWN' ? 'NOT_NOW' : meaning;
    expect(meaningOf(failureOf('DescribeJobs', 'question', error).kind)).toBe(ofQuestion);
  });

  test.each(Object.entries(CLIENTS))(
    'every error in the model of %s is classified here or means an invalid request',
    (_service, client) => {
      const sorted = new Set([...COMMON, ...MODELLED, ...OF_CHECKS].map(([name]) => name));
      const unsorted = errorsOf(client).filter((name) => !sorted.has(name));
      expect(unsorted.length).toBeLessThan(errorsOf(client).length);
      for (const name of unsorted) {
        const error = Object.assign(new Error('AWS said so'), { name, $metadata: { httpStatusCode: 400 } });
        expect([name, meaningOf(failureOf('StartRecovery', 'act', error).kind)]).toEqual([name, 'NOT_THIS']);
      }
    },
  );

  test('a signature that expired while the function was frozen is refused before anything is done', () => {
    const message =
      'Signature expired: 20261129T061200Z is now earlier than 20261129T061300Z (20261129T061800Z - 5 min.)';
    const error = Object.assign(new Error(message), {
      name: 'InvalidSignatureException',
      $metadata: { httpStatusCode: 403 },
    });
    expect(failureOf('StartRecovery', 'act', error)).toMatchObject({
      kind: 'UNAVAILABLE',
      message: `StartRecovery: InvalidSignatureException: ${message}`,
    });
  });

  test('without readable credentials, nothing is sent', () => {
    const error = Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' });
    expect(failureOf('StartRecovery', 'act', error).kind).toBe('UNAVAILABLE');
  });
});

/** The errors of an SDK client's module, without their base class. */
function errorsOf(client: object): string[] {
  return Object.entries(client).flatMap(([name, one]) =>
    typeof one === 'function' && one.prototype instanceof Error && !name.endsWith('ServiceException') ? [name] : [],
  );
}
