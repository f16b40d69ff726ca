import * as z from 'zod';
import { CLEANUPS, OUTCOMES, PHASES } from '../../drill/drill.ts';
import { WORLDS } from '../../drill/world.ts';
import { EVIDENCE_LEVELS } from '../../history/evidence.ts';

/** Loaded only by the OpenAPI document and by tests: the doors answer with these schemas' types, which are erased. */

/** A moment as RFC 3339 writes it, in UTC. */
export const timeDocument = z.iso.datetime().meta({ id: 'Time', description: 'RFC 3339, in UTC' });

/** A duration; null when it was not measured. */
export const secondsDocument = z.number().nonnegative().nullable().meta({ description: 'Seconds; null: not measured' });

export const siteDocument = z
  .strictObject({ accountId: z.string(), region: z.string() })
  .meta({ id: 'Site', description: 'An account in a Region, where DRS launches the instances' });

export const phaseDocument = z.enum(PHASES).meta({ id: 'Phase', description: 'Where the drill is' });
export const outcomeDocument = z.enum(OUTCOMES).meta({ id: 'Outcome', description: 'How the drill ended' });
export const objectivesDocument = z.enum(['MET', 'MISSED', 'UNDECIDED']).meta({
  id: 'Objectives',
  description: 'UNDECIDED: what was measured allows both, or nothing was measured',
});
export const cleanupDocument = z
  .enum(CLEANUPS)
  .meta({ id: 'Cleanup', description: 'What is known of the instances of a drill' });

/** Paths of this API, by what they are for. */
export const linksDocument = z.record(z.string(), z.string()).meta({ id: 'Links' });

/** Where the next page begins; null when there is none. */
export const cursorDocument = z
  .string()
  .nullable()
  .meta({ description: 'Where the next page begins, for the same query; null: there is none' });

export const worldDocument = z.enum(WORLDS).nullable().meta({
  id: 'World',
  description:
    'REAL: AWS itself has answered; SIMULATED: at least one answer came from a host that is not AWS’s; null: nobody has answered, or an earlier version has not noted it, which is no proof of REAL. It follows from the hosts that were called, and nobody can choose it',
});

export const evidenceLevelDocument = z.enum(EVIDENCE_LEVELS).nullable().meta({
  id: 'EvidenceLevel',
  description:
    'What was proved, the least first; BOOTED: EC2’s status checks were passed. Nothing reaches the higher levels yet. null: not so much',
});
