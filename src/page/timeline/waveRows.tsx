import Button from '@cloudscape-design/components/button';
import type { Axis } from './axis.ts';
import type { CriticalStep } from './criticalPath.ts';
import { ServerRow } from './serverRow.tsx';
import type { Lane } from './serverSpans.ts';
import { StageBars, spanText } from './stageBars.tsx';
import { waveSpans, waveText } from './waveSpans.ts';

interface WaveRowsProps {
  drillId: string;
  wave: number;
  lanes: Lane[];
  hostnames: ReadonlyMap<string, string>;
  axis: Axis;
  nowMs: number;
  path: CriticalStep[];
  isOpen: boolean;
  toggle(): void;
  /** The server whose times are shown, or an empty text. */
  selected: string;
  select(sourceServerId: string): void;
}

/** A wave as far as its slowest server has come, and on demand a row for each of its servers. */
export function WaveRows(props: WaveRowsProps) {
  const { drillId, wave, lanes, hostnames, axis, nowMs, path, isOpen, toggle, selected, select } = props;
  const spans = waveSpans(lanes);
  const text = waveText(wave, lanes);
  return (
    <>
      <div className="timeline-row timeline-wave">
        <div className="timeline-label">
          <Button
            variant="inline-icon"
            iconName={isOpen ? 'angle-down' : 'angle-right'}
            ariaLabel={`Servers of wave ${wave}`}
            ariaExpanded={isOpen}
            onClick={toggle}
          />
          <strong>{text}</strong>
        </div>
        <div
          className="timeline-track"
          role="img"
          aria-label={`${text}: ${spans.map((one) => spanText(one, nowMs)).join('; ')}`}
        >
          <StageBars {...{ axis, nowMs }} spans={spans} />
        </div>
      </div>
      {isOpen &&
        lanes.map((lane) => (
          <ServerRow
            key={lane.sourceServerId}
            {...{ drillId, lane, axis, nowMs, select }}
            name={hostnames.get(lane.sourceServerId) ?? lane.sourceServerId}
            steps={path.filter(({ sourceServerId }) => sourceServerId === lane.sourceServerId)}
            isSelected={selected === lane.sourceServerId}
          />
        ))}
    </>
  );
}
