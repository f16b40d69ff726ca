import { SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import type { Invocation } from './coroutines.ts';
import { type Call, portsOf } from './seededPorts.ts';
import { count, type Deployment, isTroubled, type Message, type SeededPorts, type SeededWorld } from './seededState.ts';

/** Sends a message to a function. A failed delivery is retried later, up to `triesMax` deliveries. */
export function invoke(
  world: SeededWorld,
  deployment: Deployment,
  at: Instant,
  message: Message,
  tries = 1,
  redriven = 0,
): void {
  world.tasks.at(at, () =>
    run(world, deployment, message, message.work, (failure) => {
      if (failure === undefined) return;
      if (tries < message.triesMax) {
        const again = world.tasks.now() + message.againSeconds * SECOND_MS;
        return invoke(world, deployment, again, message, tries + 1, redriven);
      }
      message.onGivenUp?.();
      if (message.otherwise !== 'DEAD_LETTER') return;
      count(world, 'dead letter');
      world.deadLetters.push({ deployment, message, redriven });
    }),
  );
}

/** Runs a function of the product now, with its own ports. */
export function run(
  world: SeededWorld,
  deployment: Deployment,
  call: Call,
  work: (ports: SeededPorts) => Promise<void>,
  onEnd: (failure: string | undefined) => void,
): void {
  const { tasks, trace } = world;
  const name = `${deployment.index} ${call.name}`;
  const quiet = call.name === 'sweep' || call.name === 'guard';
  if (!quiet) trace.push(`${tasks.now()} ${name}`);
  tasks.invoke(tasks.now(), {
    name,
    timeoutSeconds: call.timeoutSeconds,
    work: (invocation) => work(portsOf(world, deployment, ofThisTable(deployment, invocation), call)),
    onEnd: (failure) => {
      if (failure !== undefined) trace.push(`${tasks.now()} failed ${name}: ${failure}`);
      if (failure === 'died' || failure === 'timed out') count(world, `function ${failure}`);
      onEnd(failure);
    },
  });
}

/** A function that started before a restore works on the old table, unseen. It stops at its next gate. */
function ofThisTable(deployment: Deployment, invocation: Invocation): Invocation {
  const { restores } = deployment;
  return {
    ...invocation,
    gate: async () => {
      await invocation.gate();
      if (deployment.restores !== restores) await new Promise<never>(() => undefined);
    },
  };
}

/**
 * Redrives the dead letters. A message that keeps failing in a world without faults is a violation. While there are
 * faults, bad luck may last.
 */
export function redrive(world: SeededWorld): void {
  const isQuiet = world.scenario.faults.faultsUntil === null || !isTroubled(world);
  for (const { deployment, message, redriven } of world.deadLetters.splice(0)) {
    if (isQuiet && redriven >= REDRIVES_MAX) {
      world.violations.add(`no message fails forever (${message.name})`);
    } else {
      count(world, 'dead letter redriven');
      const at = world.tasks.now() + world.dice.between(0, 600 * SECOND_MS);
      invoke(world, deployment, at, message, 1, isQuiet ? redriven + 1 : redriven);
    }
  }
}

const REDRIVES_MAX = 3;
