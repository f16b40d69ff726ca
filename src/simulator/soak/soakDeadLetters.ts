import type { WorldState } from '../aws/state.ts';
import type { StreamRecord } from '../lambda/streamReading.ts';
import type { LocalWorld } from '../local/localWorld.ts';
import type { Backstage } from '../local/localWorldOptions.ts';
import { redelivered } from './redelivered.ts';

/** A message in a dead-letter queue. */
export interface DeadLetter {
  queue: string;
  /** What it is about: an effect's kind, a stream record's entity, or the target of an event or schedule. */
  kind: string;
  /** The drill it belongs to; undefined: unknown, or a third party's job. */
  drillId: string | undefined;
  isThirdPartys: boolean;
  /** Why its deliveries failed. */
  reasons: string[];
  /** False when it fails again, however often it is tried. */
  redeliver(): Promise<boolean>;
}

export interface Explaining {
  local: LocalWorld;
  /** By message body. */
  failures: ReadonlyMap<string, string[]>;
  /** The kind of an effect. */
  effectKind(drillId: string, effectId: string): string | undefined;
  /** Jobs that third parties started. */
  thirdPartyJobs: ReadonlySet<string>;
}

/** Every dead letter of the deployment, with what it is about. Reads failed records from the table's stream. */
export async function readDeadLetters(explaining: Explaining): Promise<DeadLetter[]> {
  const { local } = explaining;
  const state = local.world.state();
  const letters: DeadLetter[] = [];
  let stream: Map<string, StreamRecord> | undefined;
  for (const { name, messages } of Object.values(state.queues)) {
    if (!name.endsWith('-failures')) continue;
    for (const { body, receiveCount } of messages) {
      const about = JSON.parse(body) as Record<string, unknown>;
      if (/-(effect|check)-failures$/.test(name)) letters.push(effectLetter(explaining, name, body, receiveCount));
      else if (name.endsWith('-stream-failures')) {
        stream ??= await wholeStream(local);
        letters.push(...streamLetters(local, name, about, stream));
      } else letters.push(eventLetter(explaining, state, name, about));
    }
  }
  return letters;
}

/** Takes every message out of the dead-letter queues, as an operator who redrives them does. */
export function emptyDeadLetters({ world, site }: LocalWorld): void {
  for (const { name } of Object.values(world.state().queues)) {
    if (!name.endsWith('-failures')) continue;
    const { QueueUrl } = world.call('sqs', 'GetQueueUrl', { QueueName: name }, site);
    for (;;) {
      const input = { QueueUrl, MaxNumberOfMessages: 10 };
      const { Messages = [] } = world.call('sqs', 'ReceiveMessage', input, site) as { Messages?: Received[] };
      if (Messages.length === 0) break;
      for (const { ReceiptHandle } of Messages) world.call('sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle }, site);
    }
  }
}

interface Received {
  ReceiptHandle: string;
}

/** The URLs of the queues of effects, from the deployed environment: that of checks, and that of all others. */
export function effectQueueUrls({ deployment }: Backstage): { ofChecks: string; others: string } {
  const environment = deployment.functions.find((one) => one.name === 'stream')?.environment;
  return { ofChecks: String(environment?.['CHECK_QUEUE_URL']), others: String(environment?.['QUEUE_URL']) };
}

function effectLetter(
  { local, failures, effectKind }: Explaining,
  queue: string,
  body: string,
  receiveCount: number,
): DeadLetter {
  const { drillId, effectId } = JSON.parse(body) as { drillId: string; effectId: string };
  const known = (failures.get(body) ?? []).slice(-receiveCount);
  const unreported = Array.from(
    { length: receiveCount - known.length },
    () => 'received, but never passed to a function',
  );
  return {
    queue,
    kind: effectKind(drillId, effectId) ?? 'an effect that is not in the table',
    drillId,
    isThirdPartys: false,
    reasons: [...known, ...unreported],
    redeliver: async () => {
      const { ofChecks, others } = effectQueueUrls(local.backstage);
      const message = { QueueUrl: queue.endsWith('-check-failures') ? ofChecks : others, MessageBody: body };
      local.world.call('sqs', 'SendMessage', message, local.site);
      return true;
    },
  };
}

/** A dead letter of a stream holds only sequence numbers. A redrive reads the records (Lambda developer guide). */
function streamLetters(
  local: LocalWorld,
  queue: string,
  about: Record<string, unknown>,
  stream: Map<string, StreamRecord>,
): DeadLetter[] {
  const { condition, functionArn } = about['requestContext'] as { condition: string; functionArn: string };
  const { startSequenceNumber, endSequenceNumber } = about['DDBStreamBatchInfo'] as Record<string, string>;
  return [...new Set([startSequenceNumber, endSequenceNumber])].map((number) => {
    const record = stream.get(number ?? '');
    const image = (record?.dynamodb.NewImage ?? {}) as Record<string, { S?: string } | undefined>;
    return {
      queue,
      kind: image['__edb_e__']?.S ?? 'a record that is no longer in the stream',
      drillId: image['drillId']?.S,
      isThirdPartys: false,
      reasons: [condition],
      redeliver: async () => {
        const deliver = () => local.backstage.invoke(functionArn, { Records: [record] });
        return record === undefined || redelivered(deliver);
      },
    };
  });
}

async function wholeStream({ backstage }: LocalWorld): Promise<Map<string, StreamRecord>> {
  const read = backstage.readStream();
  const found = new Map<string, StreamRecord>();
  let after: string | undefined;
  for (;;) {
    const records = await read(after);
    if (records.length === 0) return found;
    for (const record of records) found.set(record.dynamodb.SequenceNumber, record);
    after = records.at(-1)?.dynamodb.SequenceNumber;
  }
}

/** An event, or a schedule's payload. */
function eventLetter(
  { local, thirdPartyJobs }: Explaining,
  state: WorldState,
  queue: string,
  about: Record<string, unknown>,
): DeadLetter {
  const detail = (about['detail'] ?? {}) as Record<string, unknown>;
  const jobId = String(detail['job-id'] ?? launchedBy(state, String(detail['instance-id'])));
  const launch = state.history.launches.find((one) => one.jobId === jobId);
  const kind = String(about['detail-type'] ?? 'a schedule');
  return {
    queue,
    kind,
    drillId: typeof about['drillId'] === 'string' ? about['drillId'] : launch?.tags['DrillId'],
    isThirdPartys: thirdPartyJobs.has(jobId),
    reasons: ['too many failed deliveries'],
    redeliver: () => redelivered(() => local.backstage.invoke(functionFor(kind, about), about)),
  };
}

/** Only the payload of a hard stop names a site. */
function functionFor(kind: string, about: Record<string, unknown>): string {
  if (kind.startsWith('EC2 Command')) return 'ssmEvent';
  if (kind.startsWith('EC2')) return 'ec2Event';
  if (kind.startsWith('DRS')) return 'drsEvent';
  return 'site' in about ? 'hardStop' : 'wake';
}

function launchedBy(state: WorldState, instanceId: string): string | undefined {
  return Object.values(state.sites).flatMap((site) => site.recoveryInstances[instanceId]?.jobID ?? [])[0];
}
