import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CheckTerms } from '../../drill/checks/checkTerms.ts';
import type { Terms, WaveTerms } from '../../drill/drill.ts';
import type { Overrides, PlannedRequest } from './scenarios/plannedPlans.ts';

/** What a drill is requested with, with the ids of the servers. */
export interface NamedRequest {
  waves: string[][];
  waveTerms?: WaveTerms[];
  terms: Terms;
}

/** Names the servers of a planned request. A wave with a choice names none. */
export function namedRequest(servers: readonly string[], planned: PlannedRequest): NamedRequest {
  const waves = planned.waves
    .map((wave, index) => ({ ids: wave.flatMap((one) => servers[one] ?? []), terms: planned.waveTerms?.[index] ?? {} }))
    .filter(({ ids }) => ids.length > 0);
  return {
    waves: waves.map(({ ids, terms }) => (terms.choice === undefined ? ids : [])),
    ...(planned.waveTerms && { waveTerms: waves.map(({ terms }) => withExcluded(terms, servers)) }),
    terms: { ...planned.terms, waivers: namedWaivers(servers, planned.terms.waivers) },
  };
}

function withExcluded(terms: WaveTerms, servers: readonly string[]): WaveTerms {
  const { exclude } = terms.choice ?? {};
  if (terms.choice === undefined || exclude === undefined) return terms;
  return { ...terms, choice: { ...terms.choice, exclude: exclude.flatMap((index) => servers[Number(index)] ?? []) } };
}

function namedWaivers(servers: readonly string[], waivers: Terms['waivers']): Terms['waivers'] {
  return waivers.map((waiver) => {
    const server = servers[Number(waiver.sourceServerId)];
    return server === undefined ? waiver : { ...waiver, sourceServerId: server };
  });
}

/** Names the servers of a planned check. */
export function namedCheck(servers: readonly string[], terms: CheckTerms): CheckTerms {
  if (!('of' in terms) || terms.of === undefined || !('sourceServerIds' in terms.of)) return terms;
  const sourceServerIds = terms.of.sourceServerIds.flatMap((index) => servers[Number(index)] ?? []);
  return { ...terms, of: { sourceServerIds } };
}

/** The body of POST /v1/drills that says the same. */
export function bodyOf({ waves, waveTerms, terms }: NamedRequest): Record<string, unknown> {
  return {
    waves: waves.map((sourceServerIds, wave) => {
      const { choice, ...own } = waveTerms?.[wave] ?? {};
      return { ...(choice === undefined ? { sourceServerIds } : { servers: choice }), ...own };
    }),
    ...membersOf(terms),
  };
}

/** Members of a body: times are texts there. */
export function membersOf({ recoveryPoint: point, ...members }: Overrides): Record<string, unknown> {
  const written = point?.type === 'AT_OR_BEFORE' ? { ...point, at: new Date(point.at).toISOString() } : point;
  return { ...members, ...(written && { recoveryPoint: written }) };
}

/** SHA-256 of the canonical JSON (RFC 8785) of a body. */
export function hashOfBody(body: Record<string, unknown>): string {
  return createHash('sha256')
    .update(canonicalize(body) ?? '')
    .digest('hex');
}
