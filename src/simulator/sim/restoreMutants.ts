import type { Safeguard } from './mutant.ts';

/** So that a table that was restored launches nothing again, and what runs since is found. */
export const RESTORE_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'restored-closes',
    why: 'A restored table may have a drill that waits for a launch which was made since: it is closed, and every drill told.',
    edits: [
      {
        file: 'src/flow/restored.ts',
        find: 'if (await restore.isTakenIn()) return;',
        replace: 'if (restore.restored.length >= 0) return;',
      },
      {
        file: 'src/flow/lever.ts',
        find: "if (act === 'launch' && !(await ports.restore.isTakenIn()))",
        replace: "if (act === 'launch' && ports.restore.reported === 'never')",
      },
      {
        file: 'src/flow/inOrder.ts',
        find: 'if (!isOpen || (await restore.isTakenIn()))',
        replace: 'if (!isOpen || restore.reported.length >= 0)',
      },
    ],
  },
  {
    name: 'restored-seeks-jobs',
    why: 'The record of a restored drill may be older than its launches; it is clean only when all jobs of its tags are.',
    edits: [
      {
        file: 'src/drill/cleaning/restored.ts',
        find: '  beginTermination(step);',
        replace: "  beginTermination(step);\n  record(step, { type: 'JobsSought' });",
      },
    ],
  },
];
