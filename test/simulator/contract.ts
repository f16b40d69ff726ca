import type { DrsClient } from '@aws-sdk/client-drs';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { PricingClient } from '@aws-sdk/client-pricing';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { describe, onTestFinished } from 'vitest';
import type { Instant } from '../../src/drill/drill.ts';
import type { Caller, Delivery } from '../../src/simulator/aws/contract.ts';
import type { ServerOptions } from '../../src/simulator/aws/drs/sourceServers.ts';
import { type Faults, noFaults } from '../../src/simulator/aws/faults.ts';
import { createOtherWorld, type OtherWorld } from '../../src/simulator/aws/simulatedAws.ts';
import { capacity } from './contract/capacity.ts';
import { commands } from './contract/commands.ts';
import { consoles } from './contract/consoles.ts';
import { drsJobs } from './contract/drsJobs.ts';
import { drsLaunchActions } from './contract/drsLaunchActions.ts';
import { drsLaunchInto } from './contract/drsLaunchInto.ts';
import { drsLeaving } from './contract/drsLeaving.ts';
import { drsRefusals } from './contract/drsRefusals.ts';
import { drsSeenLive } from './contract/drsSeenLive.ts';
import { drsTermination } from './contract/drsTermination.ts';
import { ec2 } from './contract/ec2.ts';
import { ec2Volumes } from './contract/ec2Volumes.ts';
import { events } from './contract/events.ts';
import { functions } from './contract/functions.ts';
import { keys } from './contract/keys.ts';
import { objects } from './contract/objects.ts';
import { pages } from './contract/pages.ts';
import { queues } from './contract/queues.ts';
import { reading } from './contract/reading.ts';
import { recurringSchedules, schedules } from './contract/schedules.ts';

/**
 * What the simulator must do to pass for AWS, as tests against the SDK's clients. With REMOTE=1, credentials and
 * AWS_REGION in the environment, the reading tests (contract/reading.ts) also run against real AWS. They start nothing
 * and cost nothing.
 */
export function contract(face: string, open: Open): void {
  describe(face, () => {
    reading(async () => {
      const { clients } = await given(open, { servers: 3 });
      return clients;
    });
    for (const part of [
      drsJobs,
      drsLaunchInto,
      drsLaunchActions,
      drsRefusals,
      drsSeenLive,
      drsLeaving,
      drsTermination,
      ec2,
      ec2Volumes,
      queues,
      schedules,
      recurringSchedules,
      events,
      pages,
      capacity,
      commands,
      consoles,
      functions,
      objects,
      keys,
    ])
      part(open);
  });
}

/** The SDK clients that the product uses. */
export interface Clients {
  drs: Pick<DrsClient, 'send'>;
  ec2: Pick<EC2Client, 'send'>;
  sqs: Pick<SQSClient, 'send'>;
  scheduler: Pick<SchedulerClient, 'send'>;
  eventbridge: Pick<EventBridgeClient, 'send'>;
  quotas: Pick<ServiceQuotasClient, 'send'>;
  pricing: Pick<PricingClient, 'send'>;
  ssm: Pick<SSMClient, 'send'>;
  lambda: Pick<LambdaClient, 'send'>;
  s3: Pick<S3Client, 'send'>;
  kms: Pick<KMSClient, 'send'>;
}

/** The initial state of a test's world. */
export interface Start {
  servers?: number | ServerOptions[];
  faults?: Partial<Faults>;
  pageSize?: number;
  /** An action that the caller's policies do not allow. */
  denied?: string;
}

/** Puts a face in front of a world. */
export type Open = (world: OtherWorld, caller: Caller) => Promise<{ clients: Clients; close(): Promise<void> }>;

/** A world with a face in front of it. */
export interface Place {
  world: OtherWorld;
  clients: Clients;
  /** The source servers of the initial state. */
  ids: string[];
  /** The events published and the schedules fired. */
  deliveries: Delivery[];
  /** Advances the world by minutes. */
  pass(minutes: number): void;
}

export const CALLER: Caller = { accountId: '111122223333', region: 'eu-central-1' };
export const BEGINNING: Instant = Date.parse('2026-03-02T08:00:00Z');

/** A new world behind a face. It is removed when the test ends. */
export async function given(open: Open, start: Start): Promise<Place> {
  const deliveries: Delivery[] = [];
  const { pageSize, denied, servers = 0 } = start;
  const world = createOtherWorld({
    seed: 7,
    now: BEGINNING,
    faults: { ...noFaults, ...start.faults },
    deliver: (delivery) => deliveries.push(delivery),
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(denied === undefined ? {} : { rights: (_caller, { action }) => action !== denied }),
  });
  const ids = world.addServers(CALLER, servers);
  const { clients, close } = await open(world, CALLER);
  onTestFinished(close);
  return { world, clients, ids, deliveries, pass: (minutes) => world.advance(world.now() + minutes * 60_000) };
}
