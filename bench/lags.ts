import type { Instant } from '../src/drill/drill.ts';
import type { SeenEvent } from './lostEvents.ts';
import type { BenchWorld, Recorded } from './world.ts';

/** Seconds, over everything that happened. */
export interface Spread {
  count: number;
  mean: number;
  p95: number;
  max: number;
}

/** From the moment the world changed to the moment the record said so, in seconds. */
export interface Lags {
  /** From LAUNCH_END in the job's log; told by an event, or not since the event was lost (or nobody listens). */
  launchedByEvent: Spread;
  launchedWithout: Spread;
  /** The same from when DRS sent the event: what lies before is DRS's own, and AWS does not publish it. */
  launchedSinceEvent: Spread;
  /** Until a look had confirmed it, whatever an event had said. */
  launchConfirmed: Spread;
  /** From the job's end; no event tells of it. */
  completedJob: Spread;
  /** From `terminated` in EC2. */
  goneByEvent: Spread;
  goneWithout: Spread;
  /** From the hold's end to the terminate call. */
  holdOverrun: Spread;
  /** How long an instance was there after the hold's end. */
  beyondHold: Spread;
}

/** Holds what a contestant's records say against what the simulated AWS knows. */
export function lagsOf(world: BenchWorld, listens: boolean): Lags {
  const found = gather(world, listens);
  const spreads = Object.entries(found).map(([name, all]) => [name, spreadOf(all)]);
  return Object.fromEntries(spreads) as Lags;
}

export function spreadOf(seconds: number[]): Spread {
  const inOrder = seconds.toSorted((a, b) => a - b);
  const count = inOrder.length;
  const mean = inOrder.reduce((sum, one) => sum + one, 0) / Math.max(count, 1);
  return { count, mean, p95: inOrder[Math.ceil(count * 0.95) - 1] ?? 0, max: inOrder.at(-1) ?? 0 };
}

type Found = Record<keyof Lags, number[]>;

function gather(world: BenchWorld, listens: boolean): Found {
  const found: Found = {
    launchedByEvent: [],
    launchedWithout: [],
    launchedSinceEvent: [],
    launchConfirmed: [],
    completedJob: [],
    goneByEvent: [],
    goneWithout: [],
    holdOverrun: [],
    beyondHold: [],
  };
  const recordOf = new Map<string, Recorded>();
  for (const { drillId, waves } of world.drills) {
    const recorded = world.records.get(drillId);
    if (recorded === undefined) continue;
    for (const id of waves.flat()) recordOf.set(id, recorded);
    found.holdOverrun.push(between(recorded.holdEndsAt, recorded.terminateAt));
  }
  const sites = Object.values(world.aws.state().sites);
  for (const job of sites.flatMap((site) => Object.values(site.jobs))) {
    if (job.type !== 'LAUNCH') continue;
    const recorded = recordOf.get(job.servers[0]?.sourceServerID ?? '');
    found.completedJob.push(between(job.endsAt, recorded?.completedJob.get(job.jobID)));
    for (const { sourceServerID: id, recoveryInstanceID } of job.servers) {
      const launchedAt = job.log.find(({ event, data }) => event === 'LAUNCH_END' && data['sourceServerID'] === id)?.at;
      launchOf(found, recordOf.get(id), id, launchedAt, received(world, `${job.jobID} ${id}`, listens));
      endOf(found, recordOf.get(id), id, world.events.get(recoveryInstanceID ?? ''), listens);
    }
  }
  return found;
}

function launchOf(
  found: Found,
  recorded: Recorded | undefined,
  id: string,
  launchedAt: Instant | undefined,
  events: SeenEvent | undefined,
): void {
  const lag = between(launchedAt, recorded?.launched.get(id));
  if (events === undefined) found.launchedWithout.push(lag);
  else {
    found.launchedByEvent.push(lag);
    found.launchedSinceEvent.push(between(events.at, recorded?.launched.get(id)));
  }
  found.launchConfirmed.push(between(launchedAt, recorded?.confirmed.get(id) ?? recorded?.launched.get(id)));
}

function endOf(
  found: Found,
  recorded: Recorded | undefined,
  id: string,
  end: SeenEvent | undefined,
  listens: boolean,
): void {
  const lag = between(end?.at, recorded?.gone.get(id));
  if (listens && end?.isLost === false) found.goneByEvent.push(lag);
  else found.goneWithout.push(lag);
  found.beyondHold.push(between(recorded?.holdEndsAt, end?.at));
}

function received({ events }: BenchWorld, about: string, listens: boolean): SeenEvent | undefined {
  const event = events.get(about);
  return listens && event?.isLost === false ? event : undefined;
}

/** In seconds; what was never recorded is no lag but an error. */
function between(from: Instant | undefined, to: Instant | undefined): number {
  if (from === undefined || to === undefined) throw new Error('something that happened was never recorded');
  return (to - from) / 1000;
}
