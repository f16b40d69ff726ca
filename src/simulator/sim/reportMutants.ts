import type { Safeguard } from './mutant.ts';

/** So that what a drill tells is true. */
export const REPORT_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'looks-that-saw',
    why: 'DRS lists an instance late, and EC2 may not tell of its checks; a look that did not see it says nothing of whether it worked.',
    edits: [
      {
        file: 'src/drill/phases/notReady.ts',
        find: "if (state !== 'running') return state !== null && NOT_RUNNING.has(state);",
        replace: "if (state !== 'running') return state === null || NOT_RUNNING.has(state);",
      },
    ],
  },
  {
    name: 'as-old-as-the-answer',
    why: 'EC2 answers what was so some while ago: a server may have begun to work before a look that did not see it.',
    edits: [
      {
        file: 'src/drill/clocks.ts',
        find: 'server.notReadyAt - STATUS_AGE_SECONDS * SECOND_MS',
        replace: 'server.notReadyAt',
      },
    ],
  },
  {
    name: 'stopped-is-not-failed',
    why: 'What a check, the lever or a cancel kept from being launched says nothing of the server, and is in no pass rate.',
    edits: [
      {
        file: 'src/history/stopped.ts',
        find: 'if (wasNeverLaunched(drill, server)) return !isRefused;',
        replace: 'if (wasNeverLaunched(drill, server)) return !isRefused && server.wave < 0;',
      },
    ],
  },
  {
    name: 'cut-short-is-not-failed',
    why: 'What was launched when somebody cancelled, and was never looked at, has not failed to recover.',
    edits: [
      {
        file: 'src/history/stopped.ts',
        find: "return isCut && result !== 'FAILED'",
        replace: "return isCut && server.wave < 0 && result !== 'FAILED'",
      },
    ],
  },
  {
    name: 'rejected-before-launch',
    why: 'A drill whose launches were all stopped by us before DRS had made one has not failed: it was rejected.',
    edits: [
      {
        file: 'src/drill/launching/launch.ts',
        find: 'if (stopped.length === servers.length && hasLaunchedNothing(step.drill)) return',
        replace: 'if (stopped.length > servers.length && hasLaunchedNothing(step.drill)) return',
      },
    ],
  },
  {
    name: 'given-up-in-doubt',
    why: 'While nobody knows whether a launch has begun, nobody knows either whether the drill that is given up has failed.',
    edits: [
      {
        file: 'src/drill/cleaning/ending.ts',
        find: "record(step, { type: 'GivenUp', failure });",
        replace: "decideOutcome(step, 'FAILED', failure.message);",
      },
    ],
  },
];
