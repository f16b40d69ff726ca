import { describe, expect, test } from 'vitest';
import { KNOWN_FIRST_SERVERS_MIN } from '../../src/drill/bounds.ts';
import { emptySite } from '../../src/drill/site.ts';
import { answer, begin, MINUTE, requested, SITE, type Story, server, wake } from './given.ts';

const OTHER = 'd-000000000000000000000002';
const MANY = Array.from({ length: KNOWN_FIRST_SERVERS_MIN }, (_, n) => server(n + 1));
const [FIRST = '', SECOND = ''] = MANY;

/** A site whose quotas are taken. */
const TAKEN = { ...emptySite(SITE.accountId, SITE.region), reserved: { [OTHER]: { jobs: 10, servers: 300 } } };

describe('a drill of many servers that has to wait for its turn', () => {
  test('checks once whether DRS knows them', () => {
    // given
    const waiting = begin(requested([MANY]), TAKEN);
    expect(waiting.effects).toMatchObject([{ effect: { kind: 'FindServers', sourceServerIds: MANY } }]);
    // when
    const later = wake(found(waiting, []), 6 * MINUTE);
    // then
    expect(later.drill.phase).toBe('REQUESTED');
    expect(later.effects.filter(({ effect }) => effect.kind === 'FindServers')).toHaveLength(1);
  });

  test('is rejected when DRS does not know some of them, and releases its claims and its place', () => {
    const { drill, site } = found(begin(requested([MANY]), TAKEN), [FIRST, SECOND]);
    expect([drill.phase, drill.outcome, drill.cleanup]).toEqual(['ENDED', 'REJECTED', 'NOT_NEEDED']);
    expect(drill.failedChecks).toEqual(
      [FIRST, SECOND].map((sourceServerId) => ({
        check: 'server-exists',
        sourceServerId,
        message: 'DRS has no such source server in this account and Region.',
      })),
    );
    expect(site).toEqual(TAKEN);
  });

  test('checks again when no answer came', () => {
    const failed = answer(begin(requested([MANY]), TAKEN), 'FindServers', () => ({
      type: 'EffectFailed',
      kind: 'THROTTLED',
      message: 'busy',
    }));
    expect([failed.drill.phase, isAsking(failed), isAsking(wake(failed, MINUTE))]).toEqual(['REQUESTED', false, true]);
  });

  test('takes its turn only with the answer', () => {
    const waiting = begin(requested([MANY]), TAKEN);
    const turn = wake({ ...waiting, site: { ...waiting.site, reserved: {} } }, 5 * MINUTE);
    expect([turn.drill.phase, isAsking(turn)]).toEqual(['REQUESTED', true]);
    expect(found(turn, []).drill.phase).toBe('VALIDATING');
  });
});

describe('a drill of many servers at a site whose quotas are free', () => {
  test('holds no quota before DRS knows its servers, and begins as soon as it does', () => {
    const atOnce = begin(requested([MANY]));
    expect([atOnce.drill.phase, atOnce.drill.reserved, isAsking(atOnce)]).toEqual(['REQUESTED', false, true]);
    const known = found(atOnce, []);
    expect([known.drill.phase, known.drill.reserved]).toEqual(['VALIDATING', true]);
  });

  test('is rejected without having held any when DRS does not know some of them', () => {
    const { drill, site } = found(begin(requested([MANY])), [FIRST]);
    expect([drill.phase, drill.outcome]).toEqual(['ENDED', 'REJECTED']);
    expect(site).toEqual(emptySite(SITE.accountId, SITE.region));
  });
});

test('a drill of few servers makes no extra call to DRS', () => {
  const few = begin(requested([MANY.slice(1)]), TAKEN);
  expect([few.drill.phase, few.effects]).toEqual(['REQUESTED', []]);
});

function found(story: Story, unknown: string[]): Story {
  return answer(story, 'FindServers', () => ({ type: 'ServersFound', unknown }));
}

function isAsking({ drill }: Story): boolean {
  return Object.values(drill.open).some(({ kind }) => kind === 'FindServers');
}
