import { describe, expect, test } from 'vitest';
import * as bounds from '../../src/drill/bounds.ts';
import { sourceFiles } from './source.ts';

/** The unit in the plural (SECONDS, BYTES, SERVERS), then an optional qualifier. */
const NAMED_WITH_ITS_UNIT = /^([A-Z]+_)*(MS|[A-Z]+S)(_PER_[A-Z]+)?(_DEFAULT)?(_MAX|_MIN|_KEPT)?$/;

describe('bounds', () => {
  test('every bound has its unit in its name and is positive', () => {
    const wrong = Object.entries(bounds).filter(([name, value]) => !NAMED_WITH_ITS_UNIT.test(name) || !(value > 0));
    expect(wrong).toEqual([]);
  });

  test('every bound is used by the product or by a test', () => {
    const names = [...sourceFiles('src'), ...sourceFiles('test')].flatMap(({ nodes }) =>
      nodes.filter(({ type }) => type === 'Identifier').map(({ name }) => name),
    );
    const uses = Map.groupBy(names, (name) => name);
    const unkept = Object.keys(bounds).filter((name) => (uses.get(name)?.length ?? 0) < 2);
    expect(unkept).toEqual([]);
  });

  test('a default is between its minimum and its maximum', () => {
    const all: Record<string, number> = { ...bounds };
    const wrong = Object.keys(all).filter((name) => {
      const stem = name.replace(/(_DEFAULT)?(_MAX|_MIN)?$/, '');
      const [least, most] = [all[`${stem}_MIN`] ?? 0, all[`${stem}_MAX`] ?? Number.POSITIVE_INFINITY];
      return (all[name] ?? 0) < least || (all[name] ?? 0) > most;
    });
    expect(wrong).toEqual([]);
  });
});
