import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { patched, readPatched } from '../../../src/simulator/sim/buildMutant.ts';
import { PRECAUTIONS } from '../../../src/simulator/sim/mutants.ts';
import { FOUND_FILE } from '../../../src/simulator/sim/sim.ts';

const found: Record<string, { seed: number; violation: string }> = JSON.parse(await readFile(FOUND_FILE, 'utf8'));

describe('precautions', () => {
  it('are at least fifteen, each with a name of its own and a seed that needs it', () => {
    expect(PRECAUTIONS.length).toBeGreaterThanOrEqual(15);
    expect(new Set(PRECAUTIONS.map(({ name }) => name)).size).toBe(PRECAUTIONS.length);
    expect(Object.keys(found).sort()).toEqual(PRECAUTIONS.map(({ name }) => name).sort());
  });

  it.each(PRECAUTIONS)('$name can be taken out of the product as it is now', async (precaution) => {
    const sources = await readPatched(precaution);
    expect(sources.size).toBeGreaterThan(0);
  });

  it('says so when a patch no longer fits the source', () => {
    const precaution = { name: 'gone', why: '', edits: [{ file: 'a.ts', find: 'old', replace: '' }] };
    expect(() => patched(precaution, 'a.ts', 'new')).toThrow('precaution gone: its place is 0 times in a.ts');
  });
});
