import { SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import { addNote } from '../../../flow/evidence/addNote.ts';
import { type Dice, forkOf } from '../../aws/dice.ts';
import type { Tasks } from '../coroutines.ts';
import { type Deployment, isTroubled, type SeededWorld } from '../seededState.ts';

const SHARE = 0.3;

/** People note something about some drills that have ended, once those are sealed. The table then has no faults. */
export function planNotes(world: SeededWorld, { table }: Deployment, tasks: Tasks, at: Instant, dice: Dice): void {
  if (isTroubled(world)) return;
  const own = forkOf(dice, 'notes');
  for (const { drillId, phase } of table.drills()) {
    if (phase !== 'ENDED' || !own.chance(SHARE)) continue;
    tasks.at(at + own.between(0, 60 * SECOND_MS), () => void note(table, tasks, drillId));
  }
}

async function note({ ports }: Deployment['table'], { now }: Tasks, drillId: string): Promise<void> {
  const clock = { now, pause: async () => undefined };
  const ids = { next: () => drillId, random: () => 0 };
  const unused = { person: null, role: null, accepted: null };
  const said = { kind: 'LESSON' as const, text: 'the runbook is late', trackerUrl: null, ...unused };
  await addNote({ ...ports, clock, ids }, { drillId, by: 'operator', said, receipt: undefined });
}
