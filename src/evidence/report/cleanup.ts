import { SECOND_MS } from '../../drill/bounds.ts';
import type { GuardNote } from '../sources.ts';
import { time } from '../time.ts';
import { goneAt } from './goneServers.ts';
import type { Reading } from './reading.ts';
import type { CleanupReported } from './report.ts';
import { volumesIn } from './servers.ts';

/** What became of every instance and volume, and what the guard did. */
export function cleanupOf(reading: Reading, guardNotes: readonly GuardNote[]): CleanupReported {
  const { drill, facts } = reading;
  return {
    state: drill.cleanup,
    secondsToLastProof: secondsToLastProof(reading),
    proofs: proofsOf(reading),
    leaks: facts.of('LeakReported').map(({ at, fact: { sourceServerIds, standing = {} } }) => ({
      at: time(at),
      sourceServerIds,
      standing,
    })),
    guard: guardNotes.map(({ at, note }) => ({ at: time(at), note })),
  };
}

/** Only a clean drill has a last proof. An accepted termination may become known after the proof that it succeeded. */
function secondsToLastProof(reading: Reading): number | null {
  const { drill, facts } = reading;
  const began = facts.of('PhaseBegan').find(({ fact }) => fact.phase === 'TERMINATING');
  const proofs = Object.keys(drill.servers).flatMap((id) => goneAt(reading, id) ?? []);
  if (drill.cleanup !== 'CLEAN' || began === undefined || proofs.length === 0) return null;
  return (Math.max(...proofs) - began.at) / SECOND_MS;
}

function proofsOf(reading: Reading): CleanupReported['proofs'] {
  const volumes = volumesIn(reading);
  return Object.entries(reading.drill.servers).flatMap(([sourceServerId, { gone, instanceId = null }]) => {
    const at = goneAt(reading, sourceServerId);
    if (gone === undefined || at === undefined) return [];
    return [{ sourceServerId, instanceId, volumeIds: volumes.get(sourceServerId) ?? [], proof: gone, at: time(at) }];
  });
}
