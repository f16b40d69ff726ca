import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Drill, Phase } from '../../api/client.ts';
import { useNow } from '../../api/clock.ts';
import { OutcomeStatus } from '../../shown/statuses.tsx';
import { durationText } from '../../words/durations.ts';
import { utcText } from '../../words/utcText.ts';
import { clockText } from '../clockText.ts';
import { type PhaseStep, phaseSteps } from './phaseSteps.ts';
import './phaseRail.css';

interface PhaseRailProps {
  drill: Drill;
  /** When each phase began, by the journal. */
  begins: ReadonlyMap<Phase, string>;
}

/** The phases of a drill, with when each began and how long it took. On a phone from top to bottom. */
export function PhaseRail({ drill, begins }: PhaseRailProps) {
  const nowMs = useNow();
  return (
    <ol className="rail" aria-label="Phases, with times in UTC">
      {phaseSteps(drill, begins, nowMs).map((step) => (
        <li
          key={step.phase}
          data-state={step.state}
          data-troubled={step.isTroubled}
          data-idle={step.isIdle}
          data-ended={drill.phase === 'ENDED'}
          aria-current={step.state === 'NOW' ? 'step' : undefined}
        >
          <Step {...{ step, drill }} />
        </li>
      ))}
    </ol>
  );
}

function Step({
  step: { phase, state, sinceAt, seconds, said, isTroubled, isIdle },
  drill,
}: {
  step: PhaseStep;
  drill: Drill;
}) {
  const isOver = phase === 'ENDED' && state === 'NOW';
  return (
    <>
      <div className="rail-name">
        {isOver && drill.outcome !== null ? (
          <OutcomeStatus outcome={drill.outcome} />
        ) : (
          <StatusIndicator type={iconOf(state, { isOver, isTroubled, isIdle })}>{phase}</StatusIndicator>
        )}
      </div>
      {state === 'SKIPPED' && <div className="rail-said">skipped</div>}
      {sinceAt !== null && (
        <div className="rail-time">
          <time dateTime={sinceAt} title={utcText(sinceAt)}>
            {clockText(sinceAt, drill.requestedAt)}
          </time>
          {seconds !== null && <span>{durationText(seconds)}</span>}
        </div>
      )}
      {said !== null && <div className="rail-said">{said}</div>}
    </>
  );
}

interface Marks extends Pick<PhaseStep, 'isTroubled' | 'isIdle'> {
  isOver: boolean;
}

function iconOf(state: PhaseStep['state'], { isOver, isTroubled, isIdle }: Marks) {
  if (isOver || isIdle) return 'stopped';
  return isTroubled ? 'warning' : ICONS[state];
}

const ICONS: Record<PhaseStep['state'], StatusIndicatorProps.Type> = {
  DONE: 'success',
  NOW: 'in-progress',
  COMING: 'pending',
  SKIPPED: 'stopped',
};
