import { expect, test } from 'vitest';
import type { CheckDocument } from '../../src/api/openapi/checkDocuments.ts';
import { checkTable, serversNamed } from '../../src/cli/terminal/checkSheet.ts';

const SERVER = 's-00000000000000001';
const START = '2026-03-01T12:00:00Z';
const NO_HOLD = 'the drill had no hold';
const HOSTS = new Map([[SERVER, 'web-1']]);

function aCheck(overrides: Partial<CheckDocument>): CheckDocument {
  return {
    ...{
      name: 'page',
      kind: 'HTTP',
      required: true,
      state: 'PASSED',
      when: 'HOLDING',
      beganAt: START,
      decidedAt: null,
    },
    ...{ afterSeconds: 0, timeoutSeconds: 300, because: null, by: null, evidenceUrl: null, servers: null },
    ...{ failures: [], links: { verdict: null } },
    ...overrides,
  };
}

const counted = (counts: Partial<NonNullable<CheckDocument['servers']>>) => ({
  servers: { pending: 0, passed: 0, failed: 0, timedOut: 0, notRun: 0, ...counts },
});

test('a server is named with its host name, wherever a check names it', () => {
  const check = aCheck({ state: 'FAILED', because: `1 of 1 server; ${SERVER}: answered 503` });
  expect(checkTable({ checks: [check] }, HOSTS)).toContain(`1 of 1 server; ${SERVER} (web-1): answered 503`);
  expect(checkTable({ checks: [check] })).toContain(`1 of 1 server; ${SERVER}: answered 503`);
  const running = aCheck({ because: `attempt 1 of 2: FAILED on s-00000000000000002 and 2 more: refused` });
  expect(serversNamed([check, check, running])).toEqual([SERVER, 's-00000000000000002']);
});

test('a drill that ran none of its checks says so in one line, with every reason once', () => {
  const none = ['a', 'b', 'c'].map((name) => aCheck({ name, state: 'NOT_RUN', beganAt: null, because: NO_HOLD }));
  expect(checkTable({ checks: none })).toBe(`3 checks, none of them run: ${NO_HOLD}`);
  const last = aCheck({ name: 'd', state: 'NOT_RUN', beganAt: null, because: 'there was no cleanup' });
  expect(checkTable({ checks: [...none, last] })).toBe(`4 checks, none of them run: ${NO_HOLD}; there was no cleanup`);
  expect(checkTable({ checks: none.slice(0, 1) })).toMatch(/a +HTTP +yes +NOT_RUN +- +- +the drill had no hold/);
  const controlled = aCheck({
    state: 'NOT_RUN',
    because: `1 of 1 server; ${SERVER}: it cannot fail`,
    ...counted({ notRun: 1 }),
  });
  expect(checkTable({ checks: [...none, controlled] })).toContain('it cannot fail');
});

test('a console that was captured does not look like a check that could not run', () => {
  const because = `1 of 1 server; ${SERVER}: captured a screenshot, which a person has to judge`;
  const captured = aCheck({
    name: 'look',
    kind: 'CONSOLE',
    required: false,
    state: 'NOT_RUN',
    because,
    ...counted({ notRun: 1 }),
  });
  const table = checkTable({ checks: [captured] });
  expect(table).toMatch(/look +CONSOLE +no +NOT_RUN \(for people to judge\) +1 asked/);
  const never = aCheck({ kind: 'CONSOLE', required: false, state: 'NOT_RUN', beganAt: null, because: NO_HOLD });
  expect(checkTable({ checks: [never] })).toMatch(/CONSOLE +no +NOT_RUN +- /);
});
