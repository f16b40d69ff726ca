import { type DraftBody, type DraftWave, waveOf } from './draft.ts';

/** The API's limits. */
export const WAVES_MAX = 20;
export const SERVERS_MAX = 300;

/** All servers that are named, in the order of the waves. */
export function namedServers(waves: readonly DraftWave[]): string[] {
  return waves.flatMap(({ by, sourceServerIds }) => (by === 'ID' ? sourceServerIds : []));
}

/** The wave of each named server; the first is 1. */
export function waveNumbers(waves: readonly DraftWave[]): Map<string, number> {
  return new Map(
    waves.flatMap(({ by, sourceServerIds }, index) =>
      by === 'ID' ? sourceServerIds.map((id): [string, number] => [id, index + 1]) : [],
    ),
  );
}

/** The waves when exactly these servers are chosen: new ones come into the wave with this key. */
export function withChosen(waves: readonly DraftWave[], chosenIds: readonly string[], key: string): DraftWave[] {
  const chosen = new Set(chosenIds);
  const named = new Set(namedServers(waves));
  const added = [...chosen].filter((id) => !named.has(id));
  const kept = waves.map((wave) => ({ ...wave, sourceServerIds: wave.sourceServerIds.filter((id) => chosen.has(id)) }));
  const goal = kept.find((wave) => wave.key === key && wave.by === 'ID') ?? kept.findLast(({ by }) => by === 'ID');
  if (goal === undefined) return added.length === 0 ? kept : [...kept, waveOf(added)];
  return kept.map((wave) => (wave === goal ? { ...wave, sourceServerIds: [...wave.sourceServerIds, ...added] } : wave));
}

/** The waves with one of them earlier (-1) or later (1). */
export function withMoved(waves: readonly DraftWave[], index: number, by: -1 | 1): DraftWave[] {
  const [one, other] = [waves[index], waves[index + by]];
  if (one === undefined || other === undefined) return [...waves];
  return waves.map((wave, place) => (place === index ? other : place === index + by ? one : wave));
}

/** Why these waves cannot be drilled; undefined: they can. */
export function wavesFault({ waves }: DraftBody): string | undefined {
  const count = namedServers(waves).length;
  if (waves.length === 0 || (count === 0 && waves.every(({ by }) => by === 'ID')))
    return 'Choose at least one server, or a wave by tags.';
  if (waves.length > WAVES_MAX) return `A drill has at most ${WAVES_MAX} waves.`;
  if (count > SERVERS_MAX) return `A drill has at most ${SERVERS_MAX} servers; ${count} are chosen.`;
  const empty = waves.findIndex(({ by, sourceServerIds }) => by === 'ID' && sourceServerIds.length === 0);
  return empty === -1 ? undefined : `Wave ${empty + 1} has no server. Choose some for it, or remove it.`;
}
