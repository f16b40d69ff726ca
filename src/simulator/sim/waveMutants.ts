import type { Safeguard } from './mutant.ts';

/** Waves wait, optional ones fail alone, dry runs launch nothing, and a schedule waits for its own drill. */
export const WAVE_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'dry-run-stops',
    why: 'A dry run ends after its validation. Without that it would launch.',
    edits: [
      {
        file: 'src/drill/phases/validate.ts',
        find: 'else if (drill.terms.dryRun === true)',
        replace: 'else if (false)',
      },
      {
        file: 'src/drill/invariants.ts',
        find: 'drill.terms.dryRun !== true || drill.restored !== undefined || drill.launches.length === 0',
        replace: 'drill.terms.dryRun !== null',
      },
    ],
  },
  {
    name: 'verified-before-next-wave',
    why: 'A wave may depend on the one before, such as members on their domain controller.',
    edits: [
      {
        file: 'src/drill/launching/betweenWaves.ts',
        find: "if (startWhen === 'VERIFIED' && !isVerified(step, wave - 1)) return false;",
        replace: '',
      },
    ],
  },
  {
    name: 'pause-before-wave',
    why: 'A wave begins only after the pause that was requested.',
    edits: [
      {
        file: 'src/drill/launching/betweenWaves.ts',
        find: 'return isPauseOver(step, wave, waitSeconds);',
        replace: 'return true;',
      },
    ],
  },
  {
    name: 'hard-stop-behind-pause',
    why: 'Instances are up during a pause. If the product died then, nothing would stop them.',
    edits: [
      {
        file: 'src/drill/launching/betweenWaves.ts',
        find: 'if (!isCovered(step, wave)) return false;',
        replace: '',
      },
    ],
  },
  {
    name: 'optional-wave-fails-alone',
    why: 'What does not launch in an optional wave does not fail the drill.',
    edits: [
      {
        file: 'src/drill/launching/launch.ts',
        find: 'failed > 0 && step.drill.waves[wave]?.optional !== true',
        replace: 'failed > 0',
      },
    ],
  },
  {
    name: 'optional-loss-counts-alone',
    why: 'What is lost of an optional wave during the hold does not fail the drill.',
    edits: [
      {
        file: 'src/drill/phases/losses.ts',
        find: '!isOptional(step.drill, step.drill.servers[id] as Server)',
        replace: 'id !== null',
      },
    ],
  },
  {
    name: 'log-of-the-given-up',
    why: 'A server was given up while its job went on. Only the log names the conversion server that stays.',
    edits: [
      {
        file: 'src/drill/launching/serverSeen.ts',
        find: "if (result !== 'FAILED' ||",
        replace: 'if (result !== undefined ||',
      },
    ],
  },
  {
    name: 'hung-optional-wave-is-left',
    why: 'A job of an optional wave that hangs neither ends the drill nor holds up later waves.',
    edits: [
      {
        file: 'src/drill/launching/launch.ts',
        find: 'if (giveUpOptional(step, wave, message)) return waveLaunched(step, wave);',
        replace: '',
      },
      {
        file: 'src/drill/launching/launch.ts',
        find: 'const isLost = step.drill.waves[wave]?.optional === true;',
        replace: 'const isLost = false;',
      },
    ],
  },
  {
    name: 'schedule-overlap',
    why: 'A schedule whose last drill is still open makes no other one.',
    edits: [
      {
        file: 'src/drill/phases/overlap.ts',
        find: 'if (earlier === undefined) return undefined;',
        replace: 'if (earlier === undefined || earlier !== null) return undefined;',
      },
    ],
  },
  {
    name: 'chosen-by-tag',
    why: 'A wave takes only servers whose tags match, and none that is excluded.',
    edits: [
      {
        file: 'src/drill/phases/choose.ts',
        find: 'candidates.filter((one) => matches(one, choice))',
        replace: 'candidates.filter((one) => one !== null || matches(one, choice))',
      },
    ],
  },
];
