import { reportRecovery } from '../flow/lever.ts';
import { busEvent, shown } from './busEvent.ts';
import { member, textIn } from './httpRequest.ts';
import { machineDoor } from './machineDoor.ts';
import { wiring } from './wiring.ts';

/** EventBridge: DRS Source Server Launch Result. A hint that a server of ours, or a real recovery, is worth a look. */
export const handler = machineDoor(async (event: unknown): Promise<void> => {
  const ports = wiring();
  const told = read(event);
  if (told === undefined) {
    return ports.log.error('a DRS event could not be read and was dropped', { event: shown(event) });
  }
  const { site, sourceServerId, jobId, result } = told;
  const { record } = await ports.sites.load(site);
  if (!told.isDrill) await reportRecovery(ports, record, jobId);
  const drillId = Object.keys(record.claims).find((one) => record.claims[one]?.includes(sourceServerId));
  if (drillId === undefined) return;
  const input = { type: 'ServerReported' as const, at: ports.clock.now(), sourceServerId, jobId, result };
  await ports.inbox.put(drillId, `report/${jobId}/${sourceServerId}`, told.id, input);
});

function read(event: unknown) {
  const envelope = busEvent(event);
  if (envelope === undefined) return undefined;
  const { id, account: accountId, region, resource, detail } = envelope;
  const sourceServerId = /source-server\/(s-[0-9a-zA-Z]{17})$/.exec(resource)?.[1];
  const result = RESULTS.get(member(detail, 'state'));
  const jobId = textIn(detail, 'job-id') ?? ''; // its pattern is in the DRS API reference
  if (sourceServerId === undefined || result === undefined || !/^drsjob-[0-9a-zA-Z]{17}$/.test(jobId)) return undefined;
  const isDrill = textIn(detail, 'is-drill')?.toUpperCase() === 'TRUE';
  return { id, site: { accountId, region }, sourceServerId, result, jobId, isDrill };
}

/** The states that the EventBridge reference lists for DRS Source Server Launch Result. */
const RESULTS = new Map<unknown, 'LAUNCHED' | 'FAILED'>([
  ['RECOVERY_LAUNCH_SUCCEEDED', 'LAUNCHED'],
  ['RECOVERY_LAUNCH_FAILED', 'FAILED'],
]);
