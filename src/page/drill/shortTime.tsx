import type { Drill } from '../api/client.ts';
import { utcText } from '../words/utcText.ts';
import { clockText } from './clockText.ts';

interface ShortTimeProps {
  at: string;
  drill: Pick<Drill, 'requestedAt'>;
}

/** A time of day in UTC where there is little room; with its day, if that is another than the day of the request. */
export function ShortTime({ at, drill: { requestedAt } }: ShortTimeProps) {
  return (
    <time className="short" dateTime={at} title={utcText(at)}>
      {clockText(at, requestedAt)} UTC
    </time>
  );
}
