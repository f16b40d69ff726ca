import type { Drill } from '../../drill/drill.ts';
import type { KeptJournal } from '../../evidence/chain/keptJournal.ts';
import type { Report } from '../../evidence/report/report.ts';
import type { Sources } from '../../evidence/sources.ts';
import type { LoadedDrill } from '../ports.ts';
import { type ContextPorts, type ContextTerms, contextOf } from './contextOf.ts';
import { passedBefore, unlessUnreadable } from './drillsOfPlan.ts';
import type { EvidencePorts } from './evidencePorts.ts';

/** What a report is made from is read through these. */
export type SourcePorts = ContextPorts & Pick<EvidencePorts, 'notes'>;

/** What the deployment adds to a report, and what makes one. */
export interface SourceTerms extends ContextTerms {
  reportOf(sources: Sources): Report;
}

/** Sources with the journal and the record as they are kept. */
export interface ReadSources {
  kept: KeptJournal;
  sources: Sources;
}

/**
 * Reads everything that a drill's report is made from, with the report of the earlier drill that it is compared with.
 * Undefined when there is no such drill.
 */
export async function sourcesOf(
  ports: SourcePorts,
  terms: SourceTerms,
  drillId: string,
): Promise<ReadSources | undefined> {
  const read = await ownSourcesOf(ports, terms, drillId);
  if (read === undefined) return undefined;
  const earlier = await passedBefore(ports, read.sources.drill);
  const before = earlier && (await unlessUnreadable(ownSourcesOf(ports, terms, earlier.drillId)));
  if (earlier === undefined || before === undefined) return read;
  const { drillId: beforeId } = earlier;
  const context = {
    ...read.sources.context,
    before: { drillId: beforeId, report: terms.reportOf(before.sources) },
  };
  return { ...read, sources: { ...read.sources, context } };
}

/** Without the earlier drill: that one is compared with nothing. */
async function ownSourcesOf(ports: SourcePorts, terms: SourceTerms, drillId: string): Promise<ReadSources | undefined> {
  const loaded = await ports.drills.load(drillId);
  const kept = await ports.drills.keptJournal(drillId, 1);
  if (loaded === undefined || kept === undefined) return undefined;
  // The record may be newer than the one that was loaded, and the journal ends with it.
  const drill = JSON.parse(kept.record.json) as Drill;
  const now: LoadedDrill = { ...loaded, drill };
  const [notes, guardNotes, context] = await Promise.all([
    ports.notes.of(drillId),
    ports.notes.ofGuard(drillId),
    contextOf(ports, terms, now, kept),
  ]);
  const entries = kept.entries.map(({ seq, at, cause, facts }) => ({ drillId, seq, at, cause, facts }));
  return { kept, sources: { entries, drill, notes, guardNotes, context: { ...context, before: null } } };
}
