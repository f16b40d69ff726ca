import { defineConfig } from 'vitest/config';

/** Too long for `npm test`: a seeded world for every precaution that is left out, and stories of many minutes on the wire. */
const LONG = [
  'test/simulator/sim/buildMutant.test.ts',
  'test/local/soak.test.ts',
  'test/local/observeOtherwise.test.ts',
  'test/local/restored.test.ts',
];

/** Everything runs together; what starts processes and waits for the wall's clock gets more time. */
export default defineConfig({
  test: {
    environment: 'node',
    // One worker a core of a small machine; a process each, because the functions read process.env.
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
          exclude: ['test/local/**', ...LONG],
          testTimeout: 30_000,
          hookTimeout: 30_000,
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
          name: 'long',
          include: LONG,
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
