import { MINUTE_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import { owed } from '../drill/cleaning/owed.ts';
import type { Drill, Instant, Site } from '../drill/drill.ts';
import { holdEnd, yieldedServers } from '../drill/recoveries.ts';
import { waitOf } from '../drill/waits.ts';
import { leverAt } from './leverInForce.ts';
import type { LoadedDrill, Ports } from './ports.ts';

/** What a person should know of a site now. */
export interface Watched {
  /** Servers whose instances cannot be proved gone. */
  leakedServers: number;
  /** Drills whose instances run long after the hold, and whose termination DRS has not accepted. */
  holdOverruns: number;
  /** Quarantined drills, and drills that this version cannot read. */
  quarantinedDrills: number;
  leversNotOpen: number;
  /**
   * Instances that stay up because a real recovery is running, the lever is FROZEN, or their accepted termination does
   * not complete.
   */
  waitingInstances: number;
  /** Released jobs of real recoveries that hang and have not ended. */
  releasedJobs: number;
}

/** DRS accepts the termination within this time after the end of the hold. */
const OVERRUN_SECONDS = 15 * MINUTE_SECONDS;

/** Counts what is wrong with the open drills of a site, by their records. */
export async function watch(ports: Ports, site: Site): Promise<Watched> {
  const lever = await leverAt(ports, site);
  const { record } = await ports.sites.load(site);
  const drills = await Promise.all(Object.keys(record.claims).map((drillId) => readable(ports, drillId)));
  const now = ports.clock.now();
  return {
    leakedServers: drills.reduce((sum, loaded) => sum + leaked(loaded?.drill), 0),
    holdOverruns: drills.filter((loaded) => loaded !== undefined && isOverrun(loaded.drill, now)).length,
    quarantinedDrills: drills.filter((loaded) => loaded === undefined || loaded.quarantined !== null).length,
    leversNotOpen: lever === undefined ? 0 : 1,
    waitingInstances: drills.reduce((sum, loaded) => sum + waiting(loaded?.drill, now), 0),
    releasedJobs: new Set(drills.flatMap((loaded) => releasedJobs(loaded?.drill))).size,
  };
}

/** An unreadable record is counted and is not fatal. */
async function readable(ports: Ports, drillId: string): Promise<LoadedDrill | undefined> {
  try {
    return await ports.drills.load(drillId);
  } catch (error) {
    ports.log.error('a drill that holds servers cannot be read', { drillId, error: String(error) });
    return undefined;
  }
}

function leaked(drill: Drill | undefined): number {
  if (drill?.cleanup !== 'LEAKED') return 0;
  return owed(drill).length;
}

function waiting(drill: Drill | undefined, now: Instant): number {
  const wait = drill === undefined ? undefined : waitOf(drill, now);
  if (drill === undefined || wait === undefined || !BEYOND_HOLD.has(wait.for)) return 0;
  // Instances whose termination DRS has not accepted count as an overrun.
  return wait.for === 'TERMINATION' && isOverrun(drill, now) ? 0 : wait.instances;
}

/**
 * What keeps instances up beyond their hold. When DRS accepts no termination, it is an overrun. A drill that is still
 * launching has no hold yet.
 */
const BEYOND_HOLD: ReadonlySet<string> = new Set(['REAL_RECOVERY', 'LEVER', 'TERMINATION']);

function releasedJobs(drill: Drill | undefined): string[] {
  const known = Object.entries(drill?.recoveries ?? {});
  return known.flatMap(([jobId, { state, released }]) => (state === 'RUNNING' && released === true ? [jobId] : []));
}

/** A termination that a real recovery postponed is late only when it does not follow soon afterwards. */
function isOverrun(drill: Drill, now: Instant): boolean {
  const end = drill.phase === 'TERMINATING' ? Math.max(drill.phaseAt, holdEnd(drill)) : drill.holdUntil;
  if (end === undefined || now <= end + OVERRUN_SECONDS * SECOND_MS) return false;
  const yielded = yieldedServers(drill);
  return Object.entries(drill.servers).some(
    ([id, { instanceId, gone, terminationAt }]) =>
      instanceId !== undefined && gone === undefined && terminationAt === undefined && !yielded.has(id),
  );
}
