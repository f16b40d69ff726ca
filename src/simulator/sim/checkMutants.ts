import type { Safeguard } from './mutant.ts';

/** A drill passes only if the application works, as people and probes say. */
export const CHECK_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'required-check-fails-drill',
    why: 'A machine that boots may run an application that does not work.',
    edits: [
      {
        file: 'src/drill/checks/runChecks.ts',
        find: 'whyFailed(step.drill.checks)',
        replace: 'whyFailed([])',
      },
      {
        file: 'src/drill/invariants.ts',
        find: "checks.every(({ required, state }) => !required || state === 'PASSED')",
        replace: 'checks.length >= 0',
      },
    ],
  },
  {
    name: 'no-result-is-no-pass',
    why: 'A check that nobody answered says nothing about the application.',
    edits: [
      {
        file: 'src/drill/checks/check.ts',
        find: "check.required && isDecided(check) && check.state !== 'PASSED'",
        replace: "check.required && check.state === 'FAILED'",
      },
      {
        file: 'src/drill/invariants.ts',
        find: "checks.every(({ required, state }) => !required || state === 'PASSED')",
        replace: 'checks.length >= 0',
      },
    ],
  },
];
