import type { Safeguard } from './mutant.ts';

const INVARIANT = {
  file: 'src/drill/invariants.ts',
  find: "drill.outcome !== 'PASSED' || required(drill).every(isDone),",
  replace: "drill.outcome !== 'PASSED' || required(drill).every(isDone) || all(drill).length > 0,",
};

/** A server passes only if its required post-launch actions succeeded. */
export const ACTIONS_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'failed-launch-actions',
    why: 'DRS reports LAUNCHED although a required post-launch action failed. Such a server is not fully recovered.',
    edits: [
      { file: 'src/drill/cleaning/ending.ts', find: '  settleActions(step);\n', replace: '' },
      {
        file: 'src/drill/launching/launchActions.ts',
        find: '  judgeActions(step);\n  const next',
        replace: '  const next',
      },
      INVARIANT,
    ],
  },
  {
    name: 'unfinished-launch-actions',
    why: 'A required post-launch action may run longer than the hold, or never start. Only success counts as a pass.',
    edits: [{ file: 'src/drill/cleaning/ending.ts', find: '  settleActions(step);\n', replace: '' }, INVARIANT],
  },
];
