import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Drill } from '../../../drill/drill.ts';
import type { Fact } from '../../../drill/facts.ts';
import type { Site } from '../../aws/state.ts';
import { type Deployment, type SeededWorld, siteStateOf } from '../seededState.ts';

/** Runs when a drill ends CLEAN: what its launches and its testers left in EC2. */
export function watchLeftovers(world: SeededWorld, deployment: Deployment, drill: Drill): void {
  const site = siteStateOf(world);
  const addEach = (what: string, ids: string[]) => {
    for (const id of ids) world.violations.add(`a CLEAN drill leaves no ${what} (${drill.drillId}: ${id})`);
  };
  addEach('volume', volumesLeft(site, drill));
  addEach('conversion server', conversionServersLeft(site, drill));
  addEach('volume attached in its hold', testersVolumesLeft(world, site, deployment, drill));
}

function volumesLeft({ volumes }: Site, { launches }: Drill): string[] {
  const own = new Set(launches.flatMap((launch) => launch.jobId ?? []));
  return Object.values(volumes).flatMap(({ volumeId, deletedAt, tags }) =>
    own.has(tags['drs.amazonaws.com-job'] ?? '') && deletedAt === null ? [volumeId] : [],
  );
}

/** No one could read the log of a job that was deleted before the drill saw it end. */
function conversionServersLeft({ jobs, instances }: Site, { launches }: Drill): string[] {
  const logs = launches.flatMap(({ jobId, lostAt }) => (lostAt === undefined ? (jobs[jobId ?? '']?.log ?? []) : []));
  const named = new Set(logs.map(({ data }) => String(data['conversionServerID'])));
  return [...named].filter((id) => (instances[id]?.states.at(-1)?.[1] ?? 'terminated') !== 'terminated');
}

/**
 * EC2 shows attached volumes only until the instance is gone. The drill can know of them only if it, or the guard,
 * described the instance some time before DRS accepted the termination. A response without volumes does not count.
 */
function testersVolumesLeft(
  world: SeededWorld,
  { volumes }: Site,
  { table }: Deployment,
  { drillId }: Drill,
): string[] {
  if (world.scenario.faults.membersMissing > 0) return [];
  const requested = new Set(
    table
      .entriesOf(drillId)
      .flatMap(({ facts }) =>
        facts.flatMap((fact) => ('jobId' in fact && ENDINGS.has(fact.type) ? (fact.jobId ?? []) : [])),
      ),
  );
  const accepted = world.aws.history.terminations.filter(({ jobId }) => requested.has(jobId));
  return Object.values(volumes).flatMap(({ volumeId, createdAt, deletedAt, outlived }) => {
    const isSeen = accepted.some(
      ({ at, instanceIds }) =>
        outlived !== undefined &&
        instanceIds.includes(outlived.instanceId) &&
        at <= outlived.at &&
        createdAt < at - LOOK_MS,
    );
    return isSeen && deletedAt === null ? [volumeId] : [];
  });
}

const ENDINGS: ReadonlySet<Fact['type']> = new Set(['TerminationAccepted', 'GuardTerminated']);

/** The time from the look at an instance until DRS accepts its termination, plus the lag of that look. */
const LOOK_MS = 3 * MINUTE_SECONDS * SECOND_MS;
