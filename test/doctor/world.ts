import { createClients } from '../../src/doctor/clients.ts';
import { type Examination, examine, type Scope } from '../../src/doctor/examine.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { type LocalWorld, startLocalWorld } from '../../src/simulator/local/localWorld.ts';

/** A sound deployment with two Regions, a subscriber and servers. */
export async function soundWorld(): Promise<LocalWorld> {
  const parameters = {
    sites: ELSEWHERE,
    alarmEmail: 'drills@example.com',
    evidenceRetention: 'GOVERNANCE',
    eventRequests: 'com.example.calendar',
    reservedConcurrency: 'on',
    checkDocuments: 'Shop-CheckOrders',
    checkFunctions: 'arn:aws:lambda:eu-west-1:111122223333:function:judge',
  };
  const log = { info: () => undefined, error: () => undefined };
  const local = await startLocalWorld({
    apiPort: 0,
    awsPort: 0,
    speed: 1,
    seed: 1,
    folder: undefined,
    parameters,
    log,
  });
  local.world.addServers(local.site, 3);
  local.world.addServers({ ...local.site, region: ELSEWHERE }, 1);
  const [home] = local.backstage.account.networks;
  if (home !== undefined) local.backstage.account.networks.push({ ...home, region: ELSEWHERE });
  return local;
}

export const ELSEWHERE = 'us-east-1';

/** Examines a world; the clients find it through the environment, as on a terminal. */
export function examined(answer: Partial<Scope> = {}): Promise<Examination> {
  const planned = { SITES: '', DRILL_SUBNETS: '', DRILL_SECURITY_GROUPS: '' };
  return examine(createClients(), { stage: 'dev', region: 'eu-west-1', planned, ...answer });
}

/** All findings that are not OK. */
export function unwell({ chapters }: Examination): Finding[] {
  return chapters.flatMap(({ findings }) => findings).filter(({ status }) => status !== 'OK');
}
