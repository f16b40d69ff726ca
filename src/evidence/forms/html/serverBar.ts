import type { Report, ServerReported } from '../../report/report.ts';
import { durationSaid, measureSaid, NOTHING } from '../said.ts';
import { type Child, type Markup, markup } from './markup.ts';

/** How long the longest bar is, and where the objective stands; null: none, or too far away to be drawn. */
export interface BarScale {
  seconds: number;
  objective: number | null;
}

/** One scale for all servers of a report. */
export function barScale({ servers, objectives }: Report): BarScale {
  const ends = servers.map((server) => Math.max(staged(server), server.clocks.recoveryTime.seconds ?? 0));
  const longest = Math.max(1, ...ends);
  const { recoveryTimeSeconds: goal } = objectives;
  const objective = goal === null || goal > longest * FARTHEST ? null : goal;
  return { seconds: Math.max(longest, objective ?? 0), objective };
}

/** An objective farther away would make every bar a dot. */
const FARTHEST = 2;

/** The stages of a launch above, the recovery time with its bounds below. The cells beside it say the same. */
export function serverBar(server: ServerReported, { seconds, objective }: BarScale): Child {
  const { recoveryTime } = server.clocks;
  const stages = stagesOf(server);
  if (stages.length === 0 && recoveryTime.seconds === null) return NOTHING;
  const at = (some: number) => Math.round((some / seconds) * 980) + 10;
  const said = [
    ...stages.map(({ name, length }) => `${name} ${durationSaid(length)}`),
    `recovery time ${measureSaid(recoveryTime)}`,
  ];
  return markup`<svg viewBox="0 0 1000 60" height="18" preserveAspectRatio="none" role="img" aria-label="${said.join(', ')}">
<rect class="track" x="10" y="4" width="980" height="52"/>
${stages.map(({ look, from, length }) => markup`<rect class="${look}" x="${at(from)}" y="4" width="${at(from + length) - at(from)}" height="32"/>`)}
${bounds(recoveryTime, at)}
${objective === null ? null : markup`<rect class="amiss" x="${at(objective) - 3}" y="0" width="6" height="60"/>`}
</svg>`;
}

function bounds({ seconds, atLeastSeconds }: ServerReported['clocks']['recoveryTime'], at: (some: number) => number) {
  if (seconds === null) return null;
  const least = at(atLeastSeconds ?? 0);
  return markup`<rect class="known" x="${at(0)}" y="40" width="${least - at(0)}" height="16"/>
<rect class="unsure" x="${least}" y="40" width="${at(seconds) - least}" height="16"/>`;
}

interface Stage {
  name: string;
  look: string;
  from: number;
  length: number;
}

/** One after the other; a stage that was not measured takes no room. */
function stagesOf({ stages }: ServerReported): Stage[] {
  const all = [
    { name: 'snapshot', look: 'stage1', length: stages.snapshotSeconds },
    { name: 'conversion', look: 'stage2', length: stages.conversionSeconds },
    { name: 'launch', look: 'stage3', length: stages.launchSeconds },
    { name: 'boot', look: 'stage4', length: stages.bootSeconds },
  ].flatMap((stage) => (stage.length === null || stage.length < 0 ? [] : [{ ...stage, length: stage.length }]));
  return all.map((stage, index) => ({ ...stage, from: sum(all.slice(0, index).map(({ length }) => length)) }));
}

function staged(server: ServerReported): number {
  return sum(stagesOf(server).map(({ length }) => length));
}

function sum(all: number[]): number {
  return all.reduce((total, one) => total + one, 0);
}

/** What the colours of the bars mean. */
export function barLegend({ objective }: BarScale): Markup {
  const all: [string, string][] = [
    ['stage1', 'snapshot'],
    ['stage2', 'conversion'],
    ['stage3', 'launch'],
    ['stage4', 'boot'],
    ['known', 'recovery time, lower bound'],
    ['unsure', 'up to the upper bound'],
    ...(objective === null ? [] : ([['amiss', 'the objective']] satisfies [string, string][])),
  ];
  const items = all.map(
    ([look, name]) =>
      markup`<li><svg viewBox="0 0 20 12" aria-hidden="true"><rect class="${look}" width="20" height="12"/></svg> ${name}</li>\n`,
  );
  return markup`<ul class="legend" aria-label="Colours of the bars">${items}</ul>`;
}
