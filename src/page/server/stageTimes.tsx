import type { Regression, Stages } from '../api/client.ts';
import { durationText } from '../words/durations.ts';
import { STAGE_COLOURS, stageParts } from './stages.ts';

interface StageTimesProps {
  stages: Stages;
  /** The seconds of the whole width, the same for all bars of a table. */
  widthSeconds: number;
  /** The stage that got slower, if this drill has shown it. */
  slower: Regression['stage'];
}

/** How long each stage took: as a bar on a common scale, and in words. */
export function StageTimes({ stages, widthSeconds, slower }: StageTimesProps) {
  const parts = stageParts(stages);
  if (parts.length === 0) return <>not measured</>;
  return (
    <div className="stage-times">
      <div className="stage-times-bar" aria-hidden="true">
        {parts.map(({ stage, seconds }) => (
          <span
            key={stage}
            className="stage-part"
            data-slower={stage === slower ? '' : undefined}
            style={{ inlineSize: `${(100 * seconds) / widthSeconds}%`, background: STAGE_COLOURS[stage] }}
          />
        ))}
      </div>
      <div className="stage-words">
        {parts.map(({ stage, seconds }) => (
          <span key={stage} className="stage-word">
            <span className="stage-swatch" style={{ background: STAGE_COLOURS[stage] }} aria-hidden="true" />
            {stage} {durationText(seconds)}
            {stage === slower && <strong> slower</strong>}
          </span>
        ))}
      </div>
    </div>
  );
}
