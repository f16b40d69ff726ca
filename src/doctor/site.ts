import type { Limits, Site } from '../drill/drill.ts';
import { CallFailed } from '../flow/errors.ts';
import type { SourceServer } from '../flow/ports.ts';
import type { Clients } from './clients.ts';
import { checked, type Finding, fail, ok } from './finding.ts';
import { checkNetworks } from './networks.ts';
import { checkQuotas } from './quotas.ts';
import { checkServers, readingDrs } from './servers.ts';

/** Checks what drills need from DRS and EC2 in one Region. */
export async function checkSite(
  clients: Clients,
  site: Site,
  { limits, isDeployed }: { limits: Limits; isDeployed: boolean },
): Promise<Finding[]> {
  const seen: { servers?: SourceServer[] | undefined } = {};
  const initialised = await checked('drs', async () => {
    seen.servers = await sourceServers(clients, site);
    return seen.servers === undefined ? uninitialised(site) : ok('drs', `DRS is initialised in ${site.region}.`);
  });
  const { servers } = seen;
  return [
    ...initialised,
    ...(servers === undefined ? [] : await checkServers(clients, site, { servers, limits })),
    ...(await checkNetworks(clients, site, { limits, isDeployed })),
    ...(await checkQuotas(clients, site, { limits, servers: servers?.length ?? 0 })),
  ];
}

/** Undefined when DRS was never initialised. */
async function sourceServers(clients: Clients, site: Site): Promise<SourceServer[] | undefined> {
  try {
    return await readingDrs(clients).sourceServers(site, 'all');
  } catch (error) {
    if (isUninitialised(error)) return undefined;
    throw error;
  }
}

/** Whether DRS refused a call because it is not initialised in the Region (DRS API model). */
export function isUninitialised(error: unknown): boolean {
  return error instanceof CallFailed && Object(error.cause).name === 'UninitializedAccountException';
}

function uninitialised({ region }: Site): Finding {
  const remedy = `Open DRS in the console in ${region} and set the default replication settings, or run aws drs initialize-service --region ${region}.`;
  return fail('drs', `DRS was never initialised in ${region} and refuses every call.`, remedy);
}
