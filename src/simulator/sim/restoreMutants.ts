import type { Safeguard } from './mutant.ts';

/** After a table restore nothing is launched twice, and instances launched since the backup are found. */
export const RESTORE_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'restored-closes',
    why: 'A restored drill may await a launch made since the backup. The lever closes, and all drills are notified.',
    edits: [
      {
        file: 'src/flow/takeInRestore.ts',
        find: 'if (await restore.isTakenIn()) return;',
        replace: 'if (restore.restored.length >= 0) return;',
      },
      {
        file: 'src/flow/leverInForce.ts',
        find: "if (act !== 'terminate') await refuseAfterRestore(ports);",
        replace: '',
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
    why: 'A restored record may be older than its launches. The drill is clean only when all jobs with its tags are.',
    edits: [
      {
        file: 'src/drill/cleaning/restored.ts',
        find: '  beginTermination(step);',
        replace: "  beginTermination(step);\n  record(step, { type: 'JobsSought' });",
      },
    ],
  },
  {
    name: 'found-out-comes-first',
    why: 'A save was refused because an act is taken. Decided again without that finding, it is refused forever.',
    edits: [
      {
        file: 'src/flow/inOrder.ts',
        find: "[...foundOut, { type: 'Restored', at: clock.now(), restored: restore.marker }, ...incoming]",
        replace: "[{ type: 'Restored', at: clock.now(), restored: restore.marker }, ...foundOut, ...incoming]",
      },
    ],
  },
];
