import type { startDrill } from '../api/client.ts';
import { bodyOf, type Draft, type DraftCheck, type DraftWave, type TagRow } from './draft.ts';

/** The body of `POST /v1/drills`. */
export type StartRequest = Parameters<typeof startDrill>[0];

/** What a draft requests. Empty fields are left out, so that the API's own defaults count. */
export function requestOf(draft: Draft, isDryRun: boolean): StartRequest {
  const { waves, checks, waivers, tagRows, ...terms } = bodyOf(draft);
  const members = withoutEmpty({
    ...terms,
    checks: checks.map(checkRequest),
    waivers: waivers.map(({ key: _, ...waiver }) => withoutEmpty(waiver)),
    tags: Object.fromEntries(tagRows.filter(({ name }) => name !== '').map(({ name, value }) => [name, value])),
    ...(isDryRun && { dryRun: true }),
  });
  if (draft.source === 'SERVERS') return { waves: waves.map(waveRequest), ...members } as StartRequest;
  const replaced = Object.entries(members).filter(([name]) => REPLACEABLE.includes(name));
  return withoutEmpty({
    ...{ plan: draft.plan ?? '', planVersion: draft.planVersion ?? undefined },
    ...Object.fromEntries(replaced),
  }) as StartRequest;
}

/** What the start of a plan may replace. */
export const REPLACEABLE = ['reason', 'holdSeconds', 'recoveryPoint', 'waivers', 'tags', 'changeReference', 'dryRun'];

function waveRequest({ by, sourceServerIds, tagRows, exclude, sample, startWhen, waitSeconds, optional }: DraftWave) {
  const order = { startWhen, waitSeconds, optional: optional || undefined };
  const servers = { tags: tagsOf(tagRows), exclude, ...(sample && { sample }) };
  const chosen = by === 'ID' ? { sourceServerIds } : { servers: { tags: servers.tags, ...withoutEmpty(servers) } };
  return { ...chosen, ...withoutEmpty(order) };
}

/** `web, app` are two values of the same tag. */
function tagsOf(rows: TagRow[]): Record<string, string[]> {
  const named = rows.filter(({ name }) => name !== '');
  return Object.fromEntries(named.map(({ name, value }) => [name, value.split(',').map((one) => one.trim())]));
}

function checkRequest({ key: _, text, ...members }: DraftCheck): Record<string, unknown> {
  const { name, kind, required } = members;
  return text === undefined ? withoutEmpty(members) : { ...withoutEmpty({ name, kind, required }), ...parsed(text) };
}

function parsed(text: string): Record<string, unknown> {
  const value = jsonOf(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The value of a text; undefined: it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without members that say nothing. Items of lists stay, because faults name them by their place. */
function withoutEmpty(members: Record<string, unknown>): Record<string, unknown> {
  const said = Object.entries(members).map(([name, value]): [string, unknown] => [
    name,
    isObject(value) ? withoutEmpty(value) : value,
  ]);
  return Object.fromEntries(said.filter(([, value]) => !isEmpty(value)));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** What one dry run is about: two drafts with the same text request the same drill. */
export function requestText(draft: Draft): string {
  return sortedText(requestOf(draft, false));
}

/** JSON with the members of each object in order. */
export function sortedText(request: object): string {
  const sorted = (_: string, value: unknown) =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value;
  return JSON.stringify(request, sorted);
}
