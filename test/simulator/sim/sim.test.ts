import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SAFEGUARDS } from '../../../src/simulator/sim/mutants.ts';
import { sim } from '../../../src/simulator/sim/sim.ts';

const run = promisify(execFile);
const SIM = join(import.meta.dirname, '../../../src/simulator/sim/sim.ts');

describe('npm run sim', () => {
  it('prints identical output for the same seed in another process', async () => {
    // given
    const seed = ['--seed', '7', '--trace'];
    // when
    const [one, other] = await Promise.all([
      run(process.execPath, [SIM, ...seed]),
      run(process.execPath, [SIM, ...seed]),
    ]);
    const withoutTimes = (text: string) => text.replace(/[\d.]+ s, [\d.]+ seeds a second/, '');
    // then
    expect(one.stdout.length).toBeGreaterThan(4_000);
    expect(withoutTimes(one.stdout)).toBe(withoutTimes(other.stdout));
  }, 180_000);

  it('prints fault rates, injected faults and drills as one JSON document, and every promise holds', async () => {
    // given
    const lines: string[] = [];
    // when
    const status = await sim(['--seeds', '60', '--json'], (line) => lines.push(line));
    // then
    const report = JSON.parse(lines.join('\n'));
    expect(report).toMatchObject({ seeds: 60, from: 1, violations: [] });
    expect(report.drills).toBeGreaterThan(60);
    expect(report.seedsPerSecond).toBeGreaterThan(0);
    expect(Object.keys(report.injected).length).toBeGreaterThan(30);
    expect(Object.keys(report.rates).length).toBeGreaterThan(30);
    expect(status).toBe(0);
  }, 180_000);

  it('lists the safeguards', async () => {
    const lines: string[] = [];
    expect(await sim(['--list'], (line) => lines.push(line))).toBe(0);
    expect(lines).toHaveLength(SAFEGUARDS.length);
  });

  it('finds a seed that detects a missing safeguard, prints how to reproduce it, and fails', async () => {
    // given
    const lines: string[] = [];
    // when
    const status = await sim(['--mutant', 'completed-is-not-success', '--seeds', '200'], (line) => lines.push(line));
    // then
    expect(status).toBe(1);
    expect(lines.some((line) => /^seed \d+: the record agrees with AWS/.test(line))).toBe(true);
    expect(lines.some((line) => line.includes('the shortest trace found'))).toBe(true);
    expect(lines.some((line) => /^again: npm run sim -- --seed \d+ --mutant \S+ .*--trace$/.test(line))).toBe(true);
  }, 180_000);
});
