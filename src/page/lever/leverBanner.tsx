import { type LeverState, STATE_MEANINGS } from './levers.ts';
import './leverBanner.css';

/** The state of a lever and what it means, so large that nobody overlooks it. */
export function LeverBanner({ state }: { state: LeverState }) {
  return (
    <div className={`lever-state lever-state-${state}`}>
      <strong>{state}</strong>
      <span>{STATE_MEANINGS[state]}</span>
    </div>
  );
}
