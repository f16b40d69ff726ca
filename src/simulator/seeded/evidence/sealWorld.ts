import { HOUR_SECONDS, NOTES_ACCEPTED_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import { type SealPorts, type SealTerms, sealDrill } from '../../../flow/evidence/sealDrill.ts';
import { sealOverdue } from '../../../flow/evidence/sealOverdue.ts';
import { SEAL_TERMS } from '../../../handlers/evidence/sealTerms.ts';
import { createDice, type Dice, forkOf } from '../../aws/dice.ts';
import { timeoutSecondsOf } from '../../lambda/deployedSettings.ts';
import { createTasks, type Invocation, type Tasks } from '../coroutines.ts';
import type { Deployment, SeededWorld } from '../seededState.ts';
import { type EvidenceBucket, evidenceBucket } from './evidenceBucket.ts';
import { planNotes } from './planNotes.ts';
import { wrongSeals } from './sealPromises.ts';

const SEALED_SHARE = 1 / 6;
const TROUBLED_HOURS = 6;
const AGAIN_SECONDS = 60;
const TRIES_MAX = 3;
const CRASHES_MAX = 0.05;

/**
 * Seals the drills of a world whose drills are over, while functions die, S3 and KMS fail, events are lost or come
 * twice, and two versions of the product take turns. Its dice are forked, so that drills go as they would without it.
 * Returns what is wrong a week later.
 */
export async function sealWorld(world: SeededWorld): Promise<string[]> {
  const wrong: string[] = [];
  for (const deployment of world.deployments) {
    const dice = forkOf(world.dice, `evidence ${deployment.index}`);
    const sealing = begin(dice, deployment, world.tasks.now());
    planEvents(sealing);
    planLooks(sealing);
    const quietAt = sealing.begin + (TROUBLED_HOURS + 3) * HOUR_SECONDS * SECOND_MS;
    planNotes(world, deployment, sealing.tasks, quietAt, dice);
    await sealing.tasks.runUntil(sealing.until, sealing.bucket.aws, () => false);
    wrong.push(...(await wrongSeals(deployment, sealing.bucket)));
  }
  return wrong;
}

/**
 * Whether the drills of a world are sealed: of a share of worlds, because a seed would otherwise take more than half as
 * long again. Only the seed decides, so that a world from which parts are left out is sealed like the whole one.
 */
export function isSealed(seed: number): boolean {
  return forkOf(createDice(seed), 'is sealed').chance(SEALED_SHARE);
}

interface Sealing {
  dice: Dice;
  deployment: Deployment;
  bucket: EvidenceBucket;
  tasks: Tasks;
  begin: Instant;
  until: Instant;
}

function begin(dice: Dice, deployment: Deployment, now: Instant): Sealing {
  const faultsUntil = now + TROUBLED_HOURS * HOUR_SECONDS * SECOND_MS;
  const crash = dice.roll() * CRASHES_MAX;
  const tasks = createTasks({
    now,
    latencyMs: () => dice.between(1, 200),
    dies: () => tasks.now() < faultsUntil && dice.chance(crash),
  });
  const bucket = evidenceBucket(dice, now, faultsUntil);
  const until = now + (NOTES_ACCEPTED_SECONDS + 4 * HOUR_SECONDS) * SECOND_MS;
  return { dice, deployment, bucket, tasks, begin: now, until };
}

/** The events on the bus about each drill: lost, once or twice, and each retried as Lambda does. */
function planEvents(sealing: Sealing): void {
  const { dice, deployment, begin: now } = sealing;
  for (const { drillId } of deployment.table.drills()) {
    for (let times = dice.between(0, 2); times > 0; times--)
      invoke(sealing, now + dice.between(0, 2000), 'sealEvidence', (ports, terms) => sealDrill(ports, terms, drillId));
  }
}

/** The hourly looks, without those of the quiet days in between. */
function planLooks(sealing: Sealing): void {
  const hourMs = HOUR_SECONDS * SECOND_MS;
  const week = Math.floor((NOTES_ACCEPTED_SECONDS * SECOND_MS) / hourMs);
  const quiet = TROUBLED_HOURS + 2;
  for (const hour of [...Array.from({ length: quiet }, (_, n) => n + 1), week + 1, week + 2])
    invoke(sealing, sealing.begin + hour * hourMs, 'sealOverdue', sealOverdue);
}

function invoke(
  sealing: Sealing,
  at: Instant,
  name: 'sealEvidence' | 'sealOverdue',
  work: (ports: SealPorts, terms: SealTerms) => Promise<unknown>,
  tries = 1,
): void {
  const { dice, tasks } = sealing;
  tasks.invoke(at, {
    name,
    timeoutSeconds: timeoutSecondsOf(name),
    work: async (invocation) => void (await work(portsOf(sealing, invocation), termsFrom(dice))),
    onEnd: (failure) => {
      if (failure === undefined || tries === TRIES_MAX || name === 'sealOverdue') return;
      invoke(sealing, tasks.now() + AGAIN_SECONDS * SECOND_MS, name, work, tries + 1);
    },
  });
}

/** During an upgrade, functions of both versions run. */
function termsFrom(dice: Dice): SealTerms {
  return { ...SEAL_TERMS, version: dice.chance(0.5) ? SEAL_TERMS.version : 'next' };
}

function portsOf({ deployment, bucket, tasks }: Sealing, invocation: Invocation): SealPorts {
  const { drills, history, planSchedules, notes, seals } = deployment.table.ports;
  return {
    ...{ drills, history, planSchedules, notes },
    clock: { now: tasks.now, pause: invocation.pause },
    prices: { load: async () => undefined },
    log: { info: () => undefined, error: () => undefined },
    seals: slowed(seals, invocation),
    bundles: slowed(bucket.ports.bundles, invocation),
    signer: slowed(bucket.ports.signer, invocation),
  };
}

/** Others run before and after each call, and the function may die there. */
function slowed<Port extends object>(port: Port, invocation: Invocation): Port {
  const calls = Object.entries(port).map(([name, call]) => [
    name,
    async (...all: unknown[]) => {
      await invocation.gate();
      const answer = await call(...all);
      await invocation.gate();
      return answer;
    },
  ]);
  return Object.fromEntries(calls) as Port;
}
