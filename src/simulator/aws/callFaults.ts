import { AwsFault, type Service } from './contract.ts';
import { rateOf } from './faults.ts';
import { faultsNow, type World } from './state.ts';

/** AWS's wording, as reported in aws-sdk-js-v3 issue 7605 and AWS CLI issue 4600. */
const SIGNATURE_EXPIRED =
  'Signature expired: 20260301T100000Z is now earlier than 20260301T100100Z (20260301T100600Z - 5 min.)';
const TOKEN_EXPIRED = 'The security token included in the request is expired';
const TOKEN_INVALID = 'The security token included in the request is invalid.';

/** Throttling and internal errors by service: type and HTTP status (each service's API reference, common errors). */
const THROTTLED: Readonly<Record<Service, [type: string, status: number]>> = {
  drs: ['ThrottlingException', 429],
  ec2: ['RequestLimitExceeded', 503],
  sqs: ['RequestThrottled', 400],
  scheduler: ['ThrottlingException', 429],
  events: ['ThrottlingException', 400],
  sns: ['Throttled', 400],
  cloudtrail: ['ThrottlingException', 400],
  servicequotas: ['TooManyRequestsException', 400],
  pricing: ['ThrottlingException', 400],
  ssm: ['ThrottlingException', 400],
  lambda: ['TooManyRequestsException', 429],
  s3: ['SlowDown', 503],
  kms: ['ThrottlingException', 400],
};
const INTERNAL: Readonly<Record<Service, [type: string, status: number]>> = {
  drs: ['InternalServerException', 500],
  ec2: ['InternalError', 500],
  sqs: ['InternalError', 500],
  scheduler: ['InternalServerException', 500],
  events: ['InternalException', 500],
  sns: ['InternalError', 500],
  cloudtrail: ['InternalFailure', 500],
  servicequotas: ['ServiceException', 500],
  pricing: ['InternalErrorException', 500],
  ssm: ['InternalServerError', 500],
  lambda: ['ServiceException', 500],
  s3: ['InternalError', 500],
  kms: ['KMSInternalException', 500],
};

/**
 * Errors for rejected credentials and skewed clocks, by service protocol and common errors: a function frozen between
 * signing and sending, an expired token, a wrong clock.
 */
const UNAUTHENTICATED: Readonly<Record<Service, readonly [type: string, status: number, message: string][]>> = {
  drs: [
    ['InvalidSignatureException', 403, SIGNATURE_EXPIRED],
    ['ExpiredTokenException', 403, TOKEN_EXPIRED],
    ['UnrecognizedClientException', 403, TOKEN_INVALID],
  ],
  ec2: [
    ['RequestExpired', 400, 'Request has expired.'],
    ['AuthFailure', 401, 'AWS was not able to validate the provided access credentials'],
  ],
  sqs: [
    ['InvalidSignatureException', 403, SIGNATURE_EXPIRED],
    ['InvalidClientTokenId', 403, TOKEN_INVALID],
  ],
  scheduler: [
    ['InvalidSignatureException', 403, SIGNATURE_EXPIRED],
    ['ExpiredTokenException', 403, TOKEN_EXPIRED],
  ],
  events: [
    ['InvalidSignatureException', 400, SIGNATURE_EXPIRED],
    ['ExpiredTokenException', 400, TOKEN_EXPIRED],
  ],
  sns: [
    ['SignatureDoesNotMatch', 403, SIGNATURE_EXPIRED],
    ['ExpiredToken', 403, TOKEN_EXPIRED],
  ],
  cloudtrail: [['ExpiredTokenException', 400, TOKEN_EXPIRED]],
  servicequotas: [['ExpiredTokenException', 400, TOKEN_EXPIRED]],
  pricing: [['ExpiredTokenException', 400, TOKEN_EXPIRED]],
  ssm: [
    ['InvalidSignatureException', 400, SIGNATURE_EXPIRED],
    ['ExpiredTokenException', 400, TOKEN_EXPIRED],
  ],
  lambda: [
    ['InvalidSignatureException', 403, SIGNATURE_EXPIRED],
    ['ExpiredTokenException', 403, TOKEN_EXPIRED],
  ],
  s3: [
    ['RequestTimeTooSkewed', 403, 'The difference between the request time and the current time is too large.'],
    ['ExpiredToken', 400, 'The provided token has expired.'],
  ],
  kms: [
    ['InvalidSignatureException', 400, SIGNATURE_EXPIRED],
    ['ExpiredTokenException', 400, TOKEN_EXPIRED],
  ],
};

/** Refuses a call before it has any effect, when the faults say so. */
export function refuseByFault(world: World, service: Service, operation: string): void {
  const faults = faultsNow(world);
  if (world.faultDice.chance(rateOf(faults.unauthenticated, service, operation))) {
    const [type, status, message] = world.faultDice.pick(UNAUTHENTICATED[service]);
    throw new AwsFault(type, status, message);
  }
  if (service === 'drs' && !hasRoom(world, faults.drsCallsPerSecond)) throttle(world, service);
  if (world.faultDice.chance(rateOf(faults.throttled, service, operation))) throttle(world, service);
  if (world.faultDice.chance(rateOf(faults.internalError, service, operation))) {
    const [type, status] = INTERNAL[service];
    const retryAfter = service === 'drs' ? { retryAfterSeconds: world.faultDice.between(1, 10) } : {};
    throw new AwsFault(type, status, 'An internal error occurred', { ...retryAfter });
  }
}

function throttle(world: World, service: Service): never {
  const [type, status] = THROTTLED[service];
  const publishes = world.faultDice.chance(faultsNow(world).throttledWithRetryAfter);
  const retryAfter = publishes ? { retryAfterSeconds: world.faultDice.between(1, 10) } : {};
  throw new AwsFault(type, status, 'Rate exceeded', { ...retryAfter });
}

/** A token bucket refilled once a second, as AWS throttles EC2 (EC2 API reference: request throttling). */
function hasRoom({ state }: World, callsPerSecond: number | null): boolean {
  if (callsPerSecond === null) return true;
  const { at, calls } = state.allowance ?? { at: state.now, calls: callsPerSecond };
  const now = Math.min(callsPerSecond, calls + ((state.now - at) / 1000) * callsPerSecond);
  const takes = now >= 1 ? 1 : 0;
  state.allowance = { at: state.now, calls: now - takes };
  return takes === 1;
}

/** Whether the faults refused a call. A caller that retries often enough gets past them. */
export function isFault(service: Service, { type, replyLost }: AwsFault): boolean {
  const refusals = [THROTTLED[service], INTERNAL[service], ...UNAUTHENTICATED[service]];
  return replyLost || refusals.some(([known]) => known === type);
}

/** Loses the response of a call that was carried out, when the faults say so. */
export function loseReplyByFault(world: World, service: Service, operation: string): void {
  if (!world.faultDice.chance(rateOf(faultsNow(world).replyLost, service, operation))) return;
  throw new AwsFault('ReplyLost', 0, 'The connection closed before the reply came', { replyLost: true });
}
