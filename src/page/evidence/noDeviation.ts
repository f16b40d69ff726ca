import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Report } from '../api/client.ts';

/** What a report without deviations says of them. Only a drill that has ended well went as planned. */
export function noDeviation({ verdict: { outcome } }: { verdict: Pick<Report['verdict'], 'outcome'> }): {
  type: StatusIndicatorProps.Type;
  text: string;
} {
  if (outcome === null) return { type: 'pending', text: 'Nothing has gone other than planned so far.' };
  if (outcome === 'PASSED' || outcome === 'READY') return { type: 'success', text: 'Everything went as planned.' };
  return { type: 'info', text: 'No deviation is recorded. The verdict says why it did not pass.' };
}
