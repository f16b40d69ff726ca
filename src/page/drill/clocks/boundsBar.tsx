import './boundsBar.css';

interface BoundsBarProps {
  atLeastSeconds: number | null;
  seconds: number;
  /** null: there is none. */
  objectiveSeconds: number | null;
  /** The end of the scale, the same for all bars of a table. */
  scaleSeconds: number;
}

/** Both bounds of a measure against its objective. The text beside it says the same. */
export function BoundsBar({ atLeastSeconds, seconds, objectiveSeconds, scaleSeconds }: BoundsBarProps) {
  const percent = (value: number) => `${Math.min(100, (value / Math.max(scaleSeconds, 1)) * 100)}%`;
  const least = atLeastSeconds ?? seconds;
  const between = Math.min(100, ((seconds - least) / Math.max(scaleSeconds, 1)) * 100);
  return (
    <div className="bounds" aria-hidden="true">
      <span className="bounds-sure" style={{ width: percent(least) }} />
      <span className="bounds-unsure" style={{ left: percent(least), width: `${between}%` }} />
      {objectiveSeconds !== null && <span className="bounds-objective" style={{ left: percent(objectiveSeconds) }} />}
    </div>
  );
}
