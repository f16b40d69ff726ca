import type { DrillView } from '../../api/views/drillView.ts';
import { sealedPartView } from '../../api/views/evidenceLinksView.ts';
import { judgeChain } from '../../evidence/chain/journalChain.ts';
import type { Seals } from '../../flow/evidence/evidencePorts.ts';
import type { Drills, LoadedDrill } from '../../flow/ports.ts';

/** What a drill's own record does not say: whether its journal agrees with it, and what of its evidence is sealed. */
export async function lookedUp(
  { drills, seals }: { drills: Drills; seals: Seals },
  found: LoadedDrill,
): Promise<Pick<DrillView, 'contradiction' | 'evidence'>> {
  return { contradiction: await contradictionOf(drills, found), evidence: await sealedOf(seals, found) };
}

/** An open drill is read often, and its next step looks at AWS again. A drill that has ended is evidence. */
async function contradictionOf(drills: Drills, { drill, version }: LoadedDrill): Promise<string | null> {
  if (drill.phase !== 'ENDED') return null;
  const kept = await drills.keptJournal(drill.drillId, version);
  return kept === undefined ? null : judgeChain(kept, version).contradiction;
}

/** Nothing of a drill is sealed before its end or its quarantine. */
async function sealedOf(seals: Seals, { drill, quarantined }: LoadedDrill): Promise<DrillView['evidence']> {
  if (drill.phase !== 'ENDED' && quarantined === null) return [];
  return (await seals.receipts(drill.drillId)).map(sealedPartView);
}
