import { noteBody } from '../evidence/noteBody.ts';
import { noteDocument, notesDocument } from './noteDocuments.ts';
import {
  drillPath,
  type Operation,
  repeatableForDrill,
  WHEREVER_A_BODY_IS,
  WHEREVER_THE_TABLE_IS,
} from './operation.ts';

const NOTES = '/v1/drills/{drillId}/notes';

/** Operations on what drills have shown. */
export const evidenceOperations: Operation[] = [
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
