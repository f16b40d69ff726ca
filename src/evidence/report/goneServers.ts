import type { GoneProof, Instant } from '../../drill/drill.ts';
import { time } from '../time.ts';
import type { Reading } from './reading.ts';
import type { ServerReported } from './report.ts';

/** The proof that nothing of a server's launch is left, and when it was found; null without one. */
export function goneOf(reading: Reading, sourceServerId: string, volumeIds: string[]): ServerReported['gone'] {
  const proof = reading.drill.servers[sourceServerId]?.gone;
  const at = goneAt(reading, sourceServerId);
  if (proof === undefined || at === undefined) return null;
  return { proof, at: time(at), volumes: volumesSaid(proof, volumeIds.length) };
}

/** When the proof was found, or a person took responsibility instead. */
export function goneAt({ drill, facts }: Reading, sourceServerId: string): Instant | undefined {
  const proof = drill.servers[sourceServerId]?.gone;
  if (proof === 'ACKNOWLEDGED')
    return facts.of('LeakAcknowledged').findLast(({ fact }) => fact.sourceServerIds.includes(sourceServerId))?.at;
  return facts.of('ServerGone').findLast(({ fact }) => fact.sourceServerId === sourceServerId)?.at;
}

function volumesSaid(proof: GoneProof, count: number): string {
  switch (proof) {
    case 'TERMINATED':
      return count === 0
        ? 'A look found no volume of it.'
        : `A look found none of its recorded volumes (${count}) any more.`;
    case 'NEVER_EXISTED':
      return 'The job log shows that no instance was made, and a look found no volume of it.';
    case 'ABSENT_TWICE':
      return 'Two looks, the later one well after the end of its job, found neither an instance nor a volume of it.';
    case 'ACKNOWLEDGED':
      return 'Nothing proves that its volumes are gone: a person took responsibility.';
  }
}
