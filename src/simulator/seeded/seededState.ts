import type { Drill, Instant, Site } from '../../drill/drill.ts';
import { type Lever, leverInForce } from '../../drill/lever.ts';
import type { Ports } from '../../flow/ports.ts';
import type { StreamChange } from '../../store/stream/streamRecords.ts';
import type { Dice } from '../aws/dice.ts';
import type { LiveInstance, OtherWorld } from '../aws/simulatedAws.ts';
import type { Site as SiteState } from '../aws/state.ts';
import type { RestorableTable } from '../memory/memoryTable.ts';
import type { Tasks } from './coroutines.ts';
import type { Scenario } from './scenarios/plans.ts';

export const OWNER = '111122223333/us-east-1/simulated/0';
/** Another deployment in the same account: to the first one it is a stranger. */
export const OTHER_OWNER = '111122223333/us-east-1/elsewhere/1';
export const SITE: Site = { accountId: '111122223333', region: 'us-east-1' };
/** Where every seeded world begins: a fixed moment, so that a seed says everything. */
export const BEGINNING: Instant = Date.UTC(2026, 0, 5, 8);

/** A world that runs: the other world, the deployments in it, and what was noticed so far. */
export interface SeededWorld {
  dice: Dice;
  aws: OtherWorld;
  tasks: Tasks;
  scenario: Scenario;
  servers: string[];
  deployments: Deployment[];
  /** Jobs that neither deployment has started. */
  thirdPartyJobs: Set<string>;
  /** Since when the owners of a server want no drill of it. */
  deniedAt: Map<string, Instant>;
  /** The real recoveries of the site so far, as the world itself knows them. */
  recoveries: Map<string, KnownRecovery>;
  /** What testers have attached to instances in their hold: the volume, by the instance. */
  testersVolumes: Map<string, string>;
  /** Messages that failed too often and wait for somebody to send them again. */
  deadLetters: DeadLetter[];
  violations: Set<string>;
  /** Until when a job is known to keep DRS from terminating an instance. */
  busyUntil: Map<string, Instant>;
  /** How often each kind of fault was really met. */
  injected: Record<string, number>;
  trace: string[];
  steps: number;
}

/** A real recovery's job. Its whole course was decided when it was begun. */
export interface KnownRecovery {
  jobId: string;
  createdAt: Instant;
  endsAt: Instant;
  /** When each line of its log is written. */
  lines: Instant[];
  sourceServerIds: string[];
}

/** One deployment of the product, with its table. */
export interface Deployment {
  index: number;
  owner: string;
  table: RestorableTable;
  /** Drills that people have asked for and not given up on. */
  wanted: Set<string>;
  /** The newest saved record of each drill. */
  records: Map<string, Drill>;
  /** What a newer version has written; an older one refuses to touch it. */
  newer: Set<string>;
  /** When each hard stop that exists in the world is due, by drill. */
  hardStops: Map<string, Instant>;
  /** Drills that were set aside, as if an invariant had not held. */
  quarantined: Set<string>;
  /** Drills that a restored table does not know. */
  lost: Set<string>;
  /** How often its table was restored. */
  restores: number;
  /** Which drills were told of which real recoveries. */
  events: SeenEvent[];
  /** When each drill last had an answer to each of the questions that a launch rests on. */
  looks: Map<string, Instant>;
  /** The last moment at which nothing might be terminated. */
  frozenAt: Instant;
  lanes: Lane[];
  /** Its queue of effects. */
  enqueue(message: { drillId: string; effectId: string }, delaySeconds: number): void;
}

/** Records of the table's stream that are read in order, a batch at a time. */
export interface Lane {
  name: string;
  waiting: StreamChange[];
  reading: boolean;
  tries: number;
}

/** A message to one of the product's functions. */
export interface Message {
  name: string;
  drillId?: string;
  timeoutSeconds: number;
  againSeconds: number;
  triesMax: number;
  /** What becomes of it when it failed too often. */
  otherwise: 'DEAD_LETTER' | 'GIVEN_UP' | 'NEXT_RUN';
  onGivenUp?: () => void;
  work(ports: Ports): Promise<void>;
}

export interface DeadLetter {
  deployment: Deployment;
  message: Message;
  redriven: number;
}

/** Whether things go wrong at this moment. */
export function isTroubled(world: SeededWorld): boolean {
  const { faultsUntil } = world.scenario.faults;
  return faultsUntil === null || world.tasks.now() < faultsUntil;
}

/** Throws for a fault of our own platform, and counts it when it comes. */
export function strikes(world: SeededWorld, kind: string, probability: number): boolean {
  if (!isTroubled(world) || !world.dice.chance(probability)) return false;
  count(world, kind);
  return true;
}

export function count(world: SeededWorld, kind: string, times = 1): void {
  if (times > 0) world.injected[kind] = (world.injected[kind] ?? 0) + times;
}

/** The site as the world itself has it. Reading it is slow. */
export function siteStateOf({ aws }: SeededWorld): SiteState {
  const site = aws.state().sites[`${SITE.accountId}/${SITE.region}`];
  if (site === undefined) throw new Error('the world has no site');
  return site;
}

/** Whether it is a drill instance of this deployment. */
export function isOf(instance: LiveInstance, owner: string): boolean {
  return instance.isDrill && instance.jobTags['DrillOwner'] === owner;
}

/** Whether it is on its way down. */
export function isGoing(instance: LiveInstance): boolean {
  return instance.state === 'shutting-down';
}

/** The lever as the deployment has it in its table. */
export function leverOf({ table }: Deployment, now: Instant): Lever | undefined {
  return leverInForce(
    table.levers().map(({ lever }) => lever),
    now,
  );
}

/** A drill that was open when an event told its deployment of a real recovery. */
export interface SeenEvent {
  drillId: string;
  jobId: string;
  at: Instant;
}
