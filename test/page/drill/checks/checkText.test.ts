import { expect, test } from 'vitest';
import { isCaptured, serversText, timingText } from '../../../../src/page/drill/checks/checkText.ts';
import { checkWith } from '../handMade.ts';

const counts = { pending: 0, passed: 0, failed: 0, timedOut: 0, notRun: 0 };

test('a check counts its servers by what came of them', () => {
  expect(serversText(checkWith({ servers: { ...counts, passed: 3, timedOut: 1 } }))).toBe('3 passed, 1 timed out');
  expect(serversText(checkWith({ servers: counts }))).toBe('none');
  expect(serversText(checkWith())).toBeNull();
});

test('a captured console is neither passed nor failed', () => {
  const consoles = checkWith({ kind: 'CONSOLE', state: 'NOT_RUN', servers: { ...counts, notRun: 2 } });
  expect(isCaptured(consoles)).toBe(true);
  expect(serversText(consoles)).toBe('2 captured');
});

test('a check says when it begins and how long it has', () => {
  expect(timingText(checkWith())).toBe('from the beginning of the hold, until the hold ends');
  expect(timingText(checkWith({ afterSeconds: 600, timeoutSeconds: 300 }))).toBe(
    '10 min into the hold, for at most 5 min',
  );
  expect(timingText(checkWith({ when: 'AFTER_CLEANUP', timeoutSeconds: 60 }))).toBe(
    'after the cleanup, for at most 1 min',
  );
});
