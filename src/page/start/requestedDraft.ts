import type { Drill } from '../api/client.ts';
import { type Draft, type DraftBody, type DraftCheck, type DraftWave, emptyBody, type TagRow } from './draft.ts';
import { REPLACEABLE, sortedText } from './request.ts';

/** The draft that a dry run was made from, so that its address can be sent to somebody who starts the drill. */
export function requestedDraft(body: Record<string, unknown>, plan: Drill['plan']): Draft {
  const { dryRun: _, waves, checks, waivers, tags, ...terms } = body;
  const given: DraftBody = {
    ...terms,
    waves: listOf(waves).map(waveDraft),
    checks: listOf(checks).map(checkDraft),
    waivers: listOf(waivers).map((one) => ({ ...one, key: crypto.randomUUID() })),
    tagRows: rowsOf(tags),
  };
  const replaced = Object.entries(given).filter(([name]) => REPLACED.includes(name));
  return {
    source: plan === null ? 'SERVERS' : 'PLAN',
    plan: plan?.name ?? null,
    planVersion: plan?.version ?? null,
    replaced: plan === null ? emptyBody() : { ...emptyBody(), ...Object.fromEntries(replaced) },
    byHand: given,
  };
}

const REPLACED = ['reason', 'holdSeconds', 'recoveryPoint', 'waivers', 'tagRows', 'changeReference'];

/**
 * What such a dry run was about, to compare with `requestText`. The fields cannot hold every request that a program may
 * send, such as a comma in the value of a tag; what they hold instead needs a dry run of its own.
 */
export function requestedText(body: Record<string, unknown>, plan: Drill['plan']): string {
  const given = Object.entries(body).filter(
    ([name, value]) => name !== 'dryRun' && (name === 'waves' || !isEmptyObject(value)),
  );
  if (plan === null) return sortedText(Object.fromEntries(given));
  const replaced = given.filter(([name]) => REPLACEABLE.includes(name));
  return sortedText({ plan: plan.name, planVersion: plan.version, ...Object.fromEntries(replaced) });
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value : [];
}

interface ChosenByTag {
  tags?: Record<string, string[]>;
  exclude?: string[];
  sample?: DraftWave['sample'];
}

function waveDraft({ sourceServerIds, servers, ...order }: Record<string, unknown>): DraftWave {
  const { tags, exclude = [], sample } = (servers ?? {}) as ChosenByTag;
  return {
    ...(order as Partial<DraftWave>),
    key: crypto.randomUUID(),
    by: servers === undefined ? 'ID' : 'TAGS',
    sourceServerIds: (sourceServerIds as string[] | undefined) ?? [],
    tagRows: rowsOf(tags),
    exclude,
    ...(sample && { sample }),
  };
}

function checkDraft({ name, kind, required, ...members }: Record<string, unknown>): DraftCheck {
  const shared = { key: crypto.randomUUID(), kind: String(kind), name, ...(required !== undefined && { required }) };
  return WITH_FIELDS.includes(String(kind))
    ? { ...members, ...shared }
    : { ...shared, text: JSON.stringify(members, null, 2) };
}

/** Kinds of checks that have fields of their own; the others are entered as JSON. */
export const WITH_FIELDS = ['VERDICT', 'HTTP', 'TCP'];

function rowsOf(tags: unknown): TagRow[] {
  return Object.entries((tags ?? {}) as Record<string, string | string[]>).map(([name, value]) => ({
    ...{ key: crypto.randomUUID(), name },
    value: Array.isArray(value) ? value.join(', ') : value,
  }));
}
