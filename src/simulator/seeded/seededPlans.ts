import { etagOf } from '../../api/entityTags.ts';
import { isRefusal } from '../../api/problem.ts';
import type { Instant } from '../../drill/drill.ts';
import { type DrillSettings, requestDrill } from '../../handlers/http/requestDrill.ts';
import { removePlan } from '../../handlers/plans/removePlan.ts';
import { savePlan } from '../../handlers/plans/savePlan.ts';
import { bodyOf, membersOf, namedRequest } from './namedRequest.ts';
import { startedByPerson } from './promises/watchStarts.ts';
import type { PlanAct, PlannedStart } from './scenarios/plannedPlans.ts';
import { invoke } from './seededInvoke.ts';
import { count, type Deployment, type Message, type SeededPorts, type SeededWorld, SITE } from './seededState.ts';

/** The person who does all of this. */
export const OPERATOR = 'operator';

/** People who save plans, change them and delete them. */
export function planPlans(world: SeededWorld): void {
  for (const { deployment: index, name, acts } of world.scenario.plans ?? []) {
    const deployment = world.deployments[index];
    if (deployment !== undefined) for (const act of acts) planAct(world, deployment, name, act);
  }
}

function planAct(world: SeededWorld, deployment: Deployment, name: string, { at, save }: PlanAct): void {
  operate(world, deployment, at, `${save === null ? 'delete' : 'save'} plan ${name}`, async ({ plans, clock }) => {
    const newest = await plans.newest(name);
    const expected = newest === undefined ? 'NOTHING' : { tags: new Set([etagOf(newest.version)]) };
    if (save === null) return void (await removePlan({ plans }, name, expected));
    const body = bodyOf(namedRequest(world.servers, save));
    await savePlan({ plans, clock }, { name, body, by: OPERATOR, expected }, settingsOf(world));
  });
}

/** A person starts a drill from a plan, and repeats the request when no reply came. A refusal is a reply. */
export function startFromPlan(
  world: SeededWorld,
  deployment: Deployment,
  at: Instant,
  { drillId, action, start }: { drillId: string; action: string; start: PlannedStart },
  onGivenUp: () => void,
): void {
  const { name, version, overrides } = start;
  const planVersion = version === undefined ? {} : { planVersion: version };
  const body = { plan: name, ...planVersion, ...membersOf(overrides) };
  const attempt = { since: at };
  operate(
    world,
    deployment,
    at,
    `${action} ${drillId}`,
    async (ports) => {
      attempt.since = world.tasks.now();
      await requestDrill(ports, { body, requestedBy: OPERATOR, idempotencyKey: undefined, drillId }, settingsOf(world));
    },
    {
      drillId,
      onGivenUp,
      onNewDrill: (drill) => startedByPerson(world, deployment, drill, start, attempt.since),
    },
  );
}

/** A person does something, and repeats it when no reply came. A refusal is a reply. */
export function operate(
  world: SeededWorld,
  deployment: Deployment,
  at: Instant,
  name: string,
  act: (ports: SeededPorts) => Promise<void>,
  more: Pick<Message, 'drillId' | 'onGivenUp' | 'onNewDrill'> = {},
): void {
  invoke(world, deployment, at, {
    ...more,
    name,
    timeoutSeconds: 20,
    againSeconds: 20,
    triesMax: 5,
    otherwise: 'GIVEN_UP',
    work: async (ports) => {
      try {
        await act(ports);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        count(world, `refused: ${error.code}`);
        world.trace.push(`${world.tasks.now()} refused ${name}: ${error.code} ${error.message}`);
        more.onGivenUp?.();
      }
    },
  });
}

/** The settings of the deployments. */
export function settingsOf({ scenario }: SeededWorld): DrillSettings {
  const { limits } = scenario;
  return { sites: [SITE], holdSecondsMax: limits.holdSecondsMax, limits, allowedAccounts: [] };
}
