import { HOUR_SECONDS, SECOND_MS } from '../../src/drill/bounds.ts';
import type { Drill } from '../../src/drill/drill.ts';
import { judgeChain } from '../../src/evidence/chain/journalChain.ts';
import type { KeptJournal } from '../../src/evidence/chain/keptJournal.ts';
import type { Sources } from '../../src/evidence/sources.ts';
import { createDice } from '../../src/simulator/aws/dice.ts';
import { drawScenario } from '../../src/simulator/seeded/scenarios/scenarios.ts';
import { BEGINNING } from '../../src/simulator/seeded/seededState.ts';
import { buildWorld, planWorld } from '../../src/simulator/seeded/seededWorld.ts';

/** What a table keeps of a drill. */
export interface SeededDrill {
  kept: KeptJournal;
  sources: Pick<Sources, 'notes' | 'guardNotes' | 'context'>;
}

const HOURS = 60;

/** The drills of a seeded world after so many hours, with their journals and the guard's notes. */
export async function seededDrills(seed: number): Promise<SeededDrill[]> {
  const dice = createDice(seed);
  const world = buildWorld(seed, dice, drawScenario(dice, BEGINNING), undefined);
  planWorld(world);
  const end = BEGINNING + HOURS * HOUR_SECONDS * SECOND_MS;
  await world.tasks.runUntil(end, world.aws, () => world.tasks.now() >= end);
  return world.deployments.flatMap(({ table, quarantined }) =>
    table.drills().flatMap(({ drillId }) => {
      const kept = table.keptJournalOf(drillId);
      const isQuarantined = quarantined.has(drillId);
      return kept === undefined || isQuarantined
        ? []
        : [{ kept, sources: sourcesBeside(kept, table.notesOf(drillId)) }];
    }),
  );
}

/** No notes of people, those of the guard, and the context as version 1.2.3 would have found it. */
function sourcesBeside(kept: KeptJournal, guardNotes: Sources['guardNotes']): SeededDrill['sources'] {
  const drill = JSON.parse(kept.record.json) as Drill;
  const { contradiction, chainedFromSeq } = judgeChain(kept, 1);
  const { journalHash, recordHash } = kept.record;
  return {
    notes: [],
    guardNotes,
    context: {
      product: { name: 'drs-drill', version: '1.2.3' },
      quarantined: null,
      integrity: { contradiction, chainedFromSeq, replayContradiction: null, journalHash, recordHash },
      prices: null,
      serversOfSite: Object.keys(drill.servers).length,
      nextDueAt: null,
      before: null,
      retest: null,
    },
  };
}
