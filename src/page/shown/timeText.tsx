import Popover from '@cloudscape-design/components/popover';
import { utcText } from '../words/utcText.ts';

/** A time of the API: in UTC, as everything else here; the viewer's own time on demand. */
export function TimeText({ at }: { at: string | null | undefined }) {
  if (at === null || at === undefined) return <>–</>;
  return (
    <Popover size="small" triggerType="text" dismissButton={false} content={<Here at={at} />}>
      <time dateTime={at}>{utcText(at)}</time>
    </Popover>
  );
}

/** A component of its own: only an open popover formats the time, which is slow. */
function Here({ at }: { at: string }) {
  const text = new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
  return <>{text} (your time)</>;
}
