import type { Report } from '../../report/report.ts';
import { countSaid, durationSaid, timeSaid } from '../said.ts';
import { type Markup, markup } from './markup.ts';

/** The course of the drill as a picture. The table below it says the same, and its text alternative sums it up. */
export function timelinePicture({ timeline, deviations, hold }: Report): Markup | null {
  const moments = [...timeline, ...deviations].map(({ at }) => Date.parse(at));
  const [first, last] = [Math.min(...moments), Math.max(...moments)];
  if (moments.length === 0 || first === last) return null;
  const at = (moment: number) => LEFT + ((moment - first) / (last - first)) * (RIGHT - LEFT);
  const lanes: Lane[] = [
    { name: 'drill', y: 26, look: 'known', moments: momentsOf(timeline.filter((one) => one.sourceServerId === null)) },
    { name: 'servers', y: 52, look: 'rest', moments: momentsOf(timeline.filter((one) => one.sourceServerId !== null)) },
    { name: 'deviations', y: 78, look: 'amiss', moments: momentsOf(deviations) },
  ];
  const said = [
    `The drill’s events from ${stamp(first)} to ${stamp(last)}, ${durationSaid((last - first) / 1000)}:`,
    ...lanes.map(({ name, moments: some }) => `${countSaid(some.length, 'mark')} in the lane “${name}”.`),
    hold.beganAt === null ? 'There was no hold.' : `The hold began at ${timeSaid(hold.beganAt)}.`,
  ].join(' ');
  return markup`<svg viewBox="0 0 1000 128" role="img" aria-label="${said}">
${held(hold, at, last)}
${lanes.map((lane) => laneOf(lane, at))}
${axis(first, last, at)}
</svg>`;
}

const [LEFT, RIGHT] = [90, 985];

interface Lane {
  name: string;
  y: number;
  look: string;
  moments: number[];
}

type Place = (moment: number) => number;

function momentsOf(all: { at: string }[]): number[] {
  return all.map(({ at }) => Date.parse(at));
}

function laneOf({ name, y, look, moments }: Lane, at: Place): Markup {
  const places = [...new Set(moments.map((moment) => Math.round(at(moment))))].sort((one, other) => one - other);
  return markup`<text x="0" y="${y + 4}">${name}</text>
<line class="axis" x1="${LEFT}" x2="${RIGHT}" y1="${y}" y2="${y}"/>
${places.map((x) => markup`<rect class="${look}" x="${x - 2}" y="${y - 7}" width="4" height="14" rx="1"/>`)}`;
}

function held({ beganAt, endedAt }: Report['hold'], at: Place, last: number): Markup | null {
  if (beganAt === null) return null;
  const [from, to] = [at(Date.parse(beganAt)), at(endedAt === null ? last : Date.parse(endedAt))];
  const width = Math.max(0, Math.round(to - from));
  return markup`<rect class="held" x="${Math.round(from)}" y="14" width="${width}" height="76"/>
<text x="${Math.round(from) + 3}" y="11">hold</text>`;
}

/** Five moments, the outer ones aligned with the ends. */
function axis(first: number, last: number, at: Place): Markup[] {
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => first + share * (last - first));
  return ticks.map((moment, index) => {
    const anchor = index === 0 ? 'start' : index === ticks.length - 1 ? 'end' : 'middle';
    const x = Math.round(at(moment));
    return markup`<line class="tick" x1="${x}" x2="${x}" y1="94" y2="100"/>
<text x="${x}" y="114" text-anchor="${anchor}">${stamp(moment).slice(5, -4)}</text>`;
  });
}

/** To the second: a picture shows no less. */
function stamp(moment: number): string {
  return timeSaid(new Date(Math.round(moment / 1000) * 1000).toISOString());
}
