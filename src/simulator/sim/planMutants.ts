import type { Safeguard } from './mutant.ts';

/** A drill from a plan is what its version says, and a scheduled time makes at most one. */
export const PLAN_SAFEGUARDS: readonly Safeguard[] = [
  {
    name: 'start-of-pinned-version',
    why: 'A start that pins a version of a plan runs that one, whatever was saved since.',
    edits: [
      {
        file: 'src/handlers/plans/startedPlan.ts',
        find: 'return version === undefined || version === newest.version ? newest : plans.version(name, version);',
        replace: 'return version === null ? plans.version(name, version) : newest;',
      },
    ],
  },
  {
    name: 'run-of-pinned-version',
    why: 'A schedule runs the version that somebody with the right to start drills has pinned.',
    edits: [
      {
        file: 'src/handlers/events/dueRun.ts',
        find: '(await ports.plans.newest(terms.plan)) && (await ports.plans.version(terms.plan, terms.planVersion))',
        replace: 'await ports.plans.newest(terms.plan)',
      },
    ],
  },
  {
    name: 'deleted-plan-starts-nothing',
    why: 'A plan that was deleted starts no drills, although its versions stay.',
    edits: [
      {
        file: 'src/handlers/events/dueRun.ts',
        find: '(await ports.plans.newest(terms.plan)) && (await ports.plans.version(terms.plan, terms.planVersion))',
        replace: 'await ports.plans.version(terms.plan, terms.planVersion)',
      },
    ],
  },
  {
    name: 'one-drill-a-time',
    why: 'Scheduler delivers at least once. The scheduled time, and not the delivery, is what a drill belongs to.',
    edits: [
      {
        file: 'src/handlers/events/dueRun.ts',
        find: 'drillId: drillIdOf(requestedBy,',
        replace: 'drillId: drillIdOf(requestedBy + ports.ids.next(),',
      },
    ],
  },
  {
    name: 'run-of-this-generation',
    why: 'A run that was planned before the schedule was changed makes no drill, not even a second one of its time.',
    edits: [
      {
        file: 'src/drill/schedules/refusedRun.ts',
        find: 'if (run.generation !== generation || run.scheduledAt <= generation)',
        replace: 'if (run.generation > generation)',
      },
    ],
  },
];
