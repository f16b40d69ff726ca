import * as z from 'zod';
import { CLOCK_NAMES, COMPUTED } from '../../evidence/report/report.ts';
import { amountDocument } from '../openapi/forecastDocuments.ts';
import {
  cleanupDocument,
  outcomeDocument,
  phaseDocument,
  secondsDocument,
  timeDocument,
} from '../openapi/sharedDocuments.ts';
import { proofDocument } from './reportedServers.ts';

export const happeningDocument = z
  .strictObject({
    at: timeDocument,
    what: z.string(),
    source: z.enum(CLOCK_NAMES).meta({ description: 'Whose clock' }),
    sourceServerId: z.string().nullable(),
    seq: z.int().min(1).meta({ description: 'The journal entry that says it' }),
  })
  .meta({ id: 'Happening' });

export const deviationDocument = z
  .strictObject({
    at: timeDocument,
    kind: z.enum(['FAILED', 'LOST', 'RETRIED', 'WAITED', 'DEGRADED', 'CANCELLED', 'YIELDED', 'LEAKED', 'QUARANTINED']),
    sourceServerId: z.string().nullable(),
    what: z.string(),
    inTheirWords: z.string().nullable().meta({ description: 'The words of DRS, EC2 or another service' }),
  })
  .meta({ id: 'Deviation', description: 'Something that did not go as planned' });

export const cleanupReportedDocument = z.strictObject({
  state: cleanupDocument,
  secondsToLastProof: secondsDocument.meta({
    description: 'From the beginning of the cleanup, which ends the hold, to the last proof; null: it is not clean',
  }),
  proofs: z.array(proofDocument),
  leaks: z.array(
    z.strictObject({
      at: timeDocument,
      sourceServerIds: z.array(z.string()),
      standing: z.record(z.string(), z.string()),
    }),
  ),
  guard: z
    .array(z.strictObject({ at: timeDocument, note: z.record(z.string(), z.unknown()) }))
    .meta({ description: 'What the guard did, outside the journal' }),
});

export const verdictDocument = z.strictObject({
  phase: phaseDocument,
  endedAt: timeDocument.nullable(),
  outcome: outcomeDocument.nullable(),
  computed: z.enum(COMPUTED).nullable().meta({ description: 'Follows from the facts; null: the drill runs' }),
  why: z.string().nullable(),
  conditions: z.array(z.string()).meta({ description: 'Why it is no plain pass' }),
  attestations: z
    .array(z.strictObject({ at: timeDocument, by: z.string(), accepted: z.boolean(), text: z.string() }))
    .meta({ description: 'What people have judged, apart from what was computed' }),
  nextDueAt: timeDocument.nullable(),
  retest: z.strictObject({ drillId: z.string(), outcome: outcomeDocument.nullable() }).nullable(),
});

export const lessonDocument = z.strictObject({
  at: timeDocument,
  by: z.string(),
  text: z.string(),
  trackerUrl: z.string().nullable(),
});

export const costReportedDocument = z.strictObject({
  currency: z.string(),
  amount: amountDocument.nullable(),
  pricesPublishedAt: timeDocument,
  pricesReadAt: timeDocument,
  notPriced: z.array(z.string()),
});

export const integrityReportedDocument = z.strictObject({
  entries: z.int().min(1),
  journalHash: z.string().nullable(),
  recordHash: z.string().nullable(),
  chainedFromSeq: z.int().min(1).nullable(),
  contradiction: z.string().nullable(),
  notes: z.int().min(0),
  lastNoteHash: z.string().nullable(),
  guardNotes: z.int().min(0).meta({ description: 'They are listed, and not chained' }),
});

export const clauseDocument = z
  .strictObject({ source: z.string(), asks: z.string(), shownIn: z.array(z.string()), notShown: z.string() })
  .meta({ id: 'Clause', description: 'What a framework asks for. No claim of compliance' });
