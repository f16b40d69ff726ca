import type { Instant } from '../src/drill/drill.ts';
import type { SeenEvent } from './lostEvents.ts';
import type { BenchWorld, Recorded } from './world.ts';

/** A distribution of seconds. */
export interface Spread {
  count: number;
  mean: number;
  p95: number;
  max: number;
}

/** Seconds from a change in AWS until the record said so. */
export interface Lags {
  /** From LAUNCH_END in the job's log, split by whether an event was received or not. */
  launchedByEvent: Spread;
  launchedWithout: Spread;
  /** The same, but from when DRS sent the event. AWS does not publish how long DRS takes before. */
  launchedSinceEvent: Spread;
  /** Until a look confirmed it, whether or not an event had arrived. */
  launchConfirmed: Spread;
  /** From the end of the job, for which there is no event. */
  completedJob: Spread;
  /** From `terminated` in EC2. */
  goneByEvent: Spread;
  goneWithout: Spread;
  /** From the end of the hold to the terminate call. */
  holdOverrun: Spread;
  /** How long an instance existed after the end of the hold. */
  beyondHold: Spread;
}

/** Compares a contestant's records with the state of simulated AWS. */
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

/** In seconds. A change that was never recorded is an error. */
function between(from: Instant | undefined, to: Instant | undefined): number {
  if (from === undefined || to === undefined) throw new Error('something that happened was never recorded');
  return (to - from) / 1000;
}
