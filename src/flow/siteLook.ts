import type { Drill, Site } from '../drill/drill.ts';
import type { Input } from '../drill/inputs.ts';
import type { Lever } from '../drill/site.ts';
import { EVERYWHERE, keptLever } from './lever.ts';
import type { Ports } from './ports.ts';

/** How a step looks at a site, and at the lever for all of them. */
export interface SiteLook {
  site(site: Site): ReturnType<Ports['sites']['load']>;
  leverForAll(): Promise<Lever | undefined>;
}

/** A step looks at the site once, so that what was decided by it is saved on the very version that was seen. */
export function lookOnce(ports: Ports): SiteLook {
  let seen: ReturnType<SiteLook['site']> | undefined;
  let lever: ReturnType<SiteLook['leverForAll']> | undefined;
  return {
    site: (site) => {
      seen ??= ports.sites.load(site);
      return seen;
    },
    leverForAll: () => {
      lever ??= keptLever(ports, EVERYWHERE);
      return lever;
    },
  };
}

/** Only a new drill, or one that waits for its turn, decides by what the site holds and by the lever for all. */
export async function siteFor(look: SiteLook, drill: Drill | undefined, input: Input) {
  if (drill !== undefined && drill.phase !== 'REQUESTED') return undefined;
  const site = drill?.site ?? (input.type === 'Requested' ? input.request.site : undefined);
  if (site === undefined) return undefined;
  const [{ record }, leverForAll] = await Promise.all([look.site(site), look.leverForAll()]);
  return { record, leverForAll };
}
