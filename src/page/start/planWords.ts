import { counted } from '../words/counted.ts';
import { durationText } from '../words/durations.ts';
import { objectivesText } from '../words/termTexts.ts';

/** What a body of `POST /v1/drills` drills, as labels with texts. It was saved by the API, so it fits the schema. */
export function planPairs(body: Record<string, unknown>): [label: string, text: string][] {
  const { description, waves, holdSeconds, endHold, checks, objectives, reason } = body;
  return [
    ...textPair('For', description),
    ['Waves', listOf(waves).map(waveText).join(' · ')],
    ['Hold', `${seconds(holdSeconds)}${endHold === 'WHEN_CHECKED' ? ', or until all is checked' : ''}`],
    ['Checks', checksText(listOf(checks))],
    ['Objectives', objectivesText(objectives ?? {}) ?? 'none'],
    ...textPair('Reason', reason),
  ];
}

/** What a start from a plan uses unless it replaces it. */
export function planDefaults(body: Record<string, unknown> | undefined): { reason?: string; hold?: string } {
  if (body === undefined) return {};
  return { reason: String(body['reason']), hold: seconds(body['holdSeconds']) };
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value : [];
}

function textPair(label: string, value: unknown): [string, string][] {
  return typeof value === 'string' ? [[label, value]] : [];
}

function seconds(value: unknown): string {
  return typeof value === 'number' ? durationText(value) : 'not given';
}

/** How a wave chooses its servers, as a request has it. */
export interface ChosenByTag {
  tags: Record<string, string[]>;
  sample?: { count: number; by: string };
}

function waveText({ sourceServerIds, servers, optional }: Record<string, unknown>, index: number): string {
  const named = listOf(sourceServerIds).length;
  const chosen = servers === undefined ? counted(named, 'server') : byTag(servers as ChosenByTag);
  return `${index + 1}: ${chosen}${optional === true ? ' (optional)' : ''}`;
}

/** `the stalest 3 with Tier = web or db`. */
export function byTag({ tags, sample }: ChosenByTag): string {
  const said = Object.entries(tags).map(([name, values]) => `${name} = ${values.join(' or ')}`);
  const which = sample?.by === 'RANDOM' ? 'any' : 'the stalest';
  return `${sample === undefined ? 'all' : `${which} ${sample.count}`} with ${said.join(' and ')}`;
}

function checksText(checks: Record<string, unknown>[]): string {
  return checks.map(({ name, kind }) => `${name} (${kind})`).join(', ') || 'none';
}
