import type { Instant, Site } from '../drill/drill.ts';
import { ALL_REGIONS, closedFor, type Lever, type LeverRecord, moveOf } from '../drill/lever.ts';
import { blackoutSaid } from '../drill/phases/blackouts.ts';
import { closedLevers, type Levers } from '../drill/phases/closedLevers.ts';
import type { SiteRecord } from '../drill/site.ts';
import { CallFailed, OtherSchema } from './errors.ts';
import { inTurns } from './inTurns.ts';
import { crowdOfPeople, crowdOfSteps, untilSaved } from './perform/crowd.ts';
import type { Ports } from './ports.ts';

/** The key of the lever for all sites. */
export const EVERYWHERE: Site = { accountId: ALL_REGIONS, region: ALL_REGIONS };

/**
 * The lever in force at a site: its own or the one for all sites, whichever is stricter. Undefined when both are open.
 */
export async function leverAt(ports: Ports, site: Site): Promise<Lever | undefined> {
  return closedLevers(site.region, await leversAt(ports, site), ports.clock.now())[0]?.lever;
}

/** The levers that apply to a site, as stored. */
export async function leversAt(ports: Ports, site: Site): Promise<Levers> {
  const [own, all] = await Promise.all([keptLever(ports, site), keptRecord(ports, EVERYWHERE)]);
  return { own, forAll: all.lever, blackouts: all.blackouts };
}

/**
 * A lever as stored. When another version of the product wrote it, it is unreadable: nothing is launched, and cleaning
 * continues.
 */
export async function keptLever(ports: Ports, site: Site): Promise<Lever | undefined> {
  return (await keptRecord(ports, site)).lever;
}

async function keptRecord({ levers, clock }: Ports, site: Site): Promise<Pick<LeverRecord, 'lever' | 'blackouts'>> {
  try {
    return (await levers.load(site)).record;
  } catch (error) {
    if (!(error instanceof OtherSchema)) throw error;
    const why = { reason: `${error.message}.`, by: 'drs-drill', at: clock.now() };
    return { lever: { state: 'NO_LAUNCHES', ...why, expiresAt: null } };
  }
}

/**
 * Moves a lever: whatever its state, or only the state that the caller has seen. False when somebody else moved that
 * one.
 */
export async function setLever(
  ports: Ports,
  site: Site,
  lever: Lever,
  seen?: { lever: Lever | undefined },
): Promise<boolean> {
  let moved = false;
  await changeLever(ports, site, lever.by, (record) => {
    // It may be saved already, with the reply lost.
    const isOurs = isSame(record.lever, lever) || isRepeated(record.lever, lever);
    moved = isOurs || seen === undefined || isSame(record.lever, seen.lever);
    return moved && !isOurs ? { ...record, lever } : record;
  });
  if (moved) ports.log.info('lever moved', { ...site, ...lever });
  return moved;
}

function isSame(one: Lever | undefined, other: Lever | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The same request under the same key moves it once. */
function isRepeated(one: Lever | undefined, { requested }: Lever): boolean {
  return requested !== undefined && one?.requested?.key === requested.key;
}

/** A real recovery was started at a site: closes its lever, and makes every open drill there look. */
export async function giveWay(ports: Ports, site: Site, jobId: string): Promise<void> {
  await closeForRecovery(ports, site, jobId);
  ports.log.error('a real recovery was started; nothing is launched here until the lever is opened', {
    ...site,
    jobId,
  });
  await reportRecovery(ports, (await ports.sites.load(site)).record, jobId);
}

/** Closes the lever for a real recovery, unless it is closed already. */
export async function closeForRecovery(ports: LeverPorts, site: Site, jobId: string): Promise<void> {
  await changeLever(ports, site, OURSELVES, (before, at) => closedFor(before, jobId, at));
}

/** Who moves the lever when no person does. */
export const OURSELVES = 'drs-drill';

/** Notifies every open drill of a site that a job may be a real recovery. Each drill looks for itself. */
export async function reportRecovery(
  ports: Pick<Ports, 'inbox' | 'ids' | 'clock'>,
  { claims }: SiteRecord,
  jobId: string,
): Promise<void> {
  const input = { type: 'RecoveryReported' as const, at: ports.clock.now(), jobId };
  await inTurns(Object.keys(claims), (drillId) =>
    ports.inbox.put(drillId, `recovery/${jobId}`, ports.ids.next(), input),
  );
}

/** Runs before every launch, termination and command. Throws CallFailed when lever or blackout forbids the call. */
export async function refuseByLever(ports: Ports, site: Site, act: 'launch' | 'terminate' | 'command'): Promise<void> {
  if (act !== 'terminate') await refuseAfterRestore(ports);
  const levers = await leversAt(ports, site);
  const closed = closedLevers(site.region, levers, ports.clock.now())[0];
  if (closed !== undefined && (act === 'launch' || closed.lever.state === 'FROZEN'))
    throw new CallFailed('LEVER', closed.said);
  const blackout = blackoutSaid(site.region, levers.blackouts, ports.clock.now());
  if (act === 'launch' && blackout !== undefined) throw new CallFailed('BLACKOUT', blackout);
}

/** What an older copy of the table requests may have been done already. */
export async function refuseAfterRestore({ restore }: Pick<Ports, 'restore'>): Promise<void> {
  if (!(await restore.isTakenIn()))
    throw new CallFailed('LEVER', `The table was restored (${restore.marker}), and not every lever is closed yet.`);
}

/**
 * Changes a stored lever, together with its history, on the version that was read. Retries after a concurrent change.
 */
export async function changeLever(
  { levers, ids, clock }: LeverPorts,
  site: Site,
  by: string,
  change: (record: LeverRecord, at: Instant) => LeverRecord,
): Promise<LeverRecord> {
  return untilSaved(crowdOfPeople({ clock, ids }), `the lever of ${named(site)}`, async () => {
    const { record, version } = await levers.load(site);
    const at = clock.now();
    const changed = change(record, at);
    if (changed === record) return record;
    const move = moveOf(record, changed, { moveId: ids.next(), by, at });
    return (await levers.save(changed, version, move)) ? changed : undefined;
  });
}

type LeverPorts = Pick<Ports, 'levers' | 'ids' | 'clock'>;

/** Changes a site's record on the version that was read. Retries after a concurrent change. */
export async function changeSiteRecord(
  ports: Pick<Ports, 'sites' | 'ids' | 'clock'>,
  site: Site,
  change: (record: SiteRecord) => SiteRecord,
): Promise<SiteRecord> {
  return untilSaved(crowdOfSteps(ports), `site ${named(site)}`, async () => {
    const { record, version } = await ports.sites.load(site);
    const changed = change(record);
    if (changed === record || (await ports.sites.save(changed, version, ports.ids.next()))) return changed;
  });
}

function named({ accountId, region }: Site): string {
  return `${accountId} ${region}`;
}
