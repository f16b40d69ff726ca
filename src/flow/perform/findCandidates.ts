import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Choice, Site } from '../../drill/drill.ts';
import type { Answer, Candidate } from '../../drill/inputs.ts';
import type { ServerLine } from '../../history/coverage.ts';
import { linesOf } from '../inventory.ts';
import type { Ports, SourceServer } from '../ports.ts';

/** The source servers whose tags match any of these choices, with what earlier drills have shown of them. */
export async function findCandidates(
  ports: Pick<Ports, 'drs' | 'history' | 'ids'>,
  site: Site,
  choices: Choice[],
): Promise<Extract<Answer, { type: 'CandidatesFound' }>> {
  const [servers, lines] = await Promise.all([ports.drs.sourceServers(site, 'all'), linesOf(ports, site)]);
  const candidates = servers
    .filter(({ tags }) => choices.some((choice) => hasTags(tags, choice)))
    .map((server) => candidateOf(server, lines.get(server.sourceServerId)))
    .toSorted((one, other) => (one.sourceServerId < other.sourceServerId ? -1 : 1));
  const digest = hash('sha256', canonicalize(candidates) ?? '', 'hex');
  return { type: 'CandidatesFound', candidates, digest, seed: ports.ids.random() };
}

function hasTags(tags: Record<string, string> | null, choice: Choice): boolean {
  return tags !== null && Object.keys(choice.tags).every((key) => Object.hasOwn(tags, key));
}

function candidateOf(
  { sourceServerId, tags, replicationState }: SourceServer,
  line: ServerLine | undefined,
): Candidate {
  const { lastPassed = null, lastDrill = null } = line ?? {};
  return {
    sourceServerId,
    tags,
    provedAt: lastPassed?.endedAt ?? null,
    failedAt: lastDrill !== null && (lastDrill.atFault ?? !lastDrill.passed) ? lastDrill.endedAt : null,
    isDisconnected: GONE.has(replicationState),
  };
}

/** Replication states in which DRS copies nothing (DRS API model: DataReplicationState). */
const GONE: ReadonlySet<string> = new Set(['DISCONNECTED', 'STOPPED']);
