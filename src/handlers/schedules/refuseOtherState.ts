import { etagOf } from '../../api/entityTags.ts';
import type { Expected } from '../../api/preconditions.ts';
import type { Schedule } from '../../drill/schedules/schedule.ts';
import { Refused } from '../../flow/errors.ts';
import { noSuchSchedule } from '../parsing/parameters.ts';

/** Throws if the schedule is not as the caller expects it. */
export function refuseOtherState(name: string, kept: Schedule | undefined, expected: Expected): void {
  if (kept === undefined) {
    if (expected !== 'NOTHING') throw noSuchSchedule(name);
    return;
  }
  const { generation } = kept;
  if (expected !== 'NOTHING' && (expected.tags === undefined || expected.tags.has(etagOf(generation)))) return;
  const message =
    expected === 'NOTHING'
      ? `There is a schedule ${name} already`
      : `The schedule ${name} was changed; look at it again`;
  throw new Refused(412, 'precondition-failed', message, { version: generation });
}
