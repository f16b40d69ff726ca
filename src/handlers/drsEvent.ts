import type { EventBridgeEvent } from 'aws-lambda';
import { reportRecovery } from '../flow/lever.ts';
import { wiring } from './wiring.ts';

type LaunchResult = EventBridgeEvent<string, { state?: unknown; 'job-id'?: unknown; 'is-drill'?: unknown }>;

/** EventBridge: DRS Source Server Launch Result. A hint that a server of ours, or a real recovery, is worth a look. */
export async function handler(event: LaunchResult): Promise<void> {
  const ports = wiring();
  const told = read(event);
  if (told === undefined) return ports.log.error('a DRS event could not be read and was dropped', { event });
  const { sourceServerId, jobId, result } = told;
  const { record } = await ports.sites.load({ accountId: event.account, region: event.region });
  if (!told.isDrill) await reportRecovery(ports, record, jobId);
  const drillId = Object.keys(record.claims).find((one) => record.claims[one]?.includes(sourceServerId));
  if (drillId === undefined) return;
  const input = { type: 'ServerReported' as const, at: ports.clock.now(), sourceServerId, jobId, result };
  await ports.inbox.put(drillId, `report/${jobId}/${sourceServerId}`, event.id || ports.ids.next(), input);
}

function read({ resources, detail }: LaunchResult) {
  const sourceServerId = /source-server\/(s-[0-9a-zA-Z]{17})$/.exec(resources?.[0] ?? '')?.[1];
  const result = RESULTS.get(String(detail?.state));
  const jobId = detail?.['job-id'];
  if (sourceServerId === undefined || result === undefined) return undefined;
  if (typeof jobId !== 'string' || !/^drsjob-\w+$/.test(jobId)) return undefined;
  return { sourceServerId, result, jobId, isDrill: String(detail?.['is-drill']).toUpperCase() === 'TRUE' };
}

/** The states that the EventBridge reference lists for DRS Source Server Launch Result. */
const RESULTS = new Map([
  ['RECOVERY_LAUNCH_SUCCEEDED', 'LAUNCHED' as const],
  ['RECOVERY_LAUNCH_FAILED', 'FAILED' as const],
]);
