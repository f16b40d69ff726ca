import type { Drill, Site } from '../drill/drill.ts';
import type { Input } from '../drill/inputs.ts';
import type { Lever } from '../drill/lever.ts';
import { leverAt } from './lever.ts';
import type { Ports } from './ports.ts';

/** How a step looks at a site, and at the lever in force there. */
export interface SiteLook {
  site(site: Site): ReturnType<Ports['sites']['load']>;
  lever(site: Site): Promise<Lever | undefined>;
}

/** A step looks at the site once, so that what was decided by it is saved on the very version that was seen. */
export function lookOnce(ports: Ports): SiteLook {
  let seen: ReturnType<SiteLook['site']> | undefined;
  let lever: ReturnType<SiteLook['lever']> | undefined;
  return {
    site: (site) => {
      seen ??= ports.sites.load(site);
      return seen;
    },
    lever: (site) => {
      lever ??= leverAt(ports, site);
      return lever;
    },
  };
}

/** Only a new drill, or one that waits for its turn, decides by what the site holds and by its lever. */
export async function siteFor(look: SiteLook, drill: Drill | undefined, input: Input) {
  if (drill !== undefined && drill.phase !== 'REQUESTED') return undefined;
  const site = drill?.site ?? (input.type === 'Requested' ? input.request.site : undefined);
  if (site === undefined) return undefined;
  const [{ record }, lever] = await Promise.all([look.site(site), look.lever(site)]);
  return { record, lever };
}
