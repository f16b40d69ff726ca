import { SECOND_MS } from '../../../drill/bounds.ts';
import { type Measure, recoveryTime } from '../../../drill/clocks.ts';
import type { Drill, Instant } from '../../../drill/drill.ts';
import type { JournalEntry } from '../../../drill/facts.ts';
import { requiredServers } from '../../../drill/launching/requiredServers.ts';
import { endedDrill } from '../../../history/endedDrill.ts';
import type { Instance, Site } from '../../aws/state.ts';

/** The measured times of an ended drill whose bounds exclude the true value, per server and for the whole drill. */
export function wrongBounds(drill: Drill, entries: readonly JournalEntry[], site: Site): string[] {
  if (drill.phase !== 'ENDED') return [];
  const servers = Object.keys(drill.servers).map((id) => ({
    id,
    measured: recoveryTime(drill, id),
    began: beginningOf(drill, id, site),
    worked: workedAt(drill, id, site),
  }));
  const { recoveryTimeSeconds: seconds, recoveryTimeAtLeastSeconds: atLeastSeconds } = endedDrill(
    drill,
    entries,
    'SIMULATED',
  );
  const requiredIds = new Set(requiredServers(drill).map(([id]) => id));
  const required = servers.filter(({ id }) => requiredIds.has(id));
  const began = Math.min(...required.flatMap((one) => one.began ?? []));
  const worked = Math.max(...required.map((one) => one.worked ?? Number.NaN));
  return [
    ...servers.flatMap(({ id, measured, ...truth }) => outside(id, measured, truth)),
    ...outside('all', { seconds, atLeastSeconds }, { began, worked }),
  ];
}

/** The maximum difference between the clocks of DRS and of our functions. */
const CLOCKS_SECONDS = 6;

function outside(
  what: string,
  { seconds, atLeastSeconds }: Pick<Measure, 'seconds' | 'atLeastSeconds'>,
  { began, worked }: { began: Instant | undefined; worked: Instant | undefined },
): string[] {
  if (seconds === null || began === undefined || worked === undefined || Number.isNaN(worked)) return [];
  if (worked === Number.POSITIVE_INFINITY) return [`${what} never worked`];
  const truth = (worked - began) / SECOND_MS;
  const isInside = (atLeastSeconds ?? 0) <= truth + CLOCKS_SECONDS && seconds >= truth - CLOCKS_SECONDS;
  return isInside ? [] : [`${what} took ${truth} s, not ${atLeastSeconds} s to ${seconds} s`];
}

function beginningOf(drill: Drill, id: string, { jobs }: Site): Instant | undefined {
  return jobs[drill.launches[drill.servers[id]?.launch ?? -1]?.jobId ?? '']?.createdAt;
}

/**
 * When DRS had launched the server and it worked: running with both checks passed, or stopped as configured. Undefined:
 * no longer known.
 */
function workedAt(drill: Drill, id: string, { instances, jobs }: Site): Instant | undefined {
  const { instanceId = '', verified, verifiedAt = 0, launch = -1 } = drill.servers[id] ?? {};
  const instance = instances[instanceId];
  const job = jobs[drill.launches[launch]?.jobId ?? ''];
  const launched = job?.log.find(({ event, data }) => event === 'LAUNCH_END' && data['sourceServerID'] === id);
  // The simulator does not keep the states from before a restart.
  const [first] = instance?.states ?? [];
  if (instance === undefined || first === undefined || launched === undefined || first[0] > verifiedAt)
    return undefined;
  const stoppedAt = instance.states.find(([, state]) => state === 'stopped')?.[0];
  const didAt = verified === 'STOPPED_AS_CONFIGURED' ? stoppedAt : checkedAt(instance, verifiedAt);
  return Math.max(launched.at, didAt ?? Number.POSITIVE_INFINITY);
}

/** A third party may have stopped and restarted it: the last time that it worked before the look counts. */
function checkedAt({ states, bootSeconds }: Instance, seenAt: Instant): Instant | undefined {
  const workedAt = states.flatMap(([at, state], index) => {
    const until = states[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    const checked = at + bootSeconds * SECOND_MS;
    return state === 'running' && checked < until && checked <= seenAt + CLOCKS_SECONDS * SECOND_MS ? [checked] : [];
  });
  return workedAt.at(-1);
}
