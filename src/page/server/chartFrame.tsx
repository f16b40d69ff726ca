import Box from '@cloudscape-design/components/box';
import type { Trial } from '../api/client.ts';
import type { TimeUnit } from '../words/timeUnit.ts';
import { utcText } from '../words/utcText.ts';
import { tickText } from './stageSeries.ts';

/** What the charts over the drills of a server have in common: a place for each drill, in the order of requests. */
export function chartFrame(trials: Trial[], { title }: TimeUnit) {
  const places = trials.map(({ requestedAt }) => requestedAt);
  return {
    hideFilter: true,
    xScaleType: 'categorical' as const,
    xDomain: places,
    xTickFormatter: (at: string) => tickText(at, places),
    xTitle: 'Requested (UTC)',
    yTitle: title,
    height: 220,
    ariaDescription: 'The table of its drills has the same numbers.',
    detailPopoverFooter: (at: string) => <Box fontSize="body-s">Requested {utcText(at)}</Box>,
    empty: <Box textAlign="center">No drill of this server has measured it yet.</Box>,
  };
}
