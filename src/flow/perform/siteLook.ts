import type { Drill, Site } from '../../drill/drill.ts';
import type { Input } from '../../drill/inputs.ts';
import type { Levers } from '../../drill/phases/closedLevers.ts';
import { leversAt } from '../leverInForce.ts';
import type { Ports } from '../ports.ts';

/** How a step reads a site and its levers. */
export interface SiteLook {
  site(site: Site): ReturnType<Ports['sites']['load']>;
  levers(site: Site): Promise<Levers>;
}

/** A step reads the site once, so its decision is saved on exactly the version that was read. */
export function lookOnce(ports: Ports): SiteLook {
  let seen: ReturnType<SiteLook['site']> | undefined;
  let levers: ReturnType<SiteLook['levers']> | undefined;
  return {
    site: (site) => {
      seen ??= ports.sites.load(site);
      return seen;
    },
    levers: (site) => {
      levers ??= leversAt(ports, site);
      return levers;
    },
  };
}

/** Only a new drill, or one that waits for its turn, decides by the contents of the site and by its levers. */
export async function siteFor(look: SiteLook, drill: Drill | undefined, input: Input) {
  if (drill !== undefined && drill.phase !== 'REQUESTED') return undefined;
  const site = drill?.site ?? (input.type === 'Requested' ? input.request.site : undefined);
  if (site === undefined) return undefined;
  const [{ record }, levers] = await Promise.all([look.site(site), look.levers(site)]);
  return { record, levers };
}
