import type { Safeguard } from './mutant.ts';

/** So that what PASSED was what was verified until its hold ended, and nothing is called lost that was not. */
export const HOLD_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'last-look',
    why: 'Events get lost: what the termination finds of an instance is the last word on whether it was up until then.',
    edits: [
      {
        file: 'src/drill/phases/losses.ts',
        find: "return 'seen' in input ? (input.seen ?? []) : [];",
        replace: 'return [];',
      },
      {
        file: 'src/drill/phases/losses.ts',
        find: "if (input.type === 'LeftoversSeen') return input.servers;",
        replace: '',
      },
      {
        file: 'src/drill/phases/losses.ts',
        find: '!held && lost === undefined',
        replace: 'held === true && lost === undefined',
      },
      {
        file: 'src/drill/invariants.ts',
        find: 'every(({ held }) => held === true)',
        replace: 'every(({ held }) => held !== false)',
      },
    ],
  },
  {
    name: 'started-again',
    why: 'An instance that was stopped and started again runs when it is looked at: only its last start tells.',
    edits: [
      {
        file: 'src/drill/phases/losses.ts',
        find: "verified !== 'STOPPED_AS_CONFIGURED' && startedAt >",
        replace: "verified === 'RUNNING' && startedAt >",
      },
    ],
  },
  {
    name: 'lost-before-its-end',
    why: 'What goes down after its hold, by us or by others, was held.',
    edits: [
      {
        file: 'src/drill/phases/losses.ts',
        find: 'if (lostAt !== null && isHeldAt(lostAt))',
        replace: 'if (lostAt !== null && isHeldAt(-lostAt))',
      },
    ],
  },
  {
    name: 'late-look-tells-nothing',
    why: 'What a look shows after the hold, without a moment from EC2, may have happened since.',
    edits: [
      {
        file: 'src/drill/phases/losses.ts',
        find: 'lostAt === null && isLate ? null',
        replace: 'lostAt === undefined ? null',
      },
    ],
  },
  {
    name: 'unread-is-not-up',
    why: 'An instance whose state nobody could read may have been down.',
    edits: [
      {
        file: 'src/drill/phases/losses.ts',
        find: "return isUp ? 'UP' : null;",
        replace: "return isUp || state === null ? 'UP' : null;",
      },
    ],
  },
];
