import { AwsFault, type Service } from './aws.ts';
import { rateOf } from './faults.ts';
import { faultsNow, type World } from './state.ts';

/** Throttling and internal errors by service: type and HTTP status (each service's API reference, common errors). */
const THROTTLED: Readonly<Record<Service, [type: string, status: number]>> = {
  drs: ['ThrottlingException', 429],
  ec2: ['RequestLimitExceeded', 503],
  sqs: ['RequestThrottled', 400],
  scheduler: ['ThrottlingException', 429],
  events: ['ThrottlingException', 400],
  sns: ['Throttled', 400],
};
const INTERNAL: Readonly<Record<Service, [type: string, status: number]>> = {
  drs: ['InternalServerException', 500],
  ec2: ['InternalError', 500],
  sqs: ['InternalError', 500],
  scheduler: ['InternalServerException', 500],
  events: ['InternalException', 500],
  sns: ['InternalError', 500],
};

/** Refuses a call before anything is done, when the faults say so. */
export function refuseByFault(world: World, service: Service, operation: string): void {
  const faults = faultsNow(world);
  if (world.faultDice.chance(rateOf(faults.throttled, service, operation))) {
    const [type, status] = THROTTLED[service];
    const tells = world.faultDice.chance(faults.throttledWithRetryAfter);
    const retryAfter = tells ? { retryAfterSeconds: world.faultDice.between(1, 10) } : {};
    throw new AwsFault(type, status, 'Rate exceeded', { ...retryAfter });
  }
  if (world.faultDice.chance(rateOf(faults.internalError, service, operation))) {
    const [type, status] = INTERNAL[service];
    const retryAfter = service === 'drs' ? { retryAfterSeconds: world.faultDice.between(1, 10) } : {};
    throw new AwsFault(type, status, 'An internal error occurred', { ...retryAfter });
  }
}

/** Loses the reply of a call that was carried out, when the faults say so. */
export function loseReplyByFault(world: World, service: Service, operation: string): void {
  if (!world.faultDice.chance(rateOf(faultsNow(world).replyLost, service, operation))) return;
  throw new AwsFault('ReplyLost', 0, 'The connection closed before the reply came', { replyLost: true });
}
