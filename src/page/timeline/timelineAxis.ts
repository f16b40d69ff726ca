import type { Drill } from '../api/client.ts';
import type { Axis } from './axis.ts';
import { clockMarks } from './clockMarks.ts';

/** From the request to the end, or some time past now. With all limits: up to the last of them. */
export function timelineAxis(drill: Drill, nowMs: number, withLimits: boolean): Axis {
  const fromMs = Date.parse(drill.requestedAt);
  const held = drill.phase === 'HOLDING' ? drill.hold.until : null;
  const reachedMs = drill.endedAt === null ? nowMs : Date.parse(drill.endedAt);
  const margin = drill.endedAt === null ? MARGIN : 0;
  const seenMs = Math.max(reachedMs, held === null ? 0 : Date.parse(held), fromMs + SHORTEST_MS);
  const limitMs = withLimits ? Math.max(0, ...clockMarks(drill).map(({ atMs }) => atMs)) : 0;
  return { fromMs, toMs: Math.max(seenMs + (seenMs - fromMs) * margin, limitMs) };
}

const MARGIN = 0.05;
const SHORTEST_MS = 10_000;
