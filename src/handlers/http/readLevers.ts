import { etagOf } from '../../api/entityTags.ts';
import { digestOf } from '../../api/identity.ts';
import type { LeversDocument } from '../../api/openapi/leverDocuments.ts';
import { leverView } from '../../api/views/leverView.ts';
import type { Site } from '../../drill/drill.ts';
import { type Lever, leverInForce, leverStanding, releasesAt } from '../../drill/lever.ts';
import { EVERYWHERE } from '../../flow/leverInForce.ts';
import type { Ports } from '../../flow/ports.ts';
import { settings } from '../wiring/settings.ts';

/** All levers as GET /v1/lever shows them, with what else is known of each. */
export interface Levers {
  body: LeversDocument;
  /** Over everything that the body shows. */
  etag: string;
  kept: { site: Site | null; lever: Lever | undefined }[];
}

/** Reads the lever for all sites and that of each. */
export async function readLevers(ports: Ports): Promise<Levers> {
  const at = ports.clock.now();
  const sites = [null, ...settings().sites];
  const kept = await Promise.all(
    sites.map(async (site) => {
      const { record } = await ports.levers.load(site ?? EVERYWHERE);
      return { site, lever: record.lever, released: releasesAt(record, at) };
    }),
  );
  const levers = kept.map(({ site, lever, released }) =>
    leverView(site, {
      lever: leverStanding(lever, at),
      inForce: leverInForce([lever], at) !== undefined,
      released,
    }),
  );
  return { body: { levers }, etag: etagOf(digestOf(levers).slice(0, TAG_CHARACTERS)), kept };
}

/** 128 bits of the digest distinguish any two states. */
const TAG_CHARACTERS = 32;
