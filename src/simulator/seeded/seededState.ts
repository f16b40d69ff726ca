import type { Drill, Instant, Site } from '../../drill/drill.ts';
import { type Lever, leverInForce } from '../../drill/lever.ts';
import type { Ports, ScheduleCopies } from '../../flow/ports.ts';
import type { StreamChange } from '../../store/stream/streamRecords.ts';
import type { Dice } from '../aws/dice.ts';
import type { LiveInstance, OtherWorld } from '../aws/simulatedAws.ts';
import type { Site as SiteState } from '../aws/state.ts';
import type { RestorableTable } from '../memory/memoryTable.ts';
import type { Tasks } from './coroutines.ts';
import type { KnownPlans } from './knownPlans.ts';
import type { Testimony } from './promises/testimony.ts';
import type { PlannedDrill, Scenario } from './scenarios/plans.ts';

export const OWNER = '111122223333/us-east-1/simulated/0';
/** Another deployment in the same account: a third party to the first one. */
export const OTHER_OWNER = '111122223333/us-east-1/elsewhere/1';
export const SITE: Site = { accountId: '111122223333', region: 'us-east-1' };
/** Every seeded world begins at this fixed moment, so the seed alone determines the run. */
export const BEGINNING: Instant = Date.UTC(2026, 0, 5, 8);

/** A running world: simulated AWS, the deployments in it, and the violations found so far. */
export interface SeededWorld {
  dice: Dice;
  aws: OtherWorld;
  tasks: Tasks;
  scenario: Scenario;
  servers: string[];
  deployments: Deployment[];
  /** Jobs that neither deployment started. */
  thirdPartyJobs: Set<string>;
  /** When the owners of a server tagged it as not to be drilled. */
  deniedAt: Map<string, Instant>;
  /** All real recoveries of the site so far, read from the simulator's own state. */
  recoveries: Map<string, KnownRecovery>;
  /** What the world has shown to checks. */
  testimony: Testimony;
  /** Volumes that testers attached during a hold, by instance. */
  testersVolumes: Map<string, string>;
  /** Messages that failed too often and wait for a redrive. */
  deadLetters: DeadLetter[];
  violations: Set<string>;
  /** Until when a job prevents DRS from terminating an instance. */
  busyUntil: Map<string, Instant>;
  /** How often each kind of fault occurred. */
  injected: Record<string, number>;
  trace: string[];
  steps: number;
  /** The world runs at least until then. */
  runsUntil: Instant;
}

/** The job of a real recovery. Its timeline is fixed when it starts. */
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
  /** Drills that people requested and have not given up on. */
  wanted: Set<string>;
  /** The latest saved record of each drill. */
  records: Map<string, Drill>;
  /** Drills that the newer version has written. The older version refuses to touch them. */
  newer: Set<string>;
  /** When the hard stop of each drill is due, from the schedules in simulated AWS. */
  hardStops: Map<string, Instant>;
  /** Drills that were quarantined, as if an invariant were violated. */
  quarantined: Set<string>;
  /** Drills that a restored table does not contain. */
  lost: Set<string>;
  /** How often its table was restored. */
  restores: number;
  /** Which drills received which real recovery events. */
  events: SeenEvent[];
  /** When each drill last read each of the facts that a launch relies on. */
  looks: Map<string, Instant>;
  /** The last moment at which the lever forbade terminations. */
  frozenAt: Instant;
  /** What the world knows of its plans and schedules. */
  plans: KnownPlans;
  lanes: Lane[];
  /** Its effect queue. */
  enqueue(message: { drillId: string; effectId: string }, delaySeconds: number): void;
}

/** One shard of the table's stream: records are read in order, a batch at a time. */
export interface Lane {
  name: string;
  waiting: StreamChange[];
  reading: boolean;
  tries: number;
}

/** What the functions of a seeded world reach. */
export interface SeededPorts extends Ports {
  scheduleCopies: ScheduleCopies;
}

/** A message to one of the product's functions. */
export interface Message {
  name: string;
  drillId?: string;
  timeoutSeconds: number;
  againSeconds: number;
  triesMax: number;
  /** Where it goes after too many failures. */
  otherwise: 'DEAD_LETTER' | 'GIVEN_UP' | 'NEXT_RUN';
  onGivenUp?: () => void;
  /** Called when the function has made a drill. */
  onNewDrill?: (drill: Drill) => void;
  work(ports: SeededPorts): Promise<void>;
}

export interface DeadLetter {
  deployment: Deployment;
  message: Message;
  redriven: number;
}

/** The id under which a planned drill is requested. */
export function drillIdOf({ drillId }: PlannedDrill, index: number): string {
  return drillId ?? `d-${String(index).padStart(24, '0')}`;
}

/** True while faults occur. */
export function isTroubled(world: SeededWorld): boolean {
  const { faultsUntil } = world.scenario.faults;
  return faultsUntil === null || world.tasks.now() < faultsUntil;
}

/** Draws whether a fault of our own platform occurs, and counts it. */
export function strikes(world: SeededWorld, kind: string, probability: number): boolean {
  if (!isTroubled(world) || !world.dice.chance(probability)) return false;
  count(world, kind);
  return true;
}

export function count(world: SeededWorld, kind: string, times = 1): void {
  if (times > 0) world.injected[kind] = (world.injected[kind] ?? 0) + times;
}

/** The site's state in the simulator. Reading it is slow. */
export function siteStateOf({ aws }: SeededWorld): SiteState {
  const site = aws.state().sites[`${SITE.accountId}/${SITE.region}`];
  if (site === undefined) throw new Error('the world has no site');
  return site;
}

/** Whether it is a drill instance of this deployment. */
export function isOf(instance: LiveInstance, owner: string): boolean {
  return instance.isDrill && instance.jobTags['DrillOwner'] === owner;
}

/** Whether it is being terminated. */
export function isGoing(instance: LiveInstance): boolean {
  return instance.state === 'shutting-down';
}

/** The lever in the deployment's table. */
export function leverOf({ table }: Deployment, now: Instant): Lever | undefined {
  return leverInForce(
    table.levers().map(({ lever }) => lever),
    now,
  );
}

/** A drill that was open when its deployment received a real recovery event. */
export interface SeenEvent {
  drillId: string;
  jobId: string;
  at: Instant;
}
