import type { Instant } from './instant.ts';

/** Who calls a simulated service: the account and Region the request was signed for. */
export interface Caller {
  accountId: string;
  region: string;
  /** The function in whose role's name it calls; absent: somebody whose rights are not looked at. */
  functionName?: string;
}

/** Who asked, for the world's own history. */
export function byOf({ functionName }: Caller): { by?: string } {
  return functionName === undefined ? {} : { by: functionName };
}

/** The services the other world knows, by their signing names. */
export type Service = 'drs' | 'ec2' | 'sqs' | 'scheduler' | 'events' | 'sns' | 'cloudtrail';

/** An error as AWS sends it: the error's type name, its HTTP status and its members. */
export class AwsFault extends Error {
  readonly type: string;
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;
  /** True when the work was done all the same and only the reply was lost. */
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

/** Something the simulated AWS wants delivered to a consumer of its own (a rule's or schedule's target). */
export type Delivery =
  | { kind: 'event'; at: Instant; event: EventBridgeEnvelope }
  | { kind: 'schedule'; at: Instant; name: string; group: string; targetArn: string; input: string };

/** An event as EventBridge hands it to a target (EventBridge user guide: event structure). */
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

/** What of an event the product's doors need. */
export function outsideEventOf({ id, account, region, time, resources, detail }: EventBridgeEnvelope) {
  const site = { accountId: account, region };
  return { id, site, at: Date.parse(time), resource: resources[0] ?? '', detail };
}
