import type { Safeguard } from './mutant.ts';

/** Our cleanup never blocks a real recovery, and a hanging real recovery does not block our cleanup forever. */
export const YIELD_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'recovery-goes-on',
    why: 'DRS refuses a wave of a real recovery while our termination works on its servers. The act looks first.',
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
    why: 'A real recovery comes in waves, some minutes apart. It has ended only after a pause.',
    edits: [
      {
        file: 'src/flow/perform/lookAtRecoveries.ts',
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
    why: 'The operator who releases a job may be wrong. It blocks cleanup until it was silent for two hours.',
    edits: [
      {
        file: 'src/flow/perform/lookAtRecoveries.ts',
        find: 'ports.clock.now() - silentSince >= SILENCE_SECONDS * SECOND_MS',
        replace: 'ports.clock.now() >= silentSince',
      },
    ],
  },
  {
    name: 'release',
    why: 'A real job that hangs for hours must not block all other cleanup once a person has released it.',
    edits: [
      {
        file: 'src/flow/perform/lookAtRecoveries.ts',
        find: 'return isReleased ? { ...seen, released: true } : seen;',
        replace: 'return isReleased ? { ...seen } : seen;',
      },
    ],
  },
];
