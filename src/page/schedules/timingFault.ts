import { momentOf } from '../words/moments.ts';
import { comingTimes } from './comingTimes.ts';
import type { ScheduleForm } from './scheduleForm.ts';

type Typed = Pick<ScheduleForm, 'expression' | 'timeZone' | 'startAt' | 'endAt'>;

/** The coming times of a form, or why the API would refuse its expression. */
export function timesOfForm({ expression, timeZone, startAt, endAt }: Typed, nowMs: number) {
  const [startMs, endMs] = [momentOf(startAt), momentOf(endAt)].map((at) =>
    at === undefined ? undefined : Date.parse(at),
  );
  return comingTimes({ expression, timeZone, startMs, endMs }, nowMs);
}

/** Why the API would refuse the expression or the time zone; undefined: it would not. */
export function timingFault(form: Typed, nowMs: number): string | undefined {
  const answer = timesOfForm(form, nowMs);
  return 'wrong' in answer ? answer.wrong : undefined;
}
