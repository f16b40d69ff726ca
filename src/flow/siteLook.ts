import type { Drill, Site } from '../drill/drill.ts';
import type { Input } from '../drill/inputs.ts';
import type { Ports } from './ports.ts';

/** How a step looks at a site. */
export type SiteLook = (site: Site) => ReturnType<Ports['sites']['load']>;

/** A step looks at the site once, so that what was decided by it is saved on the very version that was seen. */
export function lookOnce({ sites }: Ports): SiteLook {
  let seen: ReturnType<SiteLook> | undefined;
  return (site) => {
    seen ??= sites.load(site);
    return seen;
  };
}

/** Only a new drill, or one that waits for its turn, decides by what the site holds. */
export async function siteFor(lookAtSite: SiteLook, drill: Drill | undefined, input: Input) {
  if (drill !== undefined && drill.phase !== 'REQUESTED') return undefined;
  const site = drill?.site ?? (input.type === 'Requested' ? input.request.site : undefined);
  return site === undefined ? undefined : (await lookAtSite(site)).record;
}
