import * as z from 'zod';
import { CLEANUPS, OUTCOMES, PHASES } from '../../drill/drill.ts';
import { WORLDS } from '../../drill/world.ts';
import { EVIDENCE_LEVELS } from '../../history/evidence.ts';

/** Only the OpenAPI document and tests load these schemas: the endpoints use their types, which are erased. */

/** An RFC 3339 time in UTC. */
export const timeDocument = z.iso.datetime().meta({ id: 'Time', description: 'RFC 3339, in UTC' });

/** A duration; null when it was not measured. */
export const secondsDocument = z.number().nonnegative().nullable().meta({ description: 'Seconds; null: not measured' });

export const siteDocument = z
  .strictObject({ accountId: z.string(), region: z.string() })
  .meta({ id: 'Site', description: 'An account in a Region, where DRS launches the instances' });

export const phaseDocument = z.enum(PHASES).meta({ id: 'Phase', description: 'The current phase of the drill' });
export const outcomeDocument = z.enum(OUTCOMES).meta({ id: 'Outcome', description: 'How the drill ended' });
export const objectivesDocument = z.enum(['MET', 'MISSED', 'UNDECIDED']).meta({
  id: 'Objectives',
  description: 'UNDECIDED: the measurement allows both, or there is none',
});
export const cleanupDocument = z
  .enum(CLEANUPS)
  .meta({ id: 'Cleanup', description: 'What is known about the instances of a drill' });

/** Links to related resources by relation. */
export const linksDocument = z.record(z.string(), z.string()).meta({ id: 'Links' });

/** The cursor of the next page; null on the last page. */
export const cursorDocument = z
  .string()
  .nullable()
  .meta({ description: 'The cursor of the next page of the same query; null: there is none' });

export const worldDocument = z.enum(WORLDS).nullable().meta({
  id: 'World',
  description:
    'REAL: all calls went to AWS; SIMULATED: at least one response came from a host outside AWS; null: no response yet, or an earlier version did not record it, which is no proof of REAL. Derived from the hosts that were called; it cannot be set',
});

export const evidenceLevelDocument = z.enum(EVIDENCE_LEVELS).nullable().meta({
  id: 'EvidenceLevel',
  description:
    'What was proved, from the lowest level; BOOTED: the instance passed EC2’s status checks; REACHABLE: something answers; APPLICATION_CHECKED: a check looked at what it does; ATTESTED: people confirm it. null: nothing was proved',
});
