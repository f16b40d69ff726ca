import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Drill } from '../../../drill/drill.ts';
import type { Fact } from '../../../drill/facts.ts';
import type { Site } from '../../aws/state.ts';
import { type Deployment, type SeededWorld, siteStateOf } from '../seededState.ts';

/** Asked when a drill ends CLEAN: what its launches, and those who tested in its hold, have left in EC2. */
export function watchLeftovers(world: SeededWorld, deployment: Deployment, drill: Drill): void {
  const site = siteStateOf(world);
  const quarantined = (what: string, ids: string[]) => {
    for (const id of ids) world.violations.add(`nothing is CLEAN that left ${what} (${drill.drillId}: ${id})`);
  };
  quarantined('volumes', volumesLeft(site, drill));
  quarantined('a conversion server', conversionServersLeft(site, drill));
  quarantined('what was attached in its hold', testersVolumesLeft(world, site, deployment, drill));
}

function volumesLeft({ volumes }: Site, { launches }: Drill): string[] {
  const own = new Set(launches.flatMap((launch) => launch.jobId ?? []));
  return Object.values(volumes).flatMap(({ volumeId, deletedAt, tags }) =>
    own.has(tags['drs.amazonaws.com-job'] ?? '') && deletedAt === null ? [volumeId] : [],
  );
}

/** Of a job that was deleted before it was seen to end nobody could read the log. */
function conversionServersLeft({ jobs, instances }: Site, { launches }: Drill): string[] {
  const logs = launches.flatMap(({ jobId, lostAt }) => (lostAt === undefined ? (jobs[jobId ?? '']?.log ?? []) : []));
  const named = new Set(logs.map(({ data }) => String(data['conversionServerID'])));
  return [...named].filter((id) => (instances[id]?.states.at(-1)?.[1] ?? 'terminated') !== 'terminated');
}

/**
 * EC2 shows what is attached until the instance is gone, so it can be known of only where the drill or the guard has looked before: a while
 * before DRS accepted what they asked for. An answer that lacks its volumes shows none.
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

/** From the look at an instance until DRS accepts its termination, and as far as that look may lag. */
const LOOK_MS = 3 * MINUTE_SECONDS * SECOND_MS;
