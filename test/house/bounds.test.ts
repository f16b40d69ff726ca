import { describe, expect, test } from 'vitest';
import * as bounds from '../../src/drill/bounds.ts';
import { sourceFiles } from './source.ts';

/** What is counted, in the plural (SECONDS, BYTES, SERVERS), and only then of what, or how it bounds. */
const NAMED_WITH_ITS_UNIT = /^([A-Z]+_)*(MS|[A-Z]+S)(_PER_[A-Z]+)?(_DEFAULT)?(_MAX|_MIN|_KEPT)?$/;

describe('bounds', () => {
  test('every bound says what it counts, and is a positive number', () => {
    const wrong = Object.entries(bounds).filter(([name, value]) => !NAMED_WITH_ITS_UNIT.test(name) || !(value > 0));
    expect(wrong).toEqual([]);
  });

  test('every bound is kept by the product, or the product is held to it by a test', () => {
    const names = [...sourceFiles('src'), ...sourceFiles('test')].flatMap(({ nodes }) =>
      nodes.filter(({ type }) => type === 'Identifier').map(({ name }) => name),
    );
    const uses = Map.groupBy(names, (name) => name);
    const unkept = Object.keys(bounds).filter((name) => (uses.get(name)?.length ?? 0) < 2);
    expect(unkept).toEqual([]);
  });

  test('where there is a least and a most, the default lies between them', () => {
    const all: Record<string, number> = { ...bounds };
    const wrong = Object.keys(all).filter((name) => {
      const stem = name.replace(/(_DEFAULT)?(_MAX|_MIN)?$/, '');
      const [least, most] = [all[`${stem}_MIN`] ?? 0, all[`${stem}_MAX`] ?? Number.POSITIVE_INFINITY];
      return (all[name] ?? 0) < least || (all[name] ?? 0) > most;
    });
    expect(wrong).toEqual([]);
  });
});
