import type { Safeguard } from './mutant.ts';

/** Instances of a lost drill are still cleaned up, and nothing is terminated behind a frozen lever. */
export const GUARD_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'hard-stop',
    why: 'The hard stop must not depend on what failed: it cleans up even if the drill is unreadable or stuck.',
    edits: [
      { file: 'src/flow/guard.ts', find: 'if (await standsDown(ports, stop)) return;', replace: 'return;' },
      { file: 'src/drill/decide.ts', find: 'return hardStop(step, input.n);', replace: 'return undefined;' },
    ],
  },
  {
    name: 'guard-sweep',
    why: 'A hard stop may get lost too. The guard looks at the site itself.',
    edits: [
      {
        file: 'src/flow/guard.ts',
        find: 'if (await isPastDue(ports, drillId, own))',
        replace: 'if (own.length < 0)',
      },
    ],
  },
  {
    name: 'frozen',
    why: 'A frozen site stops every termination, including those of the hard stop and the guard.',
    edits: [
      { file: 'src/flow/perform/prove.ts', find: "await refuseByLever(ports, site, 'terminate');", replace: '' },
      { file: 'src/flow/guard.ts', find: "await refuseByLever(ports, site, 'terminate');", replace: '' },
    ],
  },
  {
    name: 'volumes-before-the-instance',
    why: 'A record from a restored table may lack the instance when the guard reports the volumes on it.',
    edits: [
      {
        file: 'src/drill/cleaning/terminate.ts',
        find: '(server.instanceId ?? instanceId) === instanceId',
        replace: 'server.instanceId === instanceId',
      },
    ],
  },
  {
    name: 'unknown-stop-repeats',
    why: 'DRS may have deleted the jobs of a drill whose record another version has written. A later stop can read it.',
    edits: [{ file: 'src/flow/guard.ts', find: ' || (await mayBeUnknown(ports, stop))', replace: '' }],
  },
];
