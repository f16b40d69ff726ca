import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyBody, tagWave, waveOf } from '../../../src/page/start/draft.ts';
import { namedServers, waveNumbers, wavesFault, withChosen, withMoved } from '../../../src/page/start/waves.ts';

describe('servers and waves', () => {
  test('a ticked server comes into the chosen wave, and the others stay where they are', () => {
    const waves = [waveOf(['a']), waveOf(['b'])];
    const changed = withChosen(waves, ['a', 'b', 'c'], waves[0]?.key ?? '');
    expect(changed.map(({ sourceServerIds }) => sourceServerIds)).toEqual([['a', 'c'], ['b']]);
  });

  test('without a wave by id, a ticked server makes one', () => {
    const changed = withChosen([tagWave()], ['a'], 'no such key');
    expect(changed.map(({ by, sourceServerIds }) => [by, sourceServerIds])).toEqual([
      ['TAGS', []],
      ['ID', ['a']],
    ]);
  });

  test('exactly the ticked servers are drilled, each in one wave', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(fc.array(ids, { maxLength: 3 }), ids, fc.nat(3), (lists, chosen, goal) => {
        const seen = new Set<string>();
        const waves = lists.map((list) => waveOf(list.filter((id) => !seen.has(id) && seen.add(id))));
        const changed = withChosen(waves, chosen, waves[goal]?.key ?? '');
        expect(namedServers(changed).toSorted()).toEqual(chosen.toSorted());
        expect(waveNumbers(changed).size).toBe(chosen.length);
      }),
    );
  });

  test('moving a wave and moving it back changes nothing', () => {
    const waves = [waveOf(['a']), waveOf(['b']), waveOf(['c'])];
    expect(withMoved(withMoved(waves, 0, 1), 1, -1)).toEqual(waves);
    expect(withMoved(waves, 2, 1)).toEqual(waves);
  });

  test.each([
    [[], 'Choose at least one server'],
    [[waveOf(['a']), waveOf([])], 'Wave 2 has no server'],
    [Array.from({ length: 21 }, (_, index) => waveOf([`s${index}`])), 'at most 20 waves'],
    [[waveOf(Array.from({ length: 301 }, (_, index) => `s${index}`))], 'at most 300 servers; 301'],
  ])('waves that cannot be drilled say why', (waves, words) => {
    expect(wavesFault({ ...emptyBody(), waves })).toContain(words);
  });

  test('a wave by tags needs no named server', () => {
    expect(wavesFault({ ...emptyBody(), waves: [tagWave()] })).toBeUndefined();
  });
});
