import Popover from '@cloudscape-design/components/popover';
import { utcText } from '../words/utcText.ts';

/** A time of the API: in UTC, as everything else here; the viewer's own time on demand. */
export function TimeText({ at }: { at: string | null | undefined }) {
  if (at === null || at === undefined) return <>–</>;
  return (
    <Popover size="small" triggerType="text" dismissButton={false} content={`${here(at)} (your time)`}>
      <time dateTime={at}>{utcText(at)}</time>
    </Popover>
  );
}

function here(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
}
