import { memo } from 'react';
import { Link } from 'wouter';
import { type Axis, placeOf } from './axis.ts';
import type { CriticalStep } from './criticalPath.ts';
import type { Lane } from './serverSpans.ts';
import { SpansTable } from './spansTable.tsx';
import { StageBars, spanText } from './stageBars.tsx';

interface ServerRowProps {
  drillId: string;
  lane: Lane;
  /** The host name, or the id. */
  name: string;
  axis: Axis;
  nowMs: number;
  /** The steps of the drill that waited for this server last. */
  steps: CriticalStep[];
  isSelected: boolean;
  select(sourceServerId: string): void;
}

/** A server of the timeline: its name, its stages as bars, and on demand their times. */
export const ServerRow = memo(function ServerRow(props: ServerRowProps) {
  const { drillId, lane, name, axis, nowMs, steps, isSelected, select } = props;
  const critical = steps.map((step) => ` The drill waited for it last: ${step.name}.`).join('');
  return (
    <>
      <div className="timeline-row">
        <div className="timeline-label timeline-server">
          <Link className="timeline-name" href={`/servers/${lane.sourceServerId}`} title={name}>
            <bdi>{name}</bdi>
          </Link>
          {steps.length > 0 && <span title={critical}>◆</span>}
        </div>
        <button
          type="button"
          className="timeline-track"
          aria-expanded={isSelected}
          aria-label={`${name}: ${lane.spans.map((span) => spanText(span, nowMs)).join('; ')}.${critical}`}
          onClick={() => select(isSelected ? '' : lane.sourceServerId)}
        >
          <StageBars {...{ axis, nowMs }} spans={lane.spans} />
          {steps.map((step) => (
            <PathMark key={step.name} {...{ step, axis, nowMs }} />
          ))}
        </button>
      </div>
      {isSelected && <SpansTable {...{ drillId, lane, name, nowMs }} />}
    </>
  );
});

function PathMark({ step, axis, nowMs }: { step: CriticalStep; axis: Axis; nowMs: number }) {
  const left = placeOf(axis, step.fromMs);
  const width = placeOf(axis, step.toMs ?? nowMs) - left;
  return <span className="timeline-path" style={{ left: `${left}%`, width: `${width}%` }} title={step.name} />;
}
