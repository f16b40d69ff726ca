import { counted } from '../words/counted.ts';
import type { Lane, Span } from './serverSpans.ts';
import { STAGES } from './stages.ts';

/** A wave as far as its slowest server has come: a stage lasts until the last server has left it. */
export function waveSpans(lanes: readonly Lane[]): Span[] {
  // A server that failed holds up nobody.
  const working = lanes.filter(({ spans }) => !spans.some(({ stage }) => stage === 'DOWN'));
  const awaited = working.length > 0 ? working : lanes;
  let fromMs = Math.min(...awaited.flatMap(({ spans }) => spans.map((span) => span.fromMs)));
  const all: Span[] = [];
  for (const stage of STAGES) {
    const ends = awaited.map((lane) => leftMs(lane, STAGES.indexOf(stage)));
    const toMs = Math.max(...ends);
    if (toMs > fromMs) all.push({ stage, fromMs, toMs: toMs === Number.POSITIVE_INFINITY ? null : toMs });
    fromMs = Math.max(fromMs, toMs);
  }
  return all;
}

/** `Wave 2, 100 servers, 1 failed or lost`. */
export function waveText(wave: number, lanes: readonly Lane[]): string {
  const down = lanes.filter(({ spans }) => spans.some(({ stage }) => stage === 'DOWN')).length;
  // Its last stage is over, and it was never launched.
  const left = lanes.filter(({ spans }) =>
    spans.every(({ stage, toMs }) => stage === 'WAITING' && toMs !== null),
  ).length;
  return [
    `Wave ${wave}, ${counted(lanes.length, 'server')}`,
    ...(down > 0 ? [`${down} failed or lost`] : []),
    ...(left > 0 ? [left === lanes.length ? 'not launched' : `${left} not launched`] : []),
  ].join(', ');
}

/** When a server had left all stages up to this one; infinity: it is in one of them. */
function leftMs({ spans }: Lane, index: number): number {
  const last = spans.findLast(({ stage }) => STAGES.indexOf(stage) <= index);
  if (last === undefined) return Number.NEGATIVE_INFINITY;
  return last.toMs ?? Number.POSITIVE_INFINITY;
}
