import type { Safeguard } from './mutant.ts';

/** Commands run as root on the drill's own instances only, and checks of machines pass only when they have shown it. */
export const MACHINE_CHECK_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'command-needs-proofs',
    why: 'A launch may go into an existing machine, which DRS lists as a drill instance. A command runs there as root.',
    edits: [
      {
        file: 'src/flow/checks/sendCommand.ts',
        find: 'const running = sorted.proven.filter(',
        replace: 'const running = servers.filter(',
      },
    ],
  },
  {
    name: 'command-yields',
    why: 'While a real recovery goes on, nobody but its operators touches the site.',
    edits: [
      {
        file: 'src/flow/checks/sendCommand.ts',
        find: 'const recoveries = await recoveriesNow(ports, site, new Set(sorted.recorded.keys()));',
        replace: 'const recoveries = sorted.recorded.size < 0 ? await recoveriesNow(ports, site) : [];',
      },
    ],
  },
  {
    name: 'command-frozen',
    why: 'People freeze a site so that nothing is changed there.',
    edits: [
      {
        file: 'src/flow/checks/sendCommand.ts',
        find: "await refuseByLever(ports, site, 'command');",
        replace: '',
      },
    ],
  },
  {
    name: 'command-once',
    why: 'Systems Manager may have taken a command whose answer was lost. Running it twice may do harm.',
    edits: [
      {
        file: 'src/drill/checks/checkAnswers.ts',
        find: "meaningOf(kind) === 'NOT_NOW') return;",
        replace: "meaningOf(kind) === 'NOT_NOW' || kind === 'UNKNOWN_RESULT') return;",
      },
    ],
  },
  {
    name: 'function-once-after-restore',
    why: 'A restored table does not show that a function has run. Functions may act.',
    edits: [{ file: 'src/drill/checks/afterCleanup.ts', find: ' || mayHaveRun(step)', replace: '' }],
  },
  {
    name: 'control-must-fail',
    why: 'A check that passes whatever it is asked proves nothing.',
    edits: [
      {
        file: 'src/flow/checks/probeServers.ts',
        find: "if (seen?.result === 'ANSWERED' && control?.result === 'ANSWERED')",
        replace: "if (seen?.result === 'ANSWERED' && control?.result === 'REFUSED')",
      },
    ],
  },
  {
    name: 'isolation-needs-control',
    why: 'A probe that reaches nothing does not reach the forbidden host either.',
    edits: [
      {
        file: 'src/flow/checks/proveUnreachable.ts',
        find: "if (control?.result !== 'ANSWERED') {",
        replace: "if (control?.result === 'REFUSED') {",
      },
    ],
  },
  {
    name: 'not-run-is-no-pass',
    why: 'A check that could not ask a server says nothing about it.',
    edits: [
      {
        file: 'src/drill/checks/serverResults.ts',
        find: "const state = WORST_FIRST.find((one) => (counts[one] ?? 0) > 0) ?? 'NOT_RUN';",
        replace: "const state = WORST_FIRST.find((one) => one !== 'NOT_RUN' && (counts[one] ?? 0) > 0) ?? 'PASSED';",
      },
    ],
  },
  {
    name: 'verdict-where-asked',
    why: 'A person who says that an application works replaces no check that would have shown it.',
    edits: [
      { file: 'src/drill/checks/verdict.ts', find: 'if (!takesVerdict(check)) return takesNone(check);', replace: '' },
    ],
  },
  {
    name: 'hold-ends-on-time',
    why: 'Instances cost money, and block real recoveries of their servers. No check lengthens a hold.',
    edits: [
      {
        file: 'src/drill/phases/hold.ts',
        find: 'if (step.at >= until) endHold(',
        replace: 'if (step.at >= until && undecidedRequired(drill.checks).length === 0) endHold(',
      },
    ],
  },
];
