import { describe, expect, test } from 'vitest';
import { readDrillRequest } from '../../src/api/drillRequest.ts';
import { BadRequest } from '../../src/api/problem.ts';
import { readEndHold, readVerdict } from '../../src/api/steeringBodies.ts';
import { serverId } from '../builders.ts';

const HOME = { accountId: '111122223333', region: 'eu-west-1' };
const SETTINGS = { sites: [HOME] as [typeof HOME], holdSecondsMax: 86_400, checkDocuments: ['Smoke'] };

function read(more: Record<string, unknown>) {
  const body = { waves: [{ sourceServerIds: [serverId(1)] }], holdSeconds: 3600, reason: 'rehearsal', ...more };
  return readDrillRequest(body, SETTINGS);
}

/** The errors of a body by pointer. */
function errorsOf(work: () => unknown): Record<string, string> {
  try {
    work();
  } catch (error) {
    if (error instanceof BadRequest) return Object.fromEntries(error.errors.map((one) => [one.pointer, one.message]));
    throw error;
  }
  return {};
}

const APPROVED = { name: 'approved', kind: 'VERDICT' };

describe('the checks of a request', () => {
  test('are required unless they say otherwise', () => {
    const { checks, terms } = read({ checks: [APPROVED, { ...APPROVED, name: 'seen', required: false }] });
    expect(checks).toEqual([
      { name: 'approved', kind: 'VERDICT', required: true },
      { name: 'seen', kind: 'VERDICT', required: false },
    ]);
    expect(terms.endHold).toBeUndefined();
  });

  test('do not take space in a request without any', () => {
    expect(read({ checks: [], endHold: 'AT_END' })).toEqual(read({}));
  });

  test('may end the hold', () => {
    expect(read({ checks: [APPROVED], endHold: 'WHEN_CHECKED' }).terms.endHold).toBe('WHEN_CHECKED');
  });

  test.each([
    [
      'an unknown kind',
      { checks: [{ name: 'a', kind: 'MAGIC' }] },
      '/checks/0/kind',
      'must be VERDICT, HTTP, TCP, UNREACHABLE, SSM, LAMBDA or CONSOLE',
    ],
    [
      'a member of another kind',
      { checks: [{ ...APPROVED, port: 80 }] },
      '/checks/0/port',
      'is unknown; allowed: kind, name, afterSeconds, required, timeoutSeconds',
    ],
    [
      'a name that is no path',
      { checks: [{ ...APPROVED, name: 'a/b' }] },
      '/checks/0/name',
      'must be the name of a check: 1 to 40 letters, digits, dots, hyphens or underscores',
    ],
    ['a name twice', { checks: [APPROVED, APPROVED] }, '/checks/1/name', 'approved is the name of another check, too'],
    [
      'a beginning after the hold',
      { checks: [{ ...APPROVED, afterSeconds: 3600 }] },
      '/checks/0/afterSeconds',
      'must be within the hold of 3600 s',
    ],
    ['no hold', { checks: [APPROVED], holdSeconds: 0 }, '/checks', 'need a hold; holdSeconds is 0'],
    [
      'more than twenty',
      { checks: Array.from({ length: 21 }, (_, n) => ({ ...APPROVED, name: `c${n}` })) },
      '/checks',
      'must have at most 20 entries',
    ],
    [
      'a hold that waits for no required check',
      { checks: [{ ...APPROVED, required: false }], endHold: 'WHEN_CHECKED' },
      '/endHold',
      'must be AT_END: no check is required',
    ],
    [
      'an address as the name for TLS and Host, which are names',
      { checks: [{ name: 'page', kind: 'HTTP', host: '10.0.0.1' }] },
      '/checks/0/host',
      'must be the name of a host, not an address',
    ],
    ...['\\u0041', '\\cA', '[^]', 'a{1001}', '\\p{Script=Greek}'].map(
      (bodyPattern): [string, object, string, string] => [
        `the pattern ${bodyPattern}, which only JavaScript knows`,
        { checks: [{ name: 'page', kind: 'HTTP', bodyPattern }] },
        '/checks/0/bodyPattern',
        'must be a pattern in RE2’s syntax: without look-around and back-references',
      ],
    ),
    ...[{ commands: ['\ud800'] }, { '\ud800': ['x'] }].map((parameters): [string, object, string, string] => [
      'half of a character in a parameter, which the table does not take',
      { checks: [{ name: 'script', kind: 'SSM', document: 'Smoke', parameters }] },
      '/checks/0/parameters',
      'must be without unpaired surrogates',
    ]),
    ['another end of the hold', { endHold: 'SOON' }, '/endHold', 'must be one of AT_END, WHEN_CHECKED'],
  ] as [string, object, string, string][])('are refused with %s', (_what, more, pointer, message) => {
    expect(errorsOf(() => read({ ...more }))).toEqual({ [pointer]: message });
  });
});

describe('a verdict', () => {
  test('may say where its proof is', () => {
    const verdict = { passed: false, message: 'no login', evidenceUrl: 'https://ci.example.com/runs/4711' };
    expect(readVerdict(verdict)).toEqual(verdict);
  });

  test.each([
    ['http://ci.example.com/'],
    ['file:///etc/passwd'],
    ['javascript:alert(1)'],
    ['https://ci.example.com/\u001b[2J'],
    [`https://ci.example.com/${'a'.repeat(256)}`],
    ['no address'],
  ])('is refused with the proof %s', (evidenceUrl) => {
    const errors = errorsOf(() => readVerdict({ passed: true, message: 'seen', evidenceUrl }));
    expect(errors).toEqual({ '/evidenceUrl': 'must be an https URL of at most 256 characters' });
  });

  test('is refused without a result or a message', () => {
    expect(Object.keys(errorsOf(() => readVerdict({})))).toEqual(['/passed', '/message']);
  });
});

test('a hold is ended without force unless the body says so, also without a body', () => {
  expect([readEndHold(), readEndHold({}), readEndHold({ force: true })].map(({ force }) => force)).toEqual([
    false,
    false,
    true,
  ]);
});
