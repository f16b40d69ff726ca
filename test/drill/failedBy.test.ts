import { expect, test } from 'vitest';
import { refusedByDrs } from '../../src/drill/failedBy.ts';
import type { FailureKind } from '../../src/drill/inputs.ts';
import { starting } from './chapters.ts';
import { answer, type Story, server } from './given.ts';

const [A, B] = [server(1), server(2)];

/** The newest open launch fails with this answer, from DRS or the product. */
function failing(story: Story, kind: FailureKind, message: string): Story {
  return answer(story, 'StartRecovery', () => ({ type: 'EffectFailed', kind, message }));
}

/** The servers that DRS itself refused in this step. */
function refusedIn({ drill, facts, now }: Story): string[] {
  return [...refusedByDrs([{ drillId: drill.drillId, seq: 1, at: now, cause: 'EffectFailed', facts }])];
}

test('DRS refuses a server when it still refuses the launch with only that server left', () => {
  const message = 'StartRecovery: ValidationException: one of them';
  const halved = failing(starting([[A, B]]), 'INVALID', message);
  expect(refusedIn(halved)).toEqual([]);
  expect(refusedIn(failing(halved, 'INVALID', message))).toEqual([A]);
});

test.each<[FailureKind, string]>([
  ['LEVER', 'The lever is NO_LAUNCHES by local: a freeze'],
  ['DENIED', 'StartRecovery: AccessDeniedException: not authorized'],
  ['INVALID', 'StartRecovery: ValidationException: Invalid request provided: Tags'],
])('a launch that fails with %s says nothing about its servers: %s', (kind, message) => {
  expect(refusedIn(failing(starting([[A, B]]), kind, message))).toEqual([]);
});
