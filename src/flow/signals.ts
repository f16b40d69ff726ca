import type { Instant, LaunchResult, Site } from '../drill/drill.ts';
import { guardDrill } from './guard.ts';
import { reportRecovery } from './leverInForce.ts';
import type { Ports } from './ports.ts';

/** An event of an AWS service, as its envelope names it. Sender, account and Region cannot be forged. */
export interface OutsideEvent {
  /** The same on redelivery. */
  id: string;
  site: Site;
  /** When it took place, by the sender's clock; absent when the event does not say. */
  at?: Instant;
  /** The first of its resources, an ARN; empty when it names none. */
  resource: string;
  detail: object;
}

/** Whether the event could be read; an unreadable one is dropped. */
export type Handled = 'HANDLED' | 'UNREADABLE';

/** DRS Source Server Launch Result: a hint that a server of ours, or a real recovery, needs a look. */
export async function launchReported(
  ports: Pick<Ports, 'sites' | 'inbox' | 'ids' | 'clock'>,
  { id, site, resource, detail }: OutsideEvent,
): Promise<Handled> {
  const sourceServerId = SOURCE_SERVER.exec(resource)?.[1];
  const result = LAUNCH_RESULTS.get(wordIn(detail, 'state'));
  const jobId = wordIn(detail, 'job-id');
  if (sourceServerId === undefined || result === undefined || !JOB.test(jobId)) return 'UNREADABLE';
  const { record } = await ports.sites.load(site);
  // Only an explicit value makes it a drill's. Anything else may be a real recovery, and triggers a look.
  const drillWord = wordIn(detail, 'is-drill');
  if (drillWord.toUpperCase() !== 'TRUE') await reportRecovery(ports, record, jobId);
  const drillId = Object.keys(record.claims).find((one) => record.claims[one]?.includes(sourceServerId));
  if (drillId === undefined) return 'HANDLED';
  const kept = drillWord === '' ? {} : { drillWord: drillWord.slice(0, DRILL_WORD_MAX) };
  const input = { type: 'ServerReported' as const, at: ports.clock.now(), sourceServerId, jobId, result, ...kept };
  await ports.inbox.put(drillId, `report/${jobId}/${sourceServerId}`, id, input);
  return 'HANDLED';
}

/** EC2 Instance State-change Notification: a hint that one of our instances is gone, or is going down early. */
export async function instanceReported(
  ports: Pick<Ports, 'instances' | 'drills' | 'inbox' | 'clock'>,
  { id, site, at: downAt, detail }: OutsideEvent,
): Promise<Handled> {
  const [instanceId, state] = [wordIn(detail, 'instance-id'), wordIn(detail, 'state')];
  if (!INSTANCE.test(instanceId) || state === '') return 'UNREADABLE';
  const ours = DOWN.has(state) ? await ports.instances.find(site, instanceId) : undefined;
  if (ours === undefined) return 'HANDLED';
  const { drillId, sourceServerId } = ours;
  const about = { at: ports.clock.now(), instanceId, sourceServerId, ...(downAt !== undefined && { downAt }) };
  if (state === 'terminated') {
    await ports.inbox.put(drillId, `gone/${instanceId}`, id, { type: 'InstanceReportedGone', ...about });
  } else if (await isHeld(ports, ours)) {
    await ports.inbox.put(drillId, `down/${instanceId}/${state}`, id, {
      type: 'InstanceReportedDown',
      ...about,
      state,
    });
  }
  return 'HANDLED';
}

/** EC2 user guide, instance state changes: the states of a running instance on its way down. */
const DOWN: ReadonlySet<string> = new Set(['stopping', 'stopped', 'shutting-down', 'terminated']);

/** EC2 Command Invocation Status-change Notification: a hint that a command of a check has ended on an instance. */
export async function commandReported(
  ports: Pick<Ports, 'instances' | 'inbox' | 'clock'>,
  { id, site, detail }: OutsideEvent,
): Promise<Handled> {
  const [instanceId, commandId] = [wordIn(detail, 'instance-id'), wordIn(detail, 'command-id')];
  if (!COMMAND.test(commandId)) return 'UNREADABLE';
  // Systems Manager also manages machines outside EC2, whose ids begin with mi-.
  const ours = INSTANCE.test(instanceId) ? await ports.instances.find(site, instanceId) : undefined;
  if (ours === undefined) return 'HANDLED';
  const { drillId, sourceServerId } = ours;
  const input = { type: 'CommandReported' as const, at: ports.clock.now(), instanceId, sourceServerId, commandId };
  await ports.inbox.put(drillId, `command/${commandId}/${instanceId}`, id, input);
  return 'HANDLED';
}

/** Before verification, and once the drill cleans up, its instances go down as they should. */
async function isHeld({ drills }: Pick<Ports, 'drills'>, ours: { drillId: string; sourceServerId: string }) {
  const drill = (await drills.load(ours.drillId))?.drill;
  if (drill === undefined || drill.phase === 'TERMINATING' || drill.phase === 'ENDED') return false;
  return drill.servers[ours.sourceServerId]?.verified !== undefined;
}

/** A drill's one-time wake has come; `n` counts them from 1. */
export async function wakeFired(
  { inbox, ids, clock }: Pick<Ports, 'inbox' | 'ids' | 'clock'>,
  { drillId, n }: { drillId: string; n: number },
): Promise<void> {
  await inbox.put(drillId, `wake/${n}`, ids.next(), { type: 'Woken', at: clock.now(), n });
}

/** A drill's hard stop has come. The guard acts first, whatever the drill's state, and then the drill gets an input. */
export async function hardStopFired(
  ports: Ports,
  stop: { drillId: string; n: number; site: Site },
  serversPerJob: number,
): Promise<void> {
  const { drillId, n } = stop;
  await guardDrill(ports, stop, serversPerJob);
  await ports.inbox.put(drillId, `stop/${n}`, ports.ids.next(), { type: 'HardStopFired', at: ports.clock.now(), n });
}

/** The states that the EventBridge reference lists for DRS Source Server Launch Result. */
const LAUNCH_RESULTS: ReadonlyMap<string, LaunchResult> = new Map([
  ['RECOVERY_LAUNCH_SUCCEEDED', 'LAUNCHED'],
  ['RECOVERY_LAUNCH_FAILED', 'FAILED'],
]);

/** A longer state is of no use to an operator. */
const DRILL_WORD_MAX = 20;

/** DRS API model and EC2 API reference: ids, and the ARN of a source server. */
const SOURCE_SERVER = /source-server\/(s-[0-9a-zA-Z]{17})$/;
const JOB = /^drsjob-[0-9a-zA-Z]{17}$/;
/** SSM API reference, Command: 36 characters. */
const COMMAND = /^[0-9a-f-]{36}$/i;
const INSTANCE = /^i-[0-9a-f]{8,17}$/i;

function wordIn(detail: object, name: string): string {
  const word: unknown = (detail as Record<string, unknown>)[name];
  return typeof word === 'string' ? word : '';
}
