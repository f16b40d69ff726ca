import { useState } from 'react';
import { answerOf, Refusal } from '../api/answers.ts';
import { listServers, listStatistics, type Server } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';
import { wholeList } from '../api/wholeList.ts';
import type { CoverageQuery } from './coverageQuery.ts';

/** All servers of all Regions that are known. */
export interface ServersRead {
  servers: Server[];
  regions: string[];
}

type Wanted = Pick<CoverageQuery, 'evidence' | 'region'>;

/** Reads all servers, and every five minutes again, because a list of thousands takes seconds. */
export function useServers(wanted: Wanted): Polled<ServersRead> & { readSoFar: number } {
  const [readSoFar, setReadSoFar] = useState(0);
  const key = ['servers', wanted.evidence, wanted.region];
  const polled = usePolled(key, async () => ({ body: await readServers(wanted, setReadSoFar), etag: null }), 300);
  return { ...polled, readSoFar };
}

async function readServers(wanted: Wanted, progress: (servers: number) => void): Promise<ServersRead> {
  const own = await serversOf({ ...wanted, region: undefined }, progress);
  const ownRegion = own[0]?.site.region;
  const drilled = (await statisticsByRegion()).map(({ key }) => key);
  const others = [...new Set([...drilled, ...(wanted.region === undefined ? [] : [wanted.region])])];
  const servers = [...own];
  const regions = ownRegion === undefined ? [] : [ownRegion];
  for (const region of others.filter((one) => one !== ownRegion)) {
    const found = await serversOf({ ...wanted, region }, (count) => progress(servers.length + count)).catch(noSuchSite);
    servers.push(...found);
    if (found.length > 0) regions.push(region);
  }
  return { servers, regions: regions.toSorted() };
}

/** A Region that the deployment has given up still has statistics, but no list of servers. */
function noSuchSite(error: unknown): Server[] {
  if (error instanceof Refusal && error.status === 400) return [];
  throw error;
}

async function serversOf({ evidence, region }: Wanted, progress: (servers: number) => void) {
  const { body } = await wholeList(
    (page) => answerOf(listServers({ evidence, region, ...page })),
    ({ servers }) => servers,
    progress,
  );
  return body;
}

async function statisticsByRegion() {
  const { body } = await wholeList(
    (page) => answerOf(listStatistics('region', page)),
    ({ statistics }) => statistics,
  );
  return body;
}
