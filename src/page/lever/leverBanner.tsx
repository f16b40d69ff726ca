import { type LeverState, STATE_MEANINGS } from './levers.ts';
import './leverBanner.css';

interface LeverBannerProps {
  /** Of this lever. */
  state: LeverState;
  /** A stricter lever of all Regions, which counts instead. */
  overruledBy: LeverState | undefined;
}

/** The state that counts and what it means, so large that nobody overlooks it. */
export function LeverBanner({ state, overruledBy }: LeverBannerProps) {
  const counting = overruledBy ?? state;
  return (
    <div className={`lever-state lever-state-${counting}`}>
      <strong>{counting}</strong>
      <span>
        {overruledBy !== undefined && `By the lever of all Regions; its own is ${state}. `}
        {STATE_MEANINGS[counting]}
      </span>
    </div>
  );
}
