import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import type { Dice } from '../../aws/dice.ts';
import { type Faults, noFaults } from '../../aws/faults.ts';
import { drawVerdicts } from './drawChecks.ts';
import { drawMachineChecks } from './drawMachineChecks.ts';
import type { PlannedApplication, PlannedDrill, Scenario } from './plans.ts';

/**
 * In some worlds drills check their machines during the hold, and the applications work, or do not, or change. The dice
 * are their own, so the other worlds do not change.
 */
export function withCheckedMachines(dice: Dice, now: Instant, scenario: Scenario): Scenario {
  if (!dice.chance(0.1)) return scenario;
  const world = dice.chance(0.5) ? calmer(dice, scenario) : scenario;
  const drills = world.drills.map((drill) => checked(dice, drill, world));
  const applications = drills.flatMap((drill) => drawApplications(dice, now, drill));
  const recoveries = drills.flatMap((drill) => drawRecovery(dice, drill, world));
  return {
    ...world,
    drills,
    applications,
    thirdParties: [...world.thirdParties, ...recoveries],
    ...(dice.chance(0.2) && { hostIsReachable: true as const }),
  };
}

/** Most drills of such a world reach their hold. Commands, functions and events go wrong as before. */
function calmer(dice: Dice, scenario: Scenario): Scenario {
  const { faults } = scenario;
  const { agentsUnseen, commandUndeliverable, commandExpires, commandHangs } = faults;
  const { functionFails, functionTimesOut, functionAnswersNonsense } = faults;
  const { eventLost, eventDoubled, eventLate, eventLateSecondsMax, queueRepeats, faultsUntil } = faults;
  const kept: Partial<Faults> = {
    ...{ agentsUnseen, commandUndeliverable, commandExpires, commandHangs },
    ...{ functionFails, functionTimesOut, functionAnswersNonsense },
    ...{ eventLost, eventDoubled, eventLate, eventLateSecondsMax, queueRepeats, faultsUntil },
    replyLost: { 'ssm:SendCommand': dice.chance(0.5) ? dice.roll() : 0, 'lambda:Invoke': dice.roll() * 0.3 },
    throttled: { ssm: dice.roll() * 0.4, lambda: dice.roll() * 0.4, s3: dice.roll() * 0.4 },
  };
  const servers = scenario.servers.map(({ tags: { 'drs-drill': _denied, ...tags } = {}, bootSeconds, windows }) => ({
    tags,
    ...(bootSeconds !== undefined && { bootSeconds }),
    ...(windows && { windows }),
  }));
  // Drills of the same servers would reject each other.
  const drills = scenario.drills.slice(0, 1).map((drill) => ({ ...drill, terms: { ...drill.terms, ...UNHURRIED } }));
  const thirdParties = scenario.thirdParties.filter(({ action }) => UNDER_A_CHECK.has(action));
  return { ...scenario, thirdParties, recovered: [], levers: [], servers, drills, faults: { ...noFaults, ...kept } };
}

/** What happens to an instance while it is checked, and to where it is. */
const UNDER_A_CHECK: ReadonlySet<string> = new Set(['janitor', 'launchInto']);

const UNHURRIED = { launchAllowanceSeconds: 5400, holdSeconds: 3600 };

function checked(dice: Dice, drill: PlannedDrill, scenario: Scenario): PlannedDrill {
  // A plan says itself what is checked.
  if (drill.plan !== undefined) return drill;
  const holdSeconds = drill.terms.holdSeconds === 0 ? dice.pick([300, 1200, 3600]) : drill.terms.holdSeconds;
  const held = { ...drill, terms: { ...drill.terms, holdSeconds } };
  const machines = drawMachineChecks(dice, held, scenario);
  const checks = [...(held.checks ?? []), ...machines];
  const isAwaited = checks.some(({ terms }) => terms.required) && dice.chance(0.4);
  // Functions leave some verdicts to people. Others speak although nobody has asked them.
  const verdicts = machines.flatMap((check) =>
    dice.chance(check.terms.kind === 'LAMBDA' ? 0.6 : 0.1) ? drawVerdicts(dice, drill.at, check) : [],
  );
  return {
    ...held,
    checks,
    terms: { ...held.terms, ...(isAwaited && { endHold: 'WHEN_CHECKED' as const }) },
    actions: [...drill.actions, ...verdicts],
  };
}

function drawApplications(dice: Dice, now: Instant, { at, waves }: PlannedDrill): PlannedApplication[] {
  return waves.flat().flatMap((server): PlannedApplication[] => {
    const turn = at + dice.between(5, 60) * MINUTE_SECONDS * SECOND_MS;
    const listens = dice.chance(0.3) ? { ports: { 22: 'WORKS', 443: 'BROKEN', 8080: 'WORKS' } as const } : {};
    const healthy = dice.pick(['ALWAYS', 'ALWAYS', 'ALWAYS', 'ALWAYS', 'NEVER', 'LATER', 'AT_FIRST'] as const);
    const isFirst = healthy === 'ALWAYS' || healthy === 'AT_FIRST';
    const turns = healthy === 'LATER' || healthy === 'AT_FIRST';
    return [
      { at: now, server, application: { healthy: isFirst, ...listens } },
      ...(turns ? [{ at: turn, server, application: { healthy: !isFirst } }] : []),
    ];
  });
}

/** Operators fail over while a drill holds its instances. */
function drawRecovery(dice: Dice, { at, waves }: PlannedDrill, { servers }: Scenario): Scenario['thirdParties'] {
  if (!dice.chance(0.15)) return [];
  const own = new Set(waves.flat());
  const others = servers.flatMap((_, index) => (own.has(index) ? [] : [index]));
  if (others.length === 0) return [];
  const minutes = dice.between(15, 75);
  return [{ at: at + minutes * MINUTE_SECONDS * SECOND_MS, action: 'recover', servers: [dice.pick(others)] }];
}
