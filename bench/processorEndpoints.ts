import type { Site } from '../src/drill/drill.ts';
import type { Ports } from '../src/flow/ports.ts';
import { hardStopFired, instanceReported, launchReported, wakeFired } from '../src/flow/signals.ts';
import { type EventBridgeEnvelope, outsideEventOf } from '../src/simulator/aws/contract.ts';
import { isLetThrough } from '../src/simulator/lambda/deployedSettings.ts';
import { DEFAULT_LIMITS } from '../src/simulator/seeded/scenarios/scenarios.ts';

/** The targets of schedules. */
export const TARGET_ARNS = {
  wake: 'arn:aws:lambda:us-east-1:111122223333:function:wake',
  hardStop: 'arn:aws:lambda:us-east-1:111122223333:function:hardStop',
};

/** A wake or a hard stop. */
export function scheduleFired(
  ports: Ports,
  targetArn: string,
  stop: { drillId: string; n: number; site: Site },
): Promise<void> {
  return targetArn === TARGET_ARNS.wake
    ? wakeFired(ports, stop)
    : hardStopFired(ports, stop, DEFAULT_LIMITS.serversPerJob);
}

/** The handler of an event; undefined when no rule matches. */
export function listenerOf(event: EventBridgeEnvelope): ((ports: Ports) => Promise<unknown>) | undefined {
  const events = outsideEventOf(event);
  if (isLetThrough('drsEvent', event)) return (ports) => launchReported(ports, events);
  return isLetThrough('ec2Event', event) ? (ports) => instanceReported(ports, events) : undefined;
}
