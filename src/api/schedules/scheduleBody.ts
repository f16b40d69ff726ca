import * as z from 'zod';
import { FLEXIBLE_WINDOW_MINUTES_MAX, SCHEDULE_DAYS_MAX, STANDING_WAIVER_DAYS_MAX } from '../../drill/bounds.ts';
import { drillBody } from '../drillRequestBody.ts';
import { moment, text } from '../input.ts';
import { planName, planVersion } from '../planStart.ts';

const WINDOW_ALLOWED = `must be a whole number of minutes from 0 to ${FLEXIBLE_WINDOW_MINUTES_MAX}`;

/** The body of PUT /v1/schedules/{name}. */
export function scheduleBody(holdSecondsMax: number) {
  return z.strictObject({
    plan: planName().meta({ description: 'The plan that is drilled' }),
    planVersion: planVersion().meta({
      description: 'The version of the plan; naming another one needs the right start',
    }),
    expression: text(256).meta({
      description: 'When: cron(…), rate(…) or at(…), as EventBridge Scheduler takes them',
    }),
    timeZone: text(50).default('UTC').meta({ description: 'The IANA time zone of the expression' }),
    startAt: moment().optional().meta({ description: 'No run before this time; a rate counts from it' }),
    endAt: moment().meta({ description: `No run from this time on; at most ${SCHEDULE_DAYS_MAX} days from now` }),
    flexibleWindowMinutes: z
      .int(WINDOW_ALLOWED)
      .min(0, WINDOW_ALLOWED)
      .max(FLEXIBLE_WINDOW_MINUTES_MAX, WINDOW_ALLOWED)
      .default(0)
      .meta({
        description: 'How long after its time a run may begin',
      }),
    enabled: z.boolean().default(true),
    dryRun: z.boolean().default(false).meta({ description: 'Every run is a dry run' }),
    overrides: overrides(holdSecondsMax).optional().meta({ description: 'Members that replace those of the plan' }),
    waiversUntil: moment()
      .optional()
      .meta({
        description: `From this time on a run with the waivers of \`overrides\` is refused; required with them, at most ${STANDING_WAIVER_DAYS_MAX} days from now`,
      }),
  });
}

/** The members of a start that a plan's drill may replace. Their defaults are those of the plan. */
function overrides(holdSecondsMax: number) {
  const { reason, holdSeconds, recoveryPoint, waivers, tags, changeReference } = drillBody(holdSecondsMax).shape;
  return z.strictObject({
    reason: reason.optional(),
    holdSeconds: holdSeconds.optional(),
    recoveryPoint: recoveryPoint.unwrap().optional(),
    waivers: waivers.unwrap().optional(),
    tags: tags.unwrap().optional(),
    changeReference,
  });
}
