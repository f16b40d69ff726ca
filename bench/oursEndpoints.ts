import { SECOND_MS } from '../src/drill/bounds.ts';
import type { Site } from '../src/drill/drill.ts';
import { hardStopFired, instanceReported, launchReported, wakeFired } from '../src/flow/signals.ts';
import { type Delivery, outsideEventOf } from '../src/simulator/aws/contract.ts';
import { isLetThrough } from '../src/simulator/lambda/deployedSettings.ts';
import { DEFAULT_LIMITS } from '../src/simulator/seeded/scenarios/scenarios.ts';
import { drawMilliseconds } from './latency.ts';
import { type Ours, TARGET_ARNS } from './ours.ts';

/** Delivers what AWS emits to the product's event handlers (serverless.yml: drsEvent, ec2Event, wake, hardStop). */
export function deliverTo(ours: Ours, delivery: Delivery): void {
  if (delivery.kind === 'schedule') return scheduleFired(ours, delivery.targetArn, delivery.input);
  const { event } = delivery;
  const events = outsideEventOf(event);
  const isLaunch = isLetThrough('drsEvent', event);
  if (!isLaunch && !isLetThrough('ec2Event', event)) return;
  const { tasks, dice } = ours.world;
  const at = tasks.now() + drawMilliseconds('bus', dice);
  tasks.at(at, () =>
    ours.runs(isLaunch ? 'drsEvent' : 'ec2Event', async (ports) => {
      await (isLaunch ? launchReported(ports, events) : instanceReported(ports, events));
    }),
  );
}

function scheduleFired(ours: Ours, targetArn: string, input: string): void {
  const payload = JSON.parse(input) as { drillId: string; n: number; site: Site };
  ours.world.counts.schedules += 1;
  if (targetArn === TARGET_ARNS.wake) return ours.runs('wake', (ports) => wakeFired(ports, payload));
  ours.runs('hardStop', (ports) => hardStopFired(ports, payload, DEFAULT_LIMITS.serversPerJob));
}

/** A message waits in the queue for its delay and for the poller. */
export function queueDelay({ world }: Ours, seconds: number): number {
  return seconds * SECOND_MS + drawMilliseconds('queue', world.dice);
}
