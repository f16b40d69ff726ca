import { OUTCOMES } from '../../drill/drill.ts';
import type { World } from '../../drill/world.ts';
import type { DayCounted, DrillOfMonth, LessonNoted, MonthReport, MonthSources, Totals } from './month.ts';
import { MONTH_FORMAT } from './month.ts';

/** The report of a month. Nothing in it is new: it adds up what the API answers. */
export function monthOf({ notes, days, daysBefore, ...sources }: MonthSources): MonthReport {
  const { drills } = sources;
  const open = drills.filter(({ endedAt }) => endedAt === null).length;
  return {
    format: MONTH_FORMAT,
    ...sources,
    final: open === 0 && sources.madeAt >= startOfNext(sources.month),
    world: worldOf(drills),
    simulated: drills.filter(({ world }) => world === 'SIMULATED').length,
    outcomes: OUTCOMES.flatMap((outcome) => {
      const count = drills.filter((drill) => drill.endedAt !== null && drill.outcome === outcome).length;
      return count === 0 ? [] : [{ outcome, drills: count }];
    }),
    open,
    trend: { now: totalsOf(days), before: totalsOf(daysBefore), days: sortedBy(days, ({ day }) => day) },
    lessons: lessonsIn(notes),
  };
}

/** `2026-11-01T00:00:00.000Z` for `2026-10`. */
export function startOfNext(month: string): string {
  return startOf(month, 1);
}

/** The beginning of a month, or of one so many months later. */
export function startOf(month: string, later = 0): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + later)).toISOString();
}

/** One simulated drill makes the whole month SIMULATED. */
function worldOf(drills: DrillOfMonth[]): World | null {
  const worlds = drills.map(({ world }) => world);
  if (worlds.includes('SIMULATED')) return 'SIMULATED';
  return worlds.includes('REAL') ? 'REAL' : null;
}

function totalsOf(days: DayCounted[]): Totals {
  const sum = (of: (day: DayCounted) => number) => days.reduce((total, day) => total + of(day), 0);
  const [trials, passed, stopped] = [sum((day) => day.trials), sum((day) => day.passed), sum((day) => day.stopped)];
  const longest = days.flatMap(({ longestRecoveryTimeSeconds: seconds }) => (seconds === null ? [] : [seconds]));
  return {
    drills: sum((day) => day.drills),
    trials,
    passed,
    stopped,
    passRate: trials === stopped ? null : passed / (trials - stopped),
    objectivesMet: sum((day) => day.objectivesMet),
    objectivesMissed: sum((day) => day.objectivesMissed),
    longestRecoveryTimeSeconds: longest.length === 0 ? null : Math.max(...longest),
    instanceHours: sum((day) => day.instanceHours),
  };
}

/** Those that nobody tracks come first: nothing else will bring them up again. */
function lessonsIn(notes: MonthSources['notes']): LessonNoted[] {
  const lessons = notes.flatMap(({ kind, drillId, at, by, text, trackerUrl }) =>
    kind === 'LESSON' ? [{ drillId, at, by, text, trackerUrl }] : [],
  );
  const sorted = sortedBy(lessons, ({ at, drillId }) => `${at} ${drillId}`);
  return [...sorted.filter(isUntracked), ...sorted.filter((lesson) => !isUntracked(lesson))];
}

function isUntracked({ trackerUrl }: LessonNoted): boolean {
  return trackerUrl === null;
}

function sortedBy<One>(all: One[], keyOf: (one: One) => string): One[] {
  return all.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0));
}
