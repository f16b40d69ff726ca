import type { Lane } from './serverSpans.ts';
import { STAGE_WORDS, STAGES } from './stages.ts';

/** What the bars mean, for the stages that there are. */
export function Legend({ lanes, isRunning }: { lanes: Lane[]; isRunning: boolean }) {
  const seen = new Set(lanes.flatMap(({ spans }) => spans.map(({ stage }) => stage)));
  return (
    <ul className="timeline-legend" aria-label="What the bars mean">
      {STAGES.filter((stage) => seen.has(stage)).map((stage) => (
        <li key={stage} title={STAGE_WORDS[stage].meaning}>
          <span className="timeline-swatch">
            <span className={`timeline-bar stage-${stage}`} />
          </span>
          {STAGE_WORDS[stage].name}
        </li>
      ))}
      <li>
        <span className="timeline-swatch">
          <span className="timeline-path" style={{ left: 0, width: '100%' }} />
        </span>
        The drill waited for it last ◆
      </li>
      <li>
        <span className="timeline-swatch timeline-limit-swatch" />
        Limit
      </li>
      {isRunning && (
        <li>
          <span className="timeline-swatch timeline-now-swatch" />
          Now
        </li>
      )}
    </ul>
  );
}
