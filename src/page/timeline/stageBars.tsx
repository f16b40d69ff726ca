import './stages.css';
import { durationText } from '../words/durations.ts';
import { timeOfDay } from '../words/timeOfDay.ts';
import { type Axis, placeOf } from './axis.ts';
import type { Span } from './serverSpans.ts';
import { STAGE_WORDS } from './stages.ts';

interface StageBarsProps {
  spans: Span[];
  axis: Axis;
  nowMs: number;
}

/** Stages on the time axis; one that still lasts ends now. */
export function StageBars({ spans, axis, nowMs }: StageBarsProps) {
  return spans.map((span) => {
    const { stage, fromMs, toMs } = span;
    const left = placeOf(axis, fromMs);
    const width = placeOf(axis, toMs ?? nowMs) - left;
    return (
      <span
        key={stage}
        // By CSS, because the name of the whole row already says it.
        data-name={width > NAMED_PERCENT ? STAGE_WORDS[stage].name : ''}
        className={`timeline-bar stage-${stage}${toMs === null ? ' timeline-open' : ''}`}
        style={{ left: `${left}%`, width: `${width}%` }}
        title={spanText(span, nowMs)}
      />
    );
  });
}

/** Narrower bars have no room for a name. */
const NAMED_PERCENT = 7;

/** `Launching: 9 min 8 s, from 02:15:42 to 02:24:49`. */
export function spanText({ stage, fromMs, toMs }: Span, nowMs: number): string {
  const lasted = durationText(((toMs ?? nowMs) - fromMs) / 1000);
  const until = toMs === null ? 'and still' : `to ${timeOfDay(toMs)}`;
  return `${STAGE_WORDS[stage].name}: ${lasted}, from ${timeOfDay(fromMs)} ${until}`;
}
