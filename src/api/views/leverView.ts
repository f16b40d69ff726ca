import type { Site } from '../../drill/drill.ts';
import { ALL_REGIONS, type Lever, type LeverMove, type Release } from '../../drill/lever.ts';
import { time } from '../../evidence/time.ts';
import type { LeverDocument, LeverMoveDocument, ReleaseDocument } from '../openapi/leverDocuments.ts';

/**
 * A lever in the responses of GET and PUT /v1/lever, with the jobs released there. A lever that was never moved is
 * open.
 */
export function leverView(
  site: Site | null,
  { lever, inForce, released }: { lever: Lever | undefined; inForce: boolean; released: Record<string, Release> },
): LeverDocument {
  return {
    region: site?.region ?? null,
    state: lever?.state ?? 'OPEN',
    inForce,
    reason: lever?.reason ?? null,
    by: lever?.by ?? null,
    movedAt: lever === undefined ? null : time(lever.at),
    expiresAt: lever?.expiresAt == null ? null : time(lever.expiresAt),
    released:
      site === null ? [] : Object.entries(released).map(([jobId, release]) => releaseView(site, jobId, release)),
  };
}

/** An entry of the lever's history as the API shows it. */
export function leverMoveView({ accountId: _, ...move }: LeverMove): LeverMoveDocument {
  const { region, at, expiresAt, afterwards = null, jobId = null, ...said } = move;
  const times = { at: time(at), expiresAt: expiresAt === null ? null : time(expiresAt) };
  return { ...said, region: region === ALL_REGIONS ? null : region, ...times, afterwards, jobId };
}

/** A released job as the API shows it. */
export function releaseView({ region }: Site, jobId: string, { by, reason, at }: Release): ReleaseDocument {
  return { region, jobId, reason, by, releasedAt: time(at), effect: EFFECT };
}

const EFFECT =
  'While the job is open and has logged nothing for two hours, drill instances may be terminated again, except those of the ' +
  'servers of the job. Each termination first checks the job log itself; until two hours have passed, nothing changes.';
