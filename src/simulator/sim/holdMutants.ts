import type { Safeguard } from './mutant.ts';

/** A PASSED drill kept every verified instance until its hold ended, and no loss is reported that did not occur. */
export const HOLD_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'last-look',
    why: 'Events get lost. What the termination finds is the final evidence that an instance was up until then.',
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
    why: 'An instance that was stopped and restarted looks like it kept running. Only its last start time shows it.',
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
    why: 'An instance that goes down after its hold, by anyone, was held.',
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
    why: 'A change first seen after the hold, without a time from EC2, may have happened after the hold.',
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
    why: 'An instance whose state could not be read may have been down.',
    edits: [
      {
        file: 'src/drill/phases/losses.ts',
        find: "return isUp ? 'UP' : null;",
        replace: "return isUp || state === null ? 'UP' : null;",
      },
    ],
  },
];
