import { HOUR_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Drill, Instant } from '../../drill/drill.ts';
import { createDice, type Dice } from '../aws/dice.ts';
import { createOtherWorld } from '../aws/simulatedAws.ts';
import { createTasks, type Gate } from './coroutines.ts';
import { isSealed, sealWorld } from './evidence/sealWorld.ts';
import { checkPromises } from './promises/promises.ts';
import { noTestimony } from './promises/testimony.ts';
import { unreportedRecoveries } from './promises/watchSignals.ts';
import { checkStarted } from './promises/watchStarts.ts';
import type { Scenario } from './scenarios/plans.ts';
import { planApplications } from './seededApplications.ts';
import { deploy } from './seededDeployment.ts';
import { deliver } from './seededEvents.ts';
import { addFunctions } from './seededFunctions.ts';
import { redrive } from './seededInvoke.ts';
import { planPeople } from './seededPeople.ts';
import { planPeriodic } from './seededPeriodic.ts';
import { planRestores } from './seededRestore.ts';
import { plansUntil } from './seededRuns.ts';
import { BEGINNING, type Deployment, isTroubled, type SeededWorld, SITE } from './seededState.ts';
import { countInjected } from './seededTally.ts';
import { planThirdParties } from './seededThirdParties.ts';

/** The result of running a seeded world. */
export interface Ran {
  seed: number;
  scenario: Scenario;
  violations: string[];
  drills: Drill[];
  endedAt: Instant;
  calls: Record<string, number>;
  callsOf: Record<string, Record<string, number>>;
  /** The rates of the faults, and how often each kind occurred. */
  faults: Record<string, unknown>;
  injected: Record<string, number>;
  /** How many points there were at which a function could have died. */
  gates: number;
  trace: string[];
}

/** Which functions die in addition to those that the scenario's crash rate picks. */
export type Dies = (gate: Gate) => boolean;

const HOURS_MAX = 60;
const STEPS_BETWEEN_LOOKS = 32;

/**
 * Runs the real product, from `decide` to the adapters, in a world where the seed draws every event, fault and latency.
 * Functions interleave at each of their calls. Not covered: parsing in the handlers and wire formats (see the local
 * world). `atEnd` may read what the world has become.
 */
export async function runSeed(
  seed: number,
  draw: (dice: Dice, now: Instant) => Scenario,
  dies?: Dies,
  atEnd?: (world: SeededWorld) => void,
): Promise<Ran> {
  const dice = createDice(seed);
  const scenario = draw(dice, BEGINNING);
  const world = buildWorld(seed, dice, scenario, dies);
  planWorld(world);
  await world.tasks.runUntil(BEGINNING + HOURS_MAX * HOUR_SECONDS * SECOND_MS, world.aws, () => isCompleted(world));
  const state = world.aws.state();
  for (const { table, owner, quarantined } of world.deployments)
    for (const violation of checkPromises(table, world.aws, true, owner, quarantined, state))
      world.violations.add(violation);
  for (const deployment of world.deployments)
    for (const violation of unreportedRecoveries(deployment)) world.violations.add(violation);
  for (const deployment of world.deployments) checkStarted(world, deployment);
  if (world.violations.size === 0 && isSealed(seed))
    for (const wrong of await sealWorld(world)) world.violations.add(wrong);
  countInjected(world, state);
  atEnd?.(world);
  const drills = world.deployments.flatMap((deployment) => deployment.table.drills());
  return {
    seed,
    scenario,
    violations: [...world.violations],
    drills,
    endedAt: world.tasks.now(),
    calls: world.aws.calls.total(),
    callsOf: Object.fromEntries(drills.map((drill) => [drill.drillId, world.aws.calls.ofDrill(drill.drillId)])),
    faults: { ...scenario.faults, ...scenario.platform },
    injected: world.injected,
    gates: world.tasks.gates(),
    trace: world.trace,
  };
}

/** A world at its beginning, with the deployments of the scenario. */
export function buildWorld(seed: number, dice: Dice, scenario: Scenario, dies: Dies | undefined): SeededWorld {
  const { platform } = scenario;
  const latencyMs = () =>
    dice.between(1, isTroubled(world) ? platform.latencyMsMax : Math.min(platform.latencyMsMax, 200));
  const tasks = createTasks({
    now: BEGINNING,
    latencyMs,
    dies: (gate) => (isTroubled(world) && dice.chance(platform.crash)) || dies?.(gate) === true,
  });
  const aws = createOtherWorld({
    seed,
    now: BEGINNING,
    faults: scenario.faults,
    deliver: (delivery) => deliver(world, delivery),
  });
  const world: SeededWorld = {
    dice,
    aws,
    tasks,
    scenario,
    servers: aws.addServers(SITE, scenario.servers),
    deployments: [],
    thirdPartyJobs: new Set(),
    deniedAt: new Map(),
    deadLetters: [],
    violations: new Set(),
    busyUntil: new Map(),
    recoveries: new Map(),
    testimony: noTestimony(),
    testersVolumes: new Map(),
    injected: {},
    trace: [],
    steps: 0,
    runsUntil: plansUntil(scenario),
  };
  const deployments = Math.max(0, ...scenario.drills.map((drill) => drill.deployment)) + 1;
  for (let index = 0; index < deployments; index++) world.deployments.push(deploy(world, index));
  return world;
}

/** Plans the actions of third parties and people, and the scheduled functions of the deployments. */
export function planWorld(world: SeededWorld, isAwake?: () => boolean): void {
  addFunctions(world);
  planApplications(world);
  planThirdParties(world);
  planPeople(world);
  planRestores(world);
  planPeriodic(world, isAwake);
}

/** Completed when every requested or accepted drill has ended, and every dead letter was redriven. */
function isCompleted(world: SeededWorld): boolean {
  if (world.violations.size > 0) return true;
  world.steps += 1;
  if (world.steps % STEPS_BETWEEN_LOOKS !== 0) return false;
  if (world.tasks.now() < world.runsUntil) return false;
  if (!isTroubled(world)) redrive(world);
  if (!world.tasks.isIdle() || !world.deployments.every((deployment) => haveEnded(world, deployment))) return false;
  if (world.deadLetters.length === 0) return true;
  redrive(world);
  return false;
}

/** Includes requests that people gave up on and the API accepted anyway, and drills lost in a restore. */
function haveEnded(world: SeededWorld, deployment: Deployment): boolean {
  const { wanted, records, lost } = deployment;
  return [...new Set([...wanted, ...records.keys(), ...lost])].every(
    (drillId) => records.get(drillId)?.phase === 'ENDED' || isCleaned(world, deployment, drillId),
  );
}

/** A quarantined or lost drill never ends. It counts as ended an hour after its hard stop, once no instance is left. */
function isCleaned(world: SeededWorld, deployment: Deployment, drillId: string): boolean {
  const { quarantined, lost, records, hardStops, owner } = deployment;
  // A lost drill may have been requested again.
  const isLost = lost.has(drillId) && !records.has(drillId);
  if (!quarantined.has(drillId) && !isLost) return false;
  if (world.tasks.now() < (hardStops.get(drillId) ?? 0) + HOUR_SECONDS * SECOND_MS) return false;
  const tags = world.aws.liveInstances(SITE).filter((one) => one.isDrill && one.jobTags['DrillOwner'] === owner);
  return tags.every((one) => one.jobTags['DrillId'] !== drillId);
}
