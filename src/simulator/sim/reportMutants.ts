import type { Safeguard } from './mutant.ts';

/** What a drill reports is true. */
export const REPORT_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'looks-that-saw',
    why: 'DRS lists instances late, and EC2 may omit their checks. A look that did not see one proves no failure.',
    edits: [
      {
        file: 'src/drill/phases/notReady.ts',
        find: "if (state !== 'running') return state !== null && NOT_RUNNING.has(state);",
        replace: "if (state !== 'running') return state === null || NOT_RUNNING.has(state);",
      },
    ],
  },
  {
    name: 'leak-explained-by-server',
    why: 'EC2 may not answer about one instance. What it says about the others is reported meanwhile.',
    edits: [
      {
        file: 'src/flow/perform/perform.ts',
        find: 'const { answers: servers, failure } = await lookIntoLeak(ports, site, effect);',
        replace:
          'const { answers: servers, failure } = await lookIntoLeak(ports, site, effect);\n  if (failure !== undefined) throw failure;',
      },
    ],
  },
  {
    name: 'leak-asked-before-report',
    why: 'The last look at why an instance stands may be hours old when its leak is due. A report has what is true now.',
    edits: [
      {
        file: 'src/drill/cleaning/leaks.ts',
        find: "if (!fires(step, 'leakReport') && Object.keys(unexplained).length > 0) return;",
        replace: 'void unexplained;',
      },
    ],
  },
  {
    name: 'as-old-as-the-answer',
    why: 'EC2 is eventually consistent. A server may have started working before a look that did not show it.',
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
    why: 'A launch that a check, the lever or a cancel prevented says nothing about the server. Pass rates exclude it.',
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
    why: 'A server that was launched but not checked before a cancel has not failed to recover.',
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
    why: 'If the product stopped every launch before DRS made a job, the drill was REJECTED, not FAILED.',
    edits: [
      {
        file: 'src/drill/launching/launch.ts',
        find: 'isFailed && stopped.length === servers.length',
        replace: 'isFailed && stopped.length > servers.length',
      },
    ],
  },
  {
    name: 'given-up-in-doubt',
    why: 'While it is unknown whether a launch began, it is unknown whether an abandoned drill failed.',
    edits: [
      {
        file: 'src/drill/cleaning/ending.ts',
        find: "record(step, { type: 'GivenUp', failure });",
        replace: "decideOutcome(step, 'FAILED', failure.message);",
      },
    ],
  },
];
