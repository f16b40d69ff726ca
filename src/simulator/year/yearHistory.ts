import { DAY_SECONDS } from '../../drill/bounds.ts';
import { takeInventory } from '../../flow/inventory.ts';
import { recordHistory } from '../../flow/recordHistory.ts';
import { streamOf, timeoutSecondsOf } from '../lambda/deployedSettings.ts';
import { invoke, run } from '../seeded/seededInvoke.ts';
import { every } from '../seeded/seededPeriodic.ts';
import { type Deployment, type SeededWorld, SITE } from '../seeded/seededState.ts';

/**
 * Feeds the history of drills, as the table's second stream reader does: each journal entry once it is saved, and again
 * when that fails. The inventory runs once a day instead of every hour, which would take most of the run's time.
 */
export function keepHistory(world: SeededWorld, deployment: Deployment): void {
  const fed = new Map<string, number>();
  const { drills } = deployment.table.ports;
  deployment.table.ports.drills = {
    ...drills,
    save: async (save) => {
      try {
        return await drills.save(save);
      } finally {
        // A save whose reply was lost is in the stream, too.
        feed(world, deployment, fed, save.drill.drillId);
      }
    },
  };
  every(world, DAY_SECONDS, () =>
    run(
      world,
      deployment,
      { name: 'inventory', timeoutSeconds: timeoutSecondsOf('takeInventory') },
      async (ports) => void (await takeInventory(ports, SITE)),
      () => undefined,
    ),
  );
}

function feed(world: SeededWorld, deployment: Deployment, fed: Map<string, number>, drillId: string): void {
  const entries = deployment.table.entriesOf(drillId);
  const known = fed.get(drillId) ?? 0;
  fed.set(drillId, entries.length);
  for (const entry of entries.slice(known))
    invoke(world, deployment, world.tasks.now() + world.dice.between(50, 600), {
      name: `history ${drillId} #${entry.seq}`,
      timeoutSeconds: timeoutSecondsOf('publish'),
      againSeconds: AGAIN_SECONDS,
      triesMax: 1 + streamOf('publish').retriesMax,
      otherwise: 'DEAD_LETTER',
      work: (ports) => recordHistory(ports, entry),
    });
}

const AGAIN_SECONDS = 5;
