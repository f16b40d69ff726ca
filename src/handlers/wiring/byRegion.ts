import type { Site } from '../../drill/drill.ts';

/** Creates a client for each Region at first use. */
export function byRegion<Client>(make: (region: string) => Client): (site: Site) => Client {
  const made = new Map<string, Client>();
  return ({ region }) => {
    const client = made.get(region) ?? make(region);
    made.set(region, client);
    return client;
  };
}
