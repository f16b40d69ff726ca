import type { GoneProof } from '../../../drill/drill.ts';
import type { CleanupReported, Report, ServerReported } from '../../report/report.ts';
import { amountSaid, countSaid, durationSaid, NOTHING } from '../said.ts';
import { CLEANUP_SAID, PROOF_SAID, saidWith } from '../words.ts';
import { section, sentences } from './blocks.ts';
import { type Markup, markup } from './markup.ts';
import { coloured, id, ids, type Mood, moment, serverName, stamp, words } from './pieces.ts';
import { type Column, table } from './table.ts';

/** For the first page: whether everything is gone, and by which proofs. */
export function cleanupInShort({ cleanup: { state, proofs, leaks, secondsToLastProof } }: Report): Markup {
  const byProof = Object.entries(Object.groupBy(proofs, ({ proof }) => proof)) as [GoneProof, unknown[]][];
  const last =
    proofs
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? null;
  const volumes = new Set(proofs.flatMap(({ volumeIds }) => volumeIds)).size;
  return markup`<p>${coloured(MOODS[state], CLEANUP_SAID[state])} (${state})</p>
${sentences([
  ...byProof.map(([proof, all]) => `${countSaid(all.length, 'server')}: ${PROOF_SAID[proof]}.`),
  ...(volumes === 0 ? [] : [`The proofs name ${countSaid(volumes, 'volume')}.`]),
  ...(last === null
    ? []
    : [
        markup`Last proof: ${stamp(last)}${secondsToLastProof === null ? null : `, ${durationSaid(secondsToLastProof)} after the cleanup began`}.`,
      ]),
  ...(leaks.length === 0
    ? []
    : [coloured('bad', `Leaks were reported ${leaks.length === 1 ? 'once' : `${leaks.length} times`}.`)]),
])}`;
}

const MOODS: Record<CleanupReported['state'], Mood> = {
  NOT_NEEDED: 'good',
  PENDING: 'warn',
  RUNNING: 'warn',
  CLEAN: 'good',
  LEAKED: 'bad',
};

/** Each instance and volume with its proof, the leaks, and what the guard did. */
export function cleanup({ cleanup: { state, secondsToLastProof, proofs, leaks, guard }, servers }: Report): Markup {
  const duration =
    secondsToLastProof === null
      ? null
      : `It took ${durationSaid(secondsToLastProof)} (${amountSaid(secondsToLastProof, 's')}) to the last proof.`;
  return section('cleanup', 'Proof of cleanup', [
    markup`<p>${CLEANUP_SAID[state]} ${duration}</p>`,
    table('The proofs', proofs, 'There is no proof, because nothing is proved gone.', PROOFS),
    table('Terminations, by server', servers.filter(isTerminated), 'No instance was terminated.', TERMINATIONS),
    table('Leaks', leaks, 'No leak was reported.', LEAKS),
    table('Notes of the guard, which are outside the journal', guard, 'The guard noted nothing.', GUARD),
  ]);
}

function isTerminated({ terminationAcceptedAt, gone }: ServerReported): boolean {
  return terminationAcceptedAt !== null || gone !== null;
}

const PROOFS: Column<CleanupReported['proofs'][number]>[] = [
  { head: 'Server', isName: true, width: 5, cell: ({ sourceServerId }) => id(sourceServerId) },
  { head: 'Instance', width: 5, cell: ({ instanceId }) => id(instanceId) },
  { head: 'Volumes', width: 6, cell: ({ volumeIds }) => ids(volumeIds) },
  { head: 'Proof', width: 8, cell: ({ proof }) => saidWith(PROOF_SAID, proof, NOTHING) },
  { head: 'When (UTC)', width: 5, cell: ({ at }) => moment(at) },
];

const TERMINATIONS: Column<ServerReported>[] = [
  { head: 'Server', isName: true, width: 8, cell: serverName },
  {
    head: 'DRS accepted its termination',
    width: 6,
    cell: ({ terminationAcceptedAt }) => moment(terminationAcceptedAt),
  },
  { head: 'Proved gone', width: 6, cell: ({ gone }) => moment(gone?.at ?? null) },
  { head: 'Proof', width: 4, cell: ({ gone }) => gone?.proof ?? NOTHING },
  { head: 'Its volumes', width: 8, cell: ({ gone }) => words(gone?.volumes ?? null) },
];

const LEAKS: Column<CleanupReported['leaks'][number]>[] = [
  { head: 'When (UTC)', width: 5, cell: ({ at }) => moment(at) },
  { head: 'Servers', isName: true, width: 5, cell: ({ sourceServerIds }) => ids(sourceServerIds) },
  {
    head: 'What was left',
    width: 8,
    cell: ({ standing }) =>
      sentences(Object.entries(standing).map(([server, what]) => markup`${id(server)}: ${words(what)}`)),
  },
];

const GUARD: Column<CleanupReported['guard'][number]>[] = [
  { head: 'When (UTC)', isName: true, width: 5, cell: ({ at }) => moment(at) },
  { head: 'Note', width: 20, cell: ({ note }) => markup`<span class="id">${JSON.stringify(note)}</span>` },
];
