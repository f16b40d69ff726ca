import { describe, expect, test } from 'vitest';
import { failureOf } from '../../src/aws/failure.ts';
import { CallFailed } from '../../src/flow/errors.ts';

describe('an error of AWS', () => {
  test.each([
    ['ConflictException', 409, 'CONFLICT'],
    ['ServiceQuotaExceededException', 402, 'QUOTA'],
    ['ThrottlingException', 429, 'THROTTLED'],
    ['RequestLimitExceeded', 503, 'THROTTLED'],
    ['TooManyRequestsException', 429, 'THROTTLED'],
    ['SomethingNew', 429, 'THROTTLED'],
    ['AccessDeniedException', 403, 'DENIED'],
    ['UnauthorizedOperation', 403, 'DENIED'],
    ['ExpiredTokenException', 403, 'UNAVAILABLE'],
    ['ValidationException', 400, 'INVALID'],
    ['UninitializedAccountException', 400, 'INVALID'],
    ['InvalidParameterValue', 400, 'INVALID'],
    ['ResourceNotFoundException', 404, 'NOT_FOUND'],
    ['InvalidInstanceID.NotFound', 400, 'NOT_FOUND'],
  ])('%s with status %i is %s, for questions and acts', (name, status, kind) => {
    const error = sdkError(name, status);
    expect(failureOf('DescribeJobs', 'question', error).kind).toBe(kind);
    expect(failureOf('StartRecovery', 'act', error).kind).toBe(kind);
  });

  test.each([
    sdkError('InternalServerException', 500),
    sdkError('ServiceUnavailable', 503),
    Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' }),
    Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    'not even an Error',
  ])('that is no refusal leaves the result of an act unknown (%s)', (error) => {
    expect(failureOf('StartRecovery', 'act', error).kind).toBe('UNKNOWN_RESULT');
    expect(failureOf('DescribeJobs', 'question', error).kind).toBe('UNAVAILABLE');
  });

  test.each([
    [{ retryAfterSeconds: '17' }, 17],
    [{ retryAfterSeconds: 4 }, 4],
    [{ $response: { headers: { 'retry-after': '9' } } }, 9],
    [{ retryAfterSeconds: 'Wed, 21 Oct 2026 07:28:00 GMT' }, undefined],
    [{ $response: { headers: { 'retry-after': '86400' } } }, 240],
    [{}, undefined],
  ])('with a retry time keeps it: %o', (members, seconds) => {
    const error = Object.assign(sdkError('ThrottlingException', 429), members);
    expect(failureOf('DescribeJobs', 'question', error).retryAfterSeconds).toBe(seconds);
  });

  test('keeps its text, but not the signed request or the encoded authorization message', () => {
    const signature = sdkError('SignatureDoesNotMatch', 403);
    signature.message = 'The signature does not match.\n\nThe Canonical String was x-amz-security-token:SECRET';
    const header = sdkError('IncompleteSignature', 400);
    header.message = 'Bad header. Authorization=AWS4-HMAC-SHA256 Credential=AKIASECRET';
    const rights = sdkError('UnauthorizedOperation', 403);
    rights.message = 'Not authorized. Encoded authorization failure message: SECRET';
    const messages = [signature, header, rights].map(
      (error) => failureOf('DescribeInstances', 'question', error).message,
    );
    expect(messages).toEqual([
      'DescribeInstances: SignatureDoesNotMatch: The signature does not match.',
      'DescribeInstances: IncompleteSignature: Bad header. Authorization=…',
      'DescribeInstances: UnauthorizedOperation: Not authorized. Encoded authorization failure message: …',
    ]);
  });

  test('is mapped only once', () => {
    const failed = new CallFailed('QUOTA', 'StartRecovery: 20 jobs are open');
    expect(failureOf('StartRecovery', 'act', failed)).toBe(failed);
  });
});

function sdkError(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('AWS said so'), { name, $metadata: { httpStatusCode } });
}
