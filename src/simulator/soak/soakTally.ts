import { SECOND_MS } from '../../drill/bounds.ts';
import type { WorldState } from '../aws/state.ts';

/** Counts the faults that left traces in simulated AWS: in jobs, and as schedules that never fired. */
export function countMarks({ sites, schedules, now }: WorldState): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (kind: string) => {
    counts[kind] = (counts[kind] ?? 0) + 1;
  };
  for (const job of Object.values(sites).flatMap((site) => Object.values(site.jobs))) {
    for (const { event } of job.log) if (!ORDINARY.test(event)) add(`job log: ${event}`);
    if (job.type === 'LAUNCH' && !job.keepsServers) add('job without servers');
    if (job.endsAt - job.createdAt > HANGING_SECONDS * SECOND_MS) add('job hung');
  }
  for (const { request } of Object.values(schedules)) {
    const at = /^at\((.*)\)$/.exec(String(request['ScheduleExpression']))?.[1];
    if (at !== undefined && Date.parse(`${at}Z`) < now - HANGING_SECONDS * SECOND_MS) add('schedule never fired');
  }
  return counts;
}

const HANGING_SECONDS = 2400;

/** Log lines of a job in which nothing fails. */
const ORDINARY = /^(JOB|SNAPSHOT|CONVERSION|LAUNCH|CLEANUP)_(START|END)$/;
