import { describe, expect, test } from 'vitest';
import type { Drill } from '../../../src/page/api/client.ts';
import { keptBy, remedyOf, troubledOf } from '../../../src/page/leaks/leftovers.ts';

const left = { sourceServerId: 's-1', what: 'i-1 running', isProtected: false, failback: null, lastWords: null };

describe('the drills that need somebody', () => {
  test('a drill that leaks and is quarantined is in both lists, and waits in none', () => {
    const both = drill({ cleanup: 'LEAKED', quarantined: 'two launches with one key', instancesUp: 2 });
    expect(troubledOf([both])).toEqual({ leaked: [both], quarantined: [both], waiting: [] });
  });

  test('a drill that leaks does not also wait', () => {
    const leaked = drill({ cleanup: 'LEAKED', instancesUp: 1 });
    expect(troubledOf([leaked])).toEqual({ leaked: [leaked], quarantined: [], waiting: [] });
  });

  test('a drill that cleans up and waits with instances up only waits', () => {
    const waiting = drill({ instancesUp: 2 });
    expect(troubledOf([waiting])).toEqual({ leaked: [], quarantined: [], waiting: [waiting] });
  });

  test('a cleanup that waits for nothing, and a leak that was acknowledged, need nobody', () => {
    const acknowledged = drill({ phase: 'ENDED', cleanup: 'LEAKED' });
    expect(troubledOf([drill({}), acknowledged])).toEqual({ leaked: [], quarantined: [], waiting: [] });
  });
});

describe('what is left of a server', () => {
  test('protection comes first: the drill goes on by itself once it is removed', () => {
    const guarded = { ...left, isProtected: true, lastWords: 'OperationNotPermitted' };
    expect(keptBy(guarded)).toBe(
      'It is protected against termination (disableApiTermination). DRS: OperationNotPermitted',
    );
    expect(remedyOf(guarded)).toMatch(/^Remove the protection in EC2/);
  });

  test('a failback has to end first', () => {
    expect(remedyOf({ ...left, failback: 'FAILBACK_IN_PROGRESS' })).toMatch(/^End the failback/);
  });

  test('a conversion server is terminated by a person, because the drill never does', () => {
    expect(remedyOf({ ...left, what: 'conversion server i-2' })).toMatch(/The drill never does/);
  });

  test('what AWS has not said is not made up', () => {
    expect(keptBy(left)).toBe('AWS has reported no reason.');
  });
});

interface Given {
  phase?: Drill['phase'];
  cleanup?: Drill['cleanup'];
  quarantined?: string;
  instancesUp?: number;
}

function drill({ phase = 'TERMINATING', cleanup = 'RUNNING', quarantined, instancesUp }: Given): Drill {
  const waits = instancesUp === undefined ? null : { for: 'LEVER', since: '2026-12-01T00:00:00.000Z', instancesUp };
  return { phase, cleanup, quarantined: quarantined ?? null, waits } as Drill;
}
