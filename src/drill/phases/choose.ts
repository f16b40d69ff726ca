import { RETEST_AFTER_SECONDS, SECOND_MS, SERVERS_PER_DRILL_MAX } from '../bounds.ts';
import type { Choice, Instant } from '../drill.ts';
import type { Candidate } from '../inputs.ts';
import { isDenied } from '../preflight.ts';
import { randomNumbers } from './random.ts';

/** What decides a choice, apart from its candidates. */
export interface Circumstances {
  at: Instant;
  /** What a random sample is drawn with, from 0 up to 1. */
  seed: number;
  /** The servers of other open drills. */
  claimed: ReadonlySet<string>;
}

/** The servers of each wave, or the sentence that says why they cannot be chosen. */
export type Chosen = { waves: string[][] } | { refused: string };

/**
 * Chooses the servers of the waves that have a choice; the others keep theirs. A server belongs to the first wave that
 * takes it.
 */
export function chooseServers(
  waves: readonly { sourceServerIds: readonly string[]; choice?: Choice }[],
  candidates: readonly Candidate[],
  circumstances: Circumstances,
): Chosen {
  const taken = new Set(waves.flatMap(({ sourceServerIds }) => sourceServerIds));
  const chosen: string[][] = [];
  for (const [index, { sourceServerIds, choice }] of waves.entries()) {
    const matching = choice === undefined ? [] : candidates.filter((one) => matches(one, choice));
    const free = matching.filter(({ sourceServerId }) => !taken.has(sourceServerId));
    const ids = choice === undefined ? [...sourceServerIds] : pick(choice, free, circumstances);
    if (ids.length === 0) return { refused: noneSaid(index, matching.length, free.length) };
    for (const id of ids) taken.add(id);
    chosen.push(ids);
  }
  if (taken.size <= SERVERS_PER_DRILL_MAX) return { waves: chosen };
  return { refused: `The waves match ${taken.size} servers; a drill has at most ${SERVERS_PER_DRILL_MAX}.` };
}

function matches({ sourceServerId, tags }: Candidate, choice: Choice): boolean {
  return choice.exclude?.includes(sourceServerId) !== true && hasTags(tags, choice.tags);
}

/** Whether a server has one of the allowed values of each tag. */
export function hasTags(tags: Record<string, string> | null, allowed: Record<string, string[]>): boolean {
  if (tags === null) return false;
  return Object.entries(allowed).every(([key, values]) => Object.hasOwn(tags, key) && values.includes(tags[key] ?? ''));
}

/** Without a sample all of them. A server that cannot be drilled then fails its check, so nobody misses it. */
function pick({ sample }: Choice, matching: Candidate[], circumstances: Circumstances): string[] {
  if (sample === undefined) return matching.map(({ sourceServerId }) => sourceServerId).toSorted();
  const eligible = matching.filter((one) => isEligible(one, circumstances));
  const ordered = sample.by === 'STALEST' ? eligible.toSorted(byStaleness) : shuffled(eligible, circumstances.seed);
  return ordered.slice(0, sample.count).map(({ sourceServerId }) => sourceServerId);
}

/** Broken servers would else take the places of all others, every night. */
function isEligible(
  { sourceServerId, tags, failedAt, isDisconnected }: Candidate,
  { at, claimed }: Circumstances,
): boolean {
  const isResting = failedAt !== null && at < failedAt + RETEST_AFTER_SECONDS * SECOND_MS;
  return !isResting && !isDisconnected && !isDenied(tags) && !claimed.has(sourceServerId);
}

function byStaleness(one: Candidate, other: Candidate): number {
  return (one.provedAt ?? 0) - (other.provedAt ?? 0) || (one.sourceServerId < other.sourceServerId ? -1 : 1);
}

/** Fisher and Yates. */
function shuffled(candidates: Candidate[], seed: number): Candidate[] {
  const mixed = candidates.toSorted((one, other) => (one.sourceServerId < other.sourceServerId ? -1 : 1));
  const random = randomNumbers(Math.floor(seed * 2 ** 32));
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as Candidate, mixed[last] as Candidate];
  }
  return mixed;
}

function noneSaid(wave: number, matching: number, free: number): string {
  if (matching === 0) return `No source server matches the tags of wave ${wave + 1}.`;
  if (free === 0) return `Earlier waves take all ${matching} servers that match the tags of wave ${wave + 1}.`;
  return `Of the ${free} servers that match the tags of wave ${wave + 1}, none can be drilled now.`;
}
