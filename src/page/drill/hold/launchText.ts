import type { Drill } from '../../api/client.ts';

/** What a drill waits for while it launches and verifies, if the API names nothing else; null: nothing is under way. */
export function launchText({ phase, launches, servers }: Pick<Drill, 'phase' | 'launches' | 'servers'>): string | null {
  if (phase !== 'LAUNCHING' && phase !== 'VERIFYING') return null;
  const open = launches.filter(({ state }) => state === 'REQUESTED' || state === 'STARTED');
  const jobs = open.flatMap(({ jobId }) => jobId ?? []);
  if (jobs.length > 0) return jobsText(jobs);
  if (open.length > 0) return 'DRS, which is to begin a launch job.';
  const launched = servers.filter(({ result }) => result === 'LAUNCHED');
  const verified = launched.filter((server) => server.verified !== null).length;
  const judged = launched.filter(({ verified: how, verificationFailed }) => how !== null || verificationFailed).length;
  if (judged === launched.length) return null;
  return `Launched servers to be seen working: ${verified} of ${launched.length} verified.`;
}

function jobsText(jobs: readonly string[]): string {
  const others = jobs.length - JOBS_NAMED_MAX;
  const named = jobs.slice(0, JOBS_NAMED_MAX).join(', ');
  const which = jobs.length === 1 ? 'job' : 'jobs';
  const more = others > 0 ? ` and ${others} more` : '';
  return `The end of DRS ${which} ${named}${more}, usually 5 to 20 minutes after the start.`;
}

const JOBS_NAMED_MAX = 3;
