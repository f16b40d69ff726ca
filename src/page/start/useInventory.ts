import { type Answer, answerOf } from '../api/answers.ts';
import { listServers, type Server } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';
import { wholeList } from '../api/wholeList.ts';

/** Reads every source server of a Region once; undefined: the deployment's own Region. */
export function useInventory(region: string | undefined): Polled<Server[]> {
  return usePolled(['inventory', region ?? null], () => readInventory(region), 0);
}

async function readInventory(region: string | undefined): Promise<Answer<Server[]>> {
  const servers = await readServers(region ? { region } : {});
  return { body: servers.filter(({ removedAt }) => removedAt === null), etag: null };
}

async function readServers(query: { region?: string }): Promise<Server[]> {
  const { body } = await wholeList(
    (page) => answerOf(listServers({ ...query, ...page })),
    ({ servers }) => servers,
  );
  return body;
}
