import { HOUR_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import type { Input } from '../../drill/inputs.ts';
import { advance } from '../../flow/advance.ts';
import { Refused } from '../../flow/errors.ts';
import { EVERYWHERE, setLever } from '../../flow/leverInForce.ts';
import { quarantine as quarantinedForGood } from '../../flow/quarantine.ts';
import { namedCheck, namedRequest } from './namedRequest.ts';
import type { PlannedAction, PlannedDrill, PlannedLever } from './scenarios/plans.ts';
import { invoke } from './seededInvoke.ts';
import { planPlans, startFromPlan } from './seededPlans.ts';
import { planSchedules } from './seededRuns.ts';
import { count, type Deployment, drillIdOf, type SeededWorld, SITE } from './seededState.ts';

/** Operators who request drills and change their minds. */
export function planPeople(world: SeededWorld): void {
  for (const [index, drill] of world.scenario.drills.entries()) {
    const deployment = world.deployments[drill.deployment];
    if (deployment !== undefined) planDrill(world, deployment, drillIdOf(drill, index), drill);
  }
  planPlans(world);
  planSchedules(world);
  for (const lever of world.scenario.levers) {
    const deployment = world.deployments[lever.deployment];
    if (deployment !== undefined) planLever(world, deployment, lever);
  }
}

function planLever(world: SeededWorld, deployment: Deployment, { at, state, everywhere, until }: PlannedLever): void {
  invoke(world, deployment, at, {
    name: `lever ${state}`,
    timeoutSeconds: 20,
    againSeconds: 20,
    triesMax: 5,
    otherwise: 'GIVEN_UP',
    work: async (ports) => {
      const lever = { state, reason: 'as agreed', by: 'operator', at: ports.clock.now(), expiresAt: until };
      await setLever(ports, everywhere ? EVERYWHERE : SITE, lever);
    },
  });
}

function planDrill(world: SeededWorld, deployment: Deployment, drillId: string, drill: PlannedDrill): void {
  const { scenario, servers } = world;
  deployment.wanted.add(drillId);
  const input = {
    type: 'Requested' as const,
    drillId,
    owner: deployment.owner,
    request: {
      site: SITE,
      ...namedRequest(servers, drill),
      ...(drill.schedule && { schedule: drill.schedule }),
      ...(drill.checks && { checks: drill.checks.map(({ terms }) => namedCheck(servers, terms)) }),
    },
    requestedBy: 'operator',
    requestHash: drillId,
    limits: scenario.limits,
  };
  let asking = 1 + drill.actions.filter(({ action }) => action === 'requestAgain').length;
  const giveUp = () => {
    asking -= 1;
    if (asking === 0 && !deployment.records.has(drillId)) deployment.wanted.delete(drillId);
  };
  const request = (at: Instant, action: string) => {
    if (drill.plan === undefined)
      person(world, deployment, at, drillId, action, (now) => ({ ...input, at: now }), giveUp);
    else startFromPlan(world, deployment, at, { drillId, action, start: drill.plan }, giveUp);
  };
  request(drill.at, 'request');
  for (const planned of drill.actions) {
    const { at, action } = planned;
    if (action === 'quarantine') quarantine(world, deployment, at, drillId);
    else if (action === 'requestAgain') request(at, action);
    else person(world, deployment, at, drillId, action, (now) => steering(drill, planned, now));
  }
}

function steering({ checks = [] }: PlannedDrill, planned: PlannedAction, at: Instant): Input {
  const { action, seconds = HOUR_SECONDS, force, check = '' } = planned;
  const by = 'operator';
  if (action === 'cancel') return { type: 'CancelRequested', at, by, reason: 'enough' };
  if (action === 'endHold') return { type: 'HoldEndRequested', at, by, ...(force && { force }) };
  if (action !== 'verdict') return { type: 'HoldUntilRequested', at, by, holdUntil: at + seconds * SECOND_MS };
  const passed = checks.some(({ terms, works }) => terms.name === check && works);
  return { type: 'VerdictGiven', at, by, check, passed, message: 'as seen' };
}

/** Quarantines a drill as if an invariant were violated. No bug of this world would cause it. */
function quarantine(world: SeededWorld, deployment: Deployment, at: Instant, drillId: string): void {
  invoke(world, deployment, at, {
    name: `quarantine ${drillId}`,
    drillId,
    timeoutSeconds: 20,
    againSeconds: 20,
    triesMax: 1,
    otherwise: 'GIVEN_UP',
    work: async (ports) => {
      const loaded = await ports.drills.load(drillId);
      if (loaded === undefined || loaded.drill.phase === 'ENDED') return;
      deployment.quarantined.add(drillId);
      count(world, 'drill quarantined');
      await quarantinedForGood(ports, loaded.drill, 'an invariant is violated');
    },
  });
}

/** A person sends a request, and repeats it when no reply came. A refusal is a reply. */
export function person(
  world: SeededWorld,
  deployment: Deployment,
  at: Instant,
  drillId: string,
  action: string,
  wanted: (at: Instant) => Input,
  onGivenUp: () => void = () => undefined,
): void {
  invoke(world, deployment, at, {
    name: `${action} ${drillId}`,
    drillId,
    timeoutSeconds: 20,
    againSeconds: 20,
    triesMax: 5,
    otherwise: 'GIVEN_UP',
    onGivenUp,
    work: async (ports) => {
      try {
        await advance(ports, drillId, wanted(ports.clock.now()));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        world.trace.push(`${world.tasks.now()} refused ${action} ${drillId}: ${error.code}`);
      }
    },
  });
}
