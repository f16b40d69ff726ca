import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { patched, readPatched } from '../../../src/simulator/sim/buildMutant.ts';
import { SAFEGUARDS } from '../../../src/simulator/sim/mutants.ts';
import { FOUND_FILE } from '../../../src/simulator/sim/sim.ts';

const found: Record<string, { seed: number; violation: string }> = JSON.parse(await readFile(FOUND_FILE, 'utf8'));

describe('safeguards', () => {
  it('are at least fifteen, each with a unique name and a seed that detects its removal', () => {
    expect(SAFEGUARDS.length).toBeGreaterThanOrEqual(15);
    expect(new Set(SAFEGUARDS.map(({ name }) => name)).size).toBe(SAFEGUARDS.length);
    expect(Object.keys(found).sort()).toEqual(SAFEGUARDS.map(({ name }) => name).sort());
  });

  it.each(SAFEGUARDS)('$name can be removed from the current source', async (safeguard) => {
    const sources = await readPatched(safeguard);
    expect(sources.size).toBeGreaterThan(0);
  });

  it('reports a patch that no longer matches the source', () => {
    const safeguard = { name: 'gone', why: '', edits: [{ file: 'a.ts', find: 'old', replace: '' }] };
    expect(() => patched(safeguard, 'a.ts', 'new')).toThrow('safeguard gone: a.ts contains its text 0 times');
  });
});
