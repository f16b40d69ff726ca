import type { ScheduleDocument } from '../../api/openapi/scheduleDocuments.ts';
import { fittingGrid } from '../terminal/fittingGrid.ts';
import { plain } from '../terminal/grid.ts';
import { type Listing, minute } from '../verbs/listings.ts';

export const SCHEDULES: Listing<ScheduleDocument> = {
  rows: 'schedules',
  columns: ['name', 'plan', 'planVersion', 'expression', 'timeZone', 'enabled', 'dryRun', 'endAt', 'generation'],
  table: (rows) =>
    fittingGrid(
      ['SCHEDULE', 'PLAN', 'WHEN', 'ZONE', 'STATE', 'NEXT', 'ENDS', 'RENEWED BY'],
      rows.map((one) => [
        ...[one.name, `${one.plan} ${one.planVersion}`, plain(one.expression), plain(one.timeZone), stateOf(one)],
        one.enabled ? minute(one.nextTimes[0] ?? '-') : '-',
        minute(one.endAt),
        plain(one.renewer.by),
      ]),
      { ifSame: [], always: ['NEXT'] },
    ),
};

function stateOf({ enabled, dryRun }: ScheduleDocument): string {
  if (!enabled) return 'disabled';
  return dryRun ? 'dry run' : 'enabled';
}
