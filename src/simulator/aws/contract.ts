import type { Instant } from './instant.ts';

/** The caller of a simulated service: the account and Region that the request was signed for. */
export interface Caller {
  accountId: string;
  region: string;
  /** The function whose role makes the call. Absent: a caller whose permissions are not checked. */
  functionName?: string;
}

/** The caller, for the world's own history. */
export function byOf({ functionName }: Caller): { by?: string } {
  return functionName === undefined ? {} : { by: functionName };
}

/** The services of the simulated AWS, by signing name. */
export type Service =
  | 'drs'
  | 'ec2'
  | 'sqs'
  | 'scheduler'
  | 'events'
  | 'sns'
  | 'cloudtrail'
  | 'servicequotas'
  | 'pricing'
  | 'ssm'
  | 'lambda'
  | 's3'
  | 'kms';

/** An error as AWS sends it: the error's type, HTTP status and members. */
export class AwsFault extends Error {
  readonly type: string;
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;
  /** True when the call was carried out and only the response was lost. */
  readonly replyLost: boolean;

  constructor(
    type: string,
    status: number,
    message: string,
    more: { members?: Record<string, unknown>; retryAfterSeconds?: number; replyLost?: boolean } = {},
  ) {
    super(message);
    this.name = type;
    this.type = type;
    this.status = status;
    this.members = more.members ?? {};
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.replyLost = more.replyLost ?? false;
  }
}

/** A delivery from the simulated AWS to a consumer: the target of a rule or schedule. */
export type Delivery =
  | { kind: 'event'; at: Instant; event: EventBridgeEnvelope }
  | { kind: 'schedule'; at: Instant; name: string; group: string; targetArn: string; input: string };

/** An event as EventBridge delivers it to a target (EventBridge user guide: event structure). */
export interface EventBridgeEnvelope {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

/** The part of an event that the product's handlers need. */
export function outsideEventOf({ id, account, region, time, resources, detail }: EventBridgeEnvelope) {
  const site = { accountId: account, region };
  return { id, site, at: Date.parse(time), resource: resources[0] ?? '', detail };
}
