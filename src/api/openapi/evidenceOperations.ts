import * as z from 'zod';
import { differenceDocument } from '../evidence/differenceDocument.ts';
import { evidenceLinkBody } from '../evidence/evidenceLinkBody.ts';
import { noteBody } from '../evidence/noteBody.ts';
import { reportDocument } from '../evidence/reportSchema.ts';
import { evidenceKeyDocument, evidenceLinksDocument } from './evidenceDocuments.ts';
import { noteDocument, notesDocument } from './noteDocuments.ts';
import {
  drillPath,
  type Operation,
  repeatableForDrill,
  twoDrillsPath,
  WHEREVER_A_BODY_IS,
  WHEREVER_THE_TABLE_IS,
} from './operation.ts';

const ABOUT_ONE = '/v1/drills/{drillId}';
const NOTES = `${ABOUT_ONE}/notes`;

/** Operations on what drills have shown. */
export const evidenceOperations: Operation[] = [
  {
    operationId: 'getReport',
    method: 'get',
    path: `${ABOUT_ONE}/report`,
    scope: 'read',
    tag: 'Evidence',
    summary: 'Get the report of a drill',
    description:
      'What the drill has shown, and what it has not, for people who were not there. While the drill runs, `final` is ' +
      'false. `Accept` chooses the form.',
    pathParameters: drillPath,
    headers: z.object({
      Accept: z
        .string()
        .optional()
        .meta({ description: 'The wanted forms (RFC 9110); JSON if all are alike', example: 'text/html' }),
    }),
    answer: {
      status: 200,
      description: 'The report',
      schema: reportDocument,
      headers: ['Vary'],
      forms: {
        'text/html': 'One page without script and without anything from elsewhere, to read and to print',
        'text/markdown': 'A summary of at most 60 KB, for example for the summary of a CI job',
        'text/csv': 'A row for each server, with a header (RFC 4180)',
      },
    },
    problems: ['invalid-parameter', 'unknown-drill', 'not-acceptable', ...WHEREVER_THE_TABLE_IS],
  },
  {
    operationId: 'getDifference',
    method: 'get',
    path: `${ABOUT_ONE}/diff/{otherDrillId}`,
    scope: 'read',
    tag: 'Evidence',
    summary: 'Compare two drills',
    description:
      'What differs in plan, servers, launch settings, recovery points, times, checks, findings and quantities.',
    pathParameters: twoDrillsPath,
    answer: { status: 200, description: 'The differences, by part', schema: differenceDocument },
    problems: ['invalid-parameter', 'unknown-drill', ...WHEREVER_THE_TABLE_IS],
  },
  {
    operationId: 'linkEvidence',
    method: 'post',
    path: '/v1/evidence-links',
    scope: 'evidence',
    tag: 'Evidence',
    summary: 'Get links to the sealed evidence of a drill',
    description:
      'Addresses of the files of a bundle, which anybody who has them can read for 15 minutes. They need no other ' +
      'credentials, so do not store or publish them.',
    body: {
      schema: evidenceLinkBody,
      examples: { first: { summary: 'The first bundle', value: { drillId: 'd-000000000000000000000001' } } },
    },
    answer: { status: 200, description: 'The links, and the receipt of the bundle', schema: evidenceLinksDocument },
    problems: [
      'invalid-parameter',
      'not-authenticated',
      'unknown-drill',
      'not-sealed',
      ...WHEREVER_A_BODY_IS,
      ...WHEREVER_THE_TABLE_IS,
    ],
  },
  {
    operationId: 'getEvidenceKey',
    method: 'get',
    path: '/v1/evidence-key',
    scope: 'read',
    tag: 'Evidence',
    summary: 'Get the public key of the evidence',
    description: 'Keep a copy outside this deployment: a key that comes with the evidence proves nothing.',
    answer: { status: 200, description: 'The key with which signatures are checked', schema: evidenceKeyDocument },
    problems: ['invalid-parameter', 'internal-error'],
  },
  {
    operationId: 'addNote',
    method: 'post',
    path: NOTES,
    scope: 'note',
    tag: 'Evidence',
    summary: 'Add a note to a drill',
    description:
      'Who took part, a lesson, an attestation, or a remark: until seven days after the end of the drill, at most 200 a ' +
      'drill and 8 KB each. Notes are part of the evidence, and nothing changes or removes them.',
    pathParameters: drillPath,
    headers: repeatableForDrill,
    body: {
      schema: noteBody,
      examples: {
        participant: {
          summary: 'Somebody took part',
          value: { kind: 'PARTICIPANT', text: 'Tested the orders', person: 'Ada Lovelace', role: 'application owner' },
        },
        lesson: {
          summary: 'Something to do better',
          value: {
            kind: 'LESSON',
            text: 'The runbook lacks the new database',
            trackerUrl: 'https://tracker.example.com/4711',
          },
        },
        attestation: {
          summary: 'A judgement',
          value: { kind: 'ATTESTATION', text: 'All orders could be placed', accepted: true },
        },
      },
    },
    answer: {
      status: 200,
      description: 'The note that an earlier request has added with the same key',
      created: 'The note',
      schema: noteDocument,
    },
    problems: [
      'invalid-parameter',
      'not-authenticated',
      'unknown-drill',
      'notes-closed',
      'idempotency-key-reused',
      'too-many-notes',
      ...WHEREVER_A_BODY_IS,
      ...WHEREVER_THE_TABLE_IS,
    ],
  },
  {
    operationId: 'getNotes',
    method: 'get',
    path: NOTES,
    scope: 'read',
    tag: 'Evidence',
    summary: 'Get the notes of a drill, in order',
    pathParameters: drillPath,
    answer: { status: 200, description: 'All notes', schema: notesDocument },
    problems: ['invalid-parameter', 'unknown-drill', ...WHEREVER_THE_TABLE_IS],
  },
];
