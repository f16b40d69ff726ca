import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Too long for `npm test`: a seeded world for every mutant, and tests of many minutes on the wire. */
const LONG = [
  'test/simulator/sim/buildMutant.test.ts',
  'test/simulator/dryRuns.test.ts',
  'test/local/soak.test.ts',
  'test/local/observeOtherwise.test.ts',
  'test/local/restored.test.ts',
  'test/local/killAndResume.test.ts',
  'test/flow/perform/calibration.test.ts',
];

/** Run by both, with larger numbers in the long project. */
const LARGER = [
  'test/evidence/verify/mutated.test.ts',
  'test/evidence/verify/lies.test.ts',
  'test/evidence/report/recomputed.test.ts',
  'test/simulator/crash.test.ts',
];

// Tests start dozens of worlds and commands, which share what is compiled: a world starts in two thirds of the time.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/drs-drill-compiled');

/** Everything runs together. Tests that start processes and wait in real time get more time. */
export default defineConfig({
  test: {
    environment: 'node',
    // One worker per core of a small machine, each in its own process, because the functions read process.env.
    pool: 'forks',
    maxWorkers: 2,
    passWithNoTests: false,
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'product',
          include: ['test/**/*.test.ts'],
          exclude: ['test/local/**', 'test/browser/**', ...LONG],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'local',
          include: ['test/local/**/*.test.ts'],
          exclude: LONG,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/setUp.ts',
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: [...LONG, ...LARGER],
          env: { EVIDENCE_MUTATIONS: '10000', EVIDENCE_LIES: '1000', REPORT_SEEDS: '200', CRASH_STRIDE: '1' },
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
