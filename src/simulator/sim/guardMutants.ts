import type { Safeguard } from './mutant.ts';

/** So that what has lost its drill is cleaned all the same, and nothing behind a frozen lever. */
export const GUARD_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'hard-stop',
    why: 'What must catch a fall may not stand on what fell: the hard stop cleans even when the drill cannot be read or moved.',
    edits: [
      { file: 'src/flow/guard.ts', find: 'if (await standsDown(ports, stop)) return;', replace: 'return;' },
      { file: 'src/drill/decide.ts', find: 'return hardStop(step, input.n);', replace: 'return undefined;' },
    ],
  },
  {
    name: 'guard-sweep',
    why: 'A hard stop may get lost as well; the guard looks at the site itself.',
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
    why: 'A frozen site stops every termination, the hard stop and the guard included.',
    edits: [
      { file: 'src/flow/perform/prove.ts', find: "await refuseByLever(ports, site, 'terminate');", replace: '' },
      { file: 'src/flow/guard.ts', find: "await refuseByLever(ports, site, 'terminate');", replace: '' },
    ],
  },
  {
    name: 'volumes-before-the-instance',
    why: 'A record from a restored table does not know its instance yet when the guard tells of the volumes on it.',
    edits: [
      {
        file: 'src/drill/cleaning/terminate.ts',
        find: '(server.instanceId ?? instanceId) === instanceId',
        replace: 'server.instanceId === instanceId',
      },
    ],
  },
];
