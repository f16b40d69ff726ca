import { type Answer, answerOf } from '../api/answers.ts';
import { listServers, type Server } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';

/** Reads every source server of a Region once; undefined: the deployment's own Region. */
export function useInventory(region: string | undefined): Polled<Server[]> {
  return usePolled(['inventory', region ?? null], () => readInventory(region), 0);
}

/** The ids of the overdue servers, read only once wanted: a deployment without `coverageDaysMax` refuses it. */
export function useOverdue(region: string | undefined, isWanted: boolean): Polled<ReadonlySet<string>> {
  return usePolled(
    ['overdue', region ?? null, isWanted],
    async () => {
      const servers = isWanted ? await readServers({ ...(region && { region }), overdue: 'true' }) : [];
      return { body: new Set(servers.map(({ sourceServerId }) => sourceServerId)), etag: null };
    },
    0,
  );
}

async function readInventory(region: string | undefined): Promise<Answer<Server[]>> {
  const servers = await readServers(region ? { region } : {});
  return { body: servers.filter(({ removedAt }) => removedAt === null), etag: null };
}

async function readServers(query: { region?: string; overdue?: 'true' }): Promise<Server[]> {
  const servers: Server[] = [];
  let cursor: string | null | undefined;
  do {
    const page = (await answerOf(listServers({ ...query, limit: 100, ...(cursor && { cursor }) }))).body;
    servers.push(...page.servers);
    cursor = page.cursor;
  } while (cursor !== null);
  return servers;
}
