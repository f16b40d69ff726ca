import type { Safeguard } from './mutant.ts';

/** So that a real recovery is never held up by our cleaning, and our cleaning by none that hangs for ever. */
export const YIELD_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'recovery-goes-on',
    why: 'DRS refuses the next wave of a real recovery while a termination of ours works on one of its servers: the act looks first.',
    edits: [
      {
        file: 'src/flow/perform/prove.ts',
        find: 'proven.filter((server) => !isHeldBack(recoveries, server.sourceServerId));',
        replace: 'proven.filter((server) => !isHeldBack([], server.sourceServerId));',
      },
    ],
  },
  {
    name: 'recovery-goes-on-guard',
    why: 'The hard stop and the guard wait for a real recovery as the drill does.',
    edits: [
      {
        file: 'src/flow/guard.ts',
        find: 'proven.filter((instance) => !isHeldBack(recoveries, instance.sourceServerId));',
        replace: 'proven.filter((instance) => !isHeldBack([], instance.sourceServerId));',
      },
      {
        file: 'src/flow/guard.ts',
        find: 'if (chunk.some((instance) => isHeldBack(recoveries, instance.sourceServerId))) return;',
        replace:
          'if (chunk.some((instance) => isHeldBack([], instance.sourceServerId) && recoveries.length < 0)) return;',
      },
    ],
  },
  {
    name: 'recovery-pause',
    why: 'A real recovery comes in waves, some minutes apart: its end is the end only after a while.',
    edits: [
      {
        file: 'src/flow/perform/recoveries.ts',
        find: 'const after = ports.clock.now() - RECOVERY_PAUSE_SECONDS * SECOND_MS;',
        replace: 'const after = ports.clock.now() - SECOND_MS;',
      },
      {
        file: 'src/drill/recoveries.ts',
        find: '? completedAt + RECOVERY_PAUSE_SECONDS * SECOND_MS',
        replace: '? completedAt',
      },
    ],
  },
  {
    name: 'release-needs-silence',
    why: 'Whoever releases a job may be wrong; it holds up the cleaning until it has been silent for two hours.',
    edits: [
      {
        file: 'src/flow/perform/recoveries.ts',
        find: 'ports.clock.now() - silentSince >= SILENCE_SECONDS * SECOND_MS',
        replace: 'ports.clock.now() >= silentSince',
      },
    ],
  },
  {
    name: 'release',
    why: 'A real job that hangs for hours must not keep everything else from being cleaned once a person has said so.',
    edits: [
      {
        file: 'src/flow/perform/recoveries.ts',
        find: 'return isReleased ? { ...seen, released: true } : seen;',
        replace: 'return isReleased ? { ...seen } : seen;',
      },
    ],
  },
];
