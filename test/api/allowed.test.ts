import { describe, expect, test } from 'vitest';
import { readDrillRequest } from '../../src/api/drillRequest.ts';
import { readLever } from '../../src/api/leverBodies.ts';
import { BadRequest } from '../../src/api/problem.ts';
import { readHold, readReason } from '../../src/api/steeringBodies.ts';
import { serverId } from '../builders.ts';

const HOME = { accountId: '111122223333', region: 'eu-west-1' };
const start = (more: object) => () =>
  readDrillRequest(
    { waves: [{ sourceServerIds: [serverId(1)] }], holdSeconds: 60, reason: 'x', ...more },
    { sites: [HOME], holdSecondsMax: 86_400 },
  );
const lever = (body: unknown) => () => readLever(body, [HOME]);

describe('a refused value is refused with what is allowed', () => {
  test.each([
    [start({ holdSeconds: -1 }), '/holdSeconds', 'must be a whole number of seconds from 0 to 86400'],
    [start({ holdSeconds: undefined }), '/holdSeconds', 'must be a whole number of seconds from 0 to 86400'],
    [start({ waves: [] }), '/waves', 'must be a list of 1 to 20 waves'],
    [start({ waves: 'all' }), '/waves', 'must be a list of 1 to 20 waves'],
    [start({ waves: [7] }), '/waves/0', 'must be an object'],
    [start({ waves: [{}] }), '/waves/0', 'needs either sourceServerIds or servers'],
    [
      start({ waves: [{ sourceServerIds: [] }] }),
      '/waves/0/sourceServerIds',
      'must be a list of 1 to 300 source server ids',
    ],
    [start({ onLaunchFailure: 'WAIT' }), '/onLaunchFailure', 'must be one of HOLD, CONTINUE, TERMINATE'],
    [start({ recoveryPoint: { type: 'X' } }), '/recoveryPoint/type', 'must be one of LATEST, AT_OR_BEFORE, ID'],
    [start({ objectives: { cost: 1 } }), '/objectives/cost', 'allowed: recoveryTimeSeconds, recoveryPointSeconds'],
    [start({ reason: ' ' }), '/reason', 'must be a string of 1 to 256 characters, not blank'],
    [start({ reason: 7 }), '/reason', 'must be a string of 1 to 256 characters'],
    [start({ waivers: Array(31).fill({ check: 'lag', reason: 'x' }) }), '/waivers', 'must have at most 30 entries'],
    [start({ waivers: [{ check: 'lag' }] }), '/waivers/0/reason', 'must be a string of 1 to 256 characters'],
    [start({ tags: { DrillId: 'x' } }), '/tags/DrillId', 'must not be one of DrillOwner, DrillId'],
    [start({ tags: { '': 'x' } }), '/tags/', 'must have 1 to 128 characters'],
    [start({ tags: { a: 'x'.repeat(257) } }), '/tags/a', 'must have at most 256 characters'],
    [start({ tags: { a: 1 } }), '/tags/a', 'must be a string'],
    [lever({ state: 'SHUT', reason: 'x' }), '/state', 'must be one of OPEN, NO_LAUNCHES, FROZEN'],
    [lever({ state: 'OPEN', reason: 'x', region: 'x' }), '/region', 'must be one of eu-west-1, or omitted'],
    [() => readReason(undefined), '', 'is missing: must be an object'],
    [() => readHold({ holdUntil: 'noon' }), '/holdUntil', 'for example 2026-11-22T12:00:00Z'],
  ])('%# %s', (read, pointer, message) => {
    expect(errorsOf(read)).toEqual([{ pointer, message: expect.stringContaining(message) }]);
  });
});

function errorsOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadRequest) return error.errors;
    throw error;
  }
}
