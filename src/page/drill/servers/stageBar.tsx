import type { ServerRow } from './serverRow.ts';
import type { ServerStage } from './serverStages.ts';
import './stageBar.css';

/** The steps of a server as a bar, with the present one in words. */
export function StageBar({ stages, stage }: Pick<ServerRow, 'stages' | 'stage'>) {
  const said = stages.map(({ name, state }) => `${name}: ${STATES[state]}`).join(', ');
  const isFailed = stages.some(({ name, state }) => name !== 'checked' && state === 'FAILED');
  return (
    <div className="stages">
      <div className="stage-bar" role="img" aria-label={said} title={said}>
        {stages.map(({ name, state }) => (
          <span key={name} data-state={state} />
        ))}
      </div>
      <span data-failed={isFailed}>{stage}</span>
    </div>
  );
}

const STATES: Record<ServerStage['state'], string> = {
  DONE: 'yes',
  NOW: 'now',
  FAILED: 'failed',
  COMING: 'not yet',
  SKIPPED: 'no',
  UNKNOWN: 'not known here',
};
