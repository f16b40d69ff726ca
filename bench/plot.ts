import type { Run } from './runs.ts';

/** DRS calls and lag over the number of servers, as SVG: both axes logarithmic, one line per contestant. */
export function plotOf(runs: Run[]): string {
  const byServers = runs.filter(({ shape, eventsLost }) => !shape.name.startsWith('drills') && eventsLost === 0);
  const lines = (of: (run: Run) => number) =>
    NAMES.map((name) =>
      byServers.filter((run) => run.contestant === name).map((run) => [run.shape.servers, of(run)] as const),
    );
  const floor = byServers
    .filter(({ contestant }) => contestant === 'ours')
    .map((run) => [run.shape.servers, run.floorCalls] as const);
  const launched = ({ lags }: Run) =>
    (lags.launchedByEvent.count > 0 ? lags.launchedByEvent : lags.launchedWithout).p95;
  const panels = [
    panel('calls to DRS of one drill', [...lines((run) => run.drsCalls), floor], 0),
    panel('p95 seconds until the record says “launched”', lines(launched), WIDTH + 60),
  ];
  const legend = [...NAMES, 'floor'].map(
    (name, index) => `<text x="${50 + index * 110}" y="20" fill="${COLOURS[index]}">${name}</text>`,
  );
  const size = `width="${2 * WIDTH + 150}" height="${HEIGHT + 90}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="12">\n<title>Calls to DRS and lag by servers</title>\n<rect width="100%" height="100%" fill="white"/>\n${[...legend, ...panels].join('\n')}\n</svg>\n`;
}

const NAMES = ['ours', 'polling', 'orchestrator'] as const;
const COLOURS = ['#0a7d32', '#b35900', '#2457b3', '#777777'];
const [WIDTH, HEIGHT, LEFT, TOP] = [330, 220, 50, 40];

type Line = (readonly [servers: number, value: number])[];

function panel(title: string, lines: Line[], shift: number): string {
  const points = lines.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const decades = { least: Math.floor(Math.log10(Math.min(...ys))), most: Math.ceil(Math.log10(Math.max(...ys))) };
  const x = (servers: number) => LEFT + shift + (Math.log(servers) / Math.log(Math.max(...xs))) * WIDTH;
  const y = (value: number) =>
    TOP + HEIGHT - ((Math.log10(value) - decades.least) / (decades.most - decades.least)) * HEIGHT;
  const ticks = Array.from({ length: decades.most - decades.least + 1 }, (_, step) => 10 ** (decades.least + step));
  const grid = ticks.map(
    (value) =>
      `<path d="M${x(1)} ${r(y(value))}h${WIDTH}" stroke="#ddd"/><text x="${x(1) - 6}" y="${r(y(value)) + 4}" text-anchor="end">${value}</text>`,
  );
  const below = [...new Set(xs)].map(
    (servers) => `<text x="${r(x(servers))}" y="${TOP + HEIGHT + 18}" text-anchor="middle">${servers}</text>`,
  );
  const drawn = lines.map((line, index) => {
    const path = line.map(([servers, value]) => `${r(x(servers))},${r(y(value))}`).join(' ');
    return `<polyline points="${path}" fill="none" stroke="${COLOURS[index]}" stroke-width="2"/>`;
  });
  const label = `<text x="${x(1)}" y="${TOP + HEIGHT + 38}">${title}, by servers</text>`;
  return [...grid, ...below, ...drawn, label].join('\n');
}

function r(value: number): number {
  return Math.round(value * 10) / 10;
}
