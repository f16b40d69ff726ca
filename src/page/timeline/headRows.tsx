import { timeOfDay } from '../words/timeOfDay.ts';
import { type Axis, placeOf, ticksOf } from './axis.ts';
import { type ClockMark, FLAG_PERCENT, flagLines } from './clockMarks.ts';
import { type CriticalStep, stepText } from './criticalPath.ts';
import type { TimelineEvent } from './events.ts';
import { HeadRow } from './headRow.tsx';
import type { JournalTimes } from './journalTimes.ts';

interface HeadRowsProps {
  axis: Axis;
  nowMs: number;
  /** null: it runs. */
  endedMs: number | null;
  phases: JournalTimes['phases'];
  path: CriticalStep[];
  limits: ClockMark[];
  events: TimelineEvent[];
  nameOf(sourceServerId: string): string;
}

/** What is above the servers: times, limits, phases, the critical path, and what the journal says when. */
export function HeadRows({ axis, nowMs, endedMs, phases, path, limits, events, nameOf }: HeadRowsProps) {
  const spans = phases.map((one, index) => ({ ...one, toMs: phases[index + 1]?.fromMs ?? endedMs ?? nowMs }));
  return (
    <>
      <HeadRow name="UTC" text="">
        {ticksOf(axis).map(({ ms, text }) => (
          <span key={ms} className="timeline-tick" style={{ left: `${placeOf(axis, ms)}%` }}>
            {text}
          </span>
        ))}
      </HeadRow>
      <LimitsRow {...{ axis, limits }} />
      <HeadRow name="Phases" text={phases.map(({ phase, fromMs }) => `${phase} from ${timeOfDay(fromMs)}`).join('; ')}>
        {spans.map(({ phase, fromMs, toMs }, index) => (
          <span
            key={phase}
            className={`timeline-bar timeline-phase timeline-phase-${index % 2}`}
            style={between(axis, fromMs, toMs)}
            title={`${phase} from ${timeOfDay(fromMs)}`}
          >
            {isWide(axis, fromMs, toMs) && phase}
          </span>
        ))}
      </HeadRow>
      <PathRow {...{ axis, nowMs, path, nameOf }} />
      <EventsRow {...{ axis, events }} />
    </>
  );
}

function LimitsRow({ axis, limits }: Pick<HeadRowsProps, 'axis' | 'limits'>) {
  const shown = limits.filter(({ atMs }) => atMs <= axis.toMs);
  const lines = flagLines(shown.map(({ atMs }) => placeOf(axis, atMs)));
  const text = limits.map(({ name, atMs }) => `${name} ${timeOfDay(atMs)}`).join('; ');
  return (
    <HeadRow name="Limits" text={text} lines={Math.max(0, ...lines) + 1}>
      {shown.map((mark, index) => (
        <Flag key={mark.name} {...{ mark, axis }} line={lines[index] ?? 0} />
      ))}
    </HeadRow>
  );
}

/** A flag is left of its moment, unless that is near the beginning. */
function Flag({ mark: { name, atMs }, axis, line }: { mark: ClockMark; axis: Axis; line: number }) {
  const left = placeOf(axis, atMs);
  return (
    <span
      className={`timeline-flag${left < FLAG_PERCENT ? ' timeline-flag-right' : ''}`}
      style={{ left: `${left}%`, top: `${line * FLAG_PIXELS + 2}px` }}
    >
      {name} {timeOfDay(atMs)}
    </span>
  );
}

const FLAG_PIXELS = 20;

function PathRow({ axis, nowMs, path, nameOf }: Pick<HeadRowsProps, 'axis' | 'nowMs' | 'path' | 'nameOf'>) {
  return (
    <HeadRow name="Critical path ◆" text={path.map((step) => stepText(step, nowMs, nameOf)).join('; ')}>
      {path.map((step) => (
        <span
          key={step.name}
          className="timeline-bar timeline-step"
          style={between(axis, step.fromMs, step.toMs ?? nowMs)}
          title={stepText(step, nowMs, nameOf)}
        >
          {isWide(axis, step.fromMs, step.toMs ?? nowMs) && (
            <bdi>{step.sourceServerId === null ? step.name : nameOf(step.sourceServerId)}</bdi>
          )}
        </span>
      ))}
    </HeadRow>
  );
}

function EventsRow({ axis, events }: Pick<HeadRowsProps, 'axis' | 'events'>) {
  return (
    <HeadRow name="Journal" text={`${events.length} events; the list below has all of them`}>
      {events.map(({ firstSeq, fromMs, toMs, looks, text }) => (
        <span
          key={firstSeq}
          className={looks === 0 ? 'timeline-news' : 'timeline-looks'}
          style={looks === 0 ? { left: `${placeOf(axis, fromMs)}%` } : between(axis, fromMs, toMs)}
          title={`${timeOfDay(fromMs)} ${text}`}
        />
      ))}
    </HeadRow>
  );
}

function between(axis: Axis, fromMs: number, toMs: number) {
  const left = placeOf(axis, fromMs);
  return { left: `${left}%`, width: `${placeOf(axis, toMs) - left}%` };
}

/** A narrower piece has no room for a name. */
function isWide(axis: Axis, fromMs: number, toMs: number): boolean {
  return placeOf(axis, toMs) - placeOf(axis, fromMs) > NAMED_PERCENT;
}

const NAMED_PERCENT = 4;
