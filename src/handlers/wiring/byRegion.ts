import type { Site } from '../../drill/drill.ts';

/** Makes a client for each Region when it is first used. */
export function byRegion<Client>(make: (region: string) => Client): (site: Site) => Client {
  const made = new Map<string, Client>();
  return ({ region }) => {
    const client = made.get(region) ?? make(region);
    made.set(region, client);
    return client;
  };
}
