import type { CheckScope, CheckTerms } from '../../../drill/checks/checkTerms.ts';
import { type Dice, forkOf } from '../../aws/dice.ts';
import { JUDGES, PATH } from '../seededFunctions.ts';
import { SITE } from '../seededState.ts';
import type { PlannedCheck, PlannedDrill, Scenario } from './plans.ts';

/** Some checks of the machines of a drill, of every kind. */
export function drawMachineChecks(dice: Dice, drill: PlannedDrill, scenario: Scenario): PlannedCheck[] {
  return Array.from({ length: dice.pick([1, 1, 2, 3, 5]) }, (_, index) => {
    const every = drawEvery(dice, `machine-${index}`, drill);
    const of = dice.chance(0.5) ? undefined : drawScope(dice, drill, scenario);
    const isMoot = of !== undefined && 'wave' in of && drill.waveTerms?.[of.wave]?.optional === true;
    const required = every.required && !isMoot;
    return { terms: drawKind(dice, { ...every, required, ...(of && { of }) }), works: dice.chance(0.75) };
  });
}

interface Every {
  name: string;
  required: boolean;
  afterSeconds?: number;
  timeoutSeconds: number;
  of?: CheckScope;
}

function drawEvery(dice: Dice, name: string, { terms }: PlannedDrill): Every {
  return {
    name,
    required: dice.chance(0.7),
    ...(dice.chance(0.35) && { afterSeconds: dice.between(1, Math.max(terms.holdSeconds - 1, 1)) }),
    timeoutSeconds: dice.pick([60, 300, 300, 1200, 7200]),
  };
}

function drawScope(dice: Dice, { waves, waveTerms = [] }: PlannedDrill, { servers }: Scenario): CheckScope {
  const tags = servers.flatMap((server) => Object.entries(server.tags ?? {}));
  const [tag, value] = tags.length === 0 ? [] : dice.pick(tags);
  if (tag !== undefined && value !== undefined && dice.chance(0.4)) return { tags: { [tag]: [value] } };
  const isChosen = waveTerms.some(({ choice }) => choice !== undefined);
  if (isChosen || dice.chance(0.5)) return { wave: dice.between(0, waves.length - 1) };
  const all = waves.flat();
  const some = all.filter(() => dice.chance(0.5));
  return { sourceServerIds: (some.length === 0 ? [dice.pick(all)] : some).map(String) };
}

function drawKind(dice: Dice, every: Every): CheckTerms {
  switch (
    dice.pick(['HTTP', 'HTTP', 'TCP', 'UNREACHABLE', 'SSM', 'SSM', 'SSM', 'LAMBDA', 'LAMBDA', 'CONSOLE'] as const)
  ) {
    case 'HTTP':
      return drawHttp(dice, every);
    case 'TCP':
      return { ...every, kind: 'TCP', port: drawPort(dice), ...drawAttempts(dice), ...drawControl(dice) };
    case 'UNREACHABLE': {
      const control = { port: dice.pick([22, 22, 22, 8080]) };
      return { ...every, kind: 'UNREACHABLE', host: 'erp.example.com', port: 443, control };
    }
    case 'SSM':
      return { ...every, kind: 'SSM', document: 'AWS-RunShellScript', parameters: drawParameters(dice) };
    case 'LAMBDA':
      return drawFunction(dice, every);
    case 'CONSOLE':
      return { ...every, kind: 'CONSOLE', required: false };
  }
}

function drawHttp(dice: Dice, every: Every): CheckTerms {
  const paths = dice.chance(0.3) ? { control: { path: '/nothing' } } : drawControl(dice);
  const tls = dice.chance(0.5);
  return {
    ...every,
    kind: 'HTTP',
    port: drawPort(dice),
    tls,
    path: PATH,
    statuses: [200],
    ...drawAttempts(dice),
    ...paths,
  };
}

function drawPort(dice: Dice): number {
  return dice.pick([443, 443, 443, 80, 8080]);
}

function drawAttempts(dice: Dice): { attempts?: number } {
  return dice.chance(0.5) ? { attempts: dice.between(2, 20) } : {};
}

/** Applications listen on port 22, so a check with that control cannot fail. */
function drawControl(dice: Dice): { control?: { port: number } } {
  return dice.chance(0.3) ? { control: { port: dice.pick([22, 9, 9]) } } : {};
}

/** The execution timeout of AWS's document is an hour. */
function drawParameters(dice: Dice): Record<string, string[]> {
  const timeout = dice.chance(0.7) ? { executionTimeout: [String(dice.between(30, 300))] } : {};
  return { commands: ['systemctl is-active orders'], ...timeout };
}

function drawFunction(dice: Dice, every: Every): CheckTerms {
  const name = dice.pick([JUDGES.works, JUDGES.works, JUDGES.works, JUDGES.later, JUDGES.nonsense]);
  const functionArn = `arn:aws:lambda:${SITE.region}:${SITE.accountId}:function:${name}`;
  const { afterSeconds: _atOnce, ...others } = every;
  if (!forkOf(dice, 'after cleanup').chance(0.3)) return { ...every, kind: 'LAMBDA', functionArn };
  const timeoutSeconds = Math.min(every.timeoutSeconds, 900);
  return { ...others, kind: 'LAMBDA', functionArn, timeoutSeconds, required: false, when: 'AFTER_CLEANUP' };
}
