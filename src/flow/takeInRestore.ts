import { HOUR_SECONDS, OPEN_DRILLS_MAX, SECOND_MS } from '../drill/bounds.ts';
import type { Instant, Site } from '../drill/drill.ts';
import type { Effect } from '../drill/effects.ts';
import type { Answer, JobSeen } from '../drill/inputs.ts';
import { closedByRestore } from '../drill/lever.ts';
import { releasedFor } from '../drill/restoredSite.ts';
import type { SiteRecord } from '../drill/site.ts';
import { advance } from './advance.ts';
import { CallFailed, OtherSchema, Refused } from './errors.ts';
import { isSilent, isUnreported } from './jobs.ts';
import { changeLever, changeSiteRecord, EVERYWHERE, OURSELVES } from './leverInForce.ts';
import { jobsAround } from './perform/inspect.ts';
import { lookAtLaunches } from './perform/look.ts';
import type { Job, Ports } from './ports.ts';

/**
 * Handles a restore of the table, once: closes every lever, notifies every open drill, and then marks the restore as
 * handled. Nothing is launched before that. Whatever fails on the way is repeated.
 */
export async function takeInRestore(ports: Ports, sites: readonly Site[]): Promise<void> {
  const { restore, clock, log } = ports;
  if (await restore.isTakenIn()) return;
  log.error('the table was restored; nothing is launched until the levers are opened', { restored: restore.marker });
  const at = clock.now();
  for (const site of [EVERYWHERE, ...sites])
    await changeLever(ports, site, OURSELVES, (record) => closedByRestore(record, restore.marker, at));
  // No record has the launches of the lost period, so the guard searches every site.
  for (const site of sites) await changeSiteRecord(ports, site, (record) => ({ ...record, launchedAt: at }));
  const overdue = await ports.drills.overdue(at + DUE_WITHIN_SECONDS * SECOND_MS, OPEN_DRILLS_MAX * sites.length);
  const claims = await Promise.all(sites.map(async (site) => (await ports.sites.load(site)).record));
  const gone = new Set<string>();
  const failures: unknown[] = [];
  for (const drillId of new Set([...overdue, ...claims.flatMap((one) => Object.keys(one.claims))]))
    await notify(ports, drillId, at).then(
      (isOpen) => void (isOpen || gone.add(drillId)),
      (error: unknown) => void failures.push(error),
    );
  for (const site of sites) await changeSiteRecord(ports, site, (record) => withoutClaimsOf(record, gone));
  // A drill that could not be notified does not hold up the others.
  if (failures.length > 0) throw failures[0];
  await restore.takeIn();
}

/** An open drill is due within IDLE_SECONDS_MAX of its last change. */
const DUE_WITHIN_SECONDS = 2 * HOUR_SECONDS;

/** False when there is no such drill, or it has ended. */
async function notify(ports: Ports, drillId: string, at: Instant): Promise<boolean> {
  try {
    const restored = await advance(ports, drillId, { type: 'Restored', at, restored: ports.restore.marker });
    return restored !== undefined && restored.drill.phase !== 'ENDED';
  } catch (error) {
    // An unreadable drill launches nothing, and the guard cleans up after it.
    if (error instanceof OtherSchema)
      ports.log.error('a restored drill cannot be read', { drillId, error: error.message });
    else if (!(error instanceof Refused)) throw error;
    return error instanceof OtherSchema;
  }
}

/**
 * A restored table may contain part of a save. The claims of a drill without a record would otherwise never be given
 * back.
 */
function withoutClaimsOf(record: SiteRecord, gone: ReadonlySet<string>): SiteRecord {
  const theirs = Object.keys(record.claims).filter((drillId) => gone.has(drillId));
  return theirs.reduce(releasedFor, record);
}

/**
 * The jobs that carry a drill's own tags, with their servers. When a job no longer names its servers, the whole log
 * does. When DRS does not report a job's owner or servers, the look fails: a job must not go unnoticed.
 */
export async function findJobs(
  ports: Ports,
  drillId: string,
  site: Site,
  { searchFrom }: Extract<Effect, { kind: 'FindJobs' }>,
): Promise<Answer> {
  const owner = await ports.owner();
  const isTagged = ({ tags }: Job) => tags['DrillOwner'] === owner && tags['DrillId'] === drillId;
  const ours = (await jobsAround(ports, site, searchFrom)).filter(
    (job) => (job.initiatedBy ?? 'START_DRILL') === 'START_DRILL' && (job.hidesTags === true || isTagged(job)),
  );
  const unreported = ours.find(isUnreported);
  if (unreported !== undefined)
    throw new CallFailed('UNAVAILABLE', `DRS does not report whose job ${unreported.jobId} is`);
  const silent = await lookAtLaunches(
    ports,
    site,
    ours.filter(isSilent).map(({ jobId }) => jobId),
  );
  return {
    type: 'JobsFound',
    jobs: ours.map((job) =>
      foundJob(
        job,
        silent.find(({ jobId }) => jobId === job.jobId),
      ),
    ),
  };
}

function foundJob(job: Job, byLog: JobSeen | undefined) {
  const { jobId, tags, createdAt } = job;
  if (isSilent(job) && byLog?.logEnded !== true)
    throw new CallFailed('UNAVAILABLE', `DRS does not report which servers job ${jobId} works on`);
  const sourceServerIds = (byLog?.servers ?? job.servers).map(({ sourceServerId }) => sourceServerId);
  return { jobId, tag: tags['Launch'] ?? '', createdAt, sourceServerIds };
}
