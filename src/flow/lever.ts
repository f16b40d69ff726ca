import { SAVE_ATTEMPTS_MAX } from '../drill/bounds.ts';
import { type ClosedLever, closedLevers } from '../drill/closedLevers.ts';
import type { Site } from '../drill/drill.ts';
import { closedFor, type Lever, type SiteRecord } from '../drill/site.ts';
import type { Ports } from './ports.ts';
import { CallFailed, OtherSchema, Unavailable } from './wrong.ts';

/** The key of the lever that counts for every site. */
export const EVERYWHERE: Site = { accountId: 'all', region: 'all' };

/** The lever in force at a site: its own or the one for all, whichever is stricter; undefined when both are open. */
export async function leverAt(ports: Ports, site: Site): Promise<Lever | undefined> {
  return (await closedAt(ports, site))?.lever;
}

async function closedAt(ports: Ports, site: Site): Promise<ClosedLever | undefined> {
  const [own, forAll] = await Promise.all([keptLever(ports, site), keptLever(ports, EVERYWHERE)]);
  return closedLevers(site.region, { own, forAll }, ports.clock.now())[0];
}

/** A lever as it is kept. One that another version has written cannot be read: nothing is launched behind it, and cleaning goes on. */
export async function keptLever({ sites, clock }: Ports, site: Site): Promise<Lever | undefined> {
  try {
    return (await sites.load(site)).record.lever;
  } catch (error) {
    if (!(error instanceof OtherSchema)) throw error;
    return { state: 'NO_LAUNCHES', reason: `${error.message}.`, by: 'drs-drill', at: clock.now(), expiresAt: null };
  }
}

/** Moves a lever: whichever is there, or only the one that was seen. False when that one was moved by somebody else. */
export async function setLever(
  ports: Ports,
  site: Site,
  lever: Lever,
  seen?: { lever: Lever | undefined },
): Promise<boolean> {
  let moved = false;
  await changeSiteRecord(ports, site, (record) => {
    // It may have been saved already, and the reply was lost.
    const isOurs = isSame(record.lever, lever);
    moved = isOurs || seen === undefined || isSame(record.lever, seen.lever);
    return moved && !isOurs ? { ...record, lever } : record;
  });
  if (moved) ports.log.info('lever moved', { ...site, ...lever });
  return moved;
}

function isSame(one: Lever | undefined, other: Lever | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A real recovery was started at a site: its lever is closed, and every open drill there is told to look. */
export async function giveWay(ports: Ports, site: Site, jobId: string): Promise<void> {
  const at = ports.clock.now();
  const record = await changeSiteRecord(ports, site, (before) => closedFor(before, jobId, at));
  ports.log.error('a real recovery was started; nothing is launched here until the lever is opened', {
    ...site,
    jobId,
  });
  await reportRecovery(ports, record, jobId);
}

/** Tells every open drill of a site that a job may be a real recovery; each looks for itself. */
export async function reportRecovery(
  ports: Pick<Ports, 'inbox' | 'ids' | 'clock'>,
  { claims }: SiteRecord,
  jobId: string,
): Promise<void> {
  const input = { type: 'RecoveryReported' as const, at: ports.clock.now(), jobId };
  for (const drillId of Object.keys(claims)) {
    await ports.inbox.put(drillId, `recovery/${jobId}`, ports.ids.next(), input);
  }
}

/** Stands beside every call that launches or terminates: throws CallFailed when the lever forbids it. */
export async function refuseByLever(ports: Ports, site: Site, act: 'launch' | 'terminate'): Promise<void> {
  if (act === 'launch' && !(await ports.restore.isTakenIn()))
    throw new CallFailed('LEVER', `The table was restored (${ports.restore.told}), and not all is closed yet.`);
  const closed = await closedAt(ports, site);
  if (closed === undefined || (act === 'terminate' && closed.lever.state !== 'FROZEN')) return;
  throw new CallFailed('LEVER', closed.said);
}

/** Changes a site's record on the version read; again when others were quicker. */
export async function changeSiteRecord(
  ports: Pick<Ports, 'sites' | 'ids' | 'clock'>,
  site: Site,
  change: (record: SiteRecord) => SiteRecord,
): Promise<SiteRecord> {
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt++) {
    const { record, version } = await ports.sites.load(site);
    const changed = change(record);
    if (changed === record || (await ports.sites.save(changed, version, ports.ids.next()))) return changed;
    await ports.clock.pause(ports.ids.luck() * PAUSE_MILLISECONDS * attempt);
  }
  throw new Unavailable(
    `site ${site.accountId} ${site.region} was changed by others ${SAVE_ATTEMPTS_MAX} times in a row`,
  );
}

const PAUSE_MILLISECONDS = 40;
