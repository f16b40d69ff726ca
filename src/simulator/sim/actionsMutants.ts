import type { Safeguard } from './mutant.ts';

const INVARIANT = {
  file: 'src/drill/invariants.ts',
  find: "drill.outcome !== 'PASSED' || all(drill).every(isDone),",
  replace: "drill.outcome !== 'PASSED' || all(drill).every(isDone) || all(drill).length > 0,",
};

/** So that a server passes only when its required post-launch actions have succeeded. */
export const ACTIONS_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'failed-launch-actions',
    why: 'DRS calls a server LAUNCHED whose required post-launch action failed; what runs on it is not what was to be recovered.',
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
    why: 'A required post-launch action may go on, or never begin, for as long as the hold lasts: what was not seen to succeed is no pass.',
    edits: [{ file: 'src/drill/cleaning/ending.ts', find: '  settleActions(step);\n', replace: '' }, INVARIANT],
  },
];
