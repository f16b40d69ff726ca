import { ERROR_BYTES_KEPT } from '../../../drill/bounds.ts';
import type { Drill, Server } from '../../../drill/drill.ts';
import { shortened } from '../../../drill/shortened.ts';
import type { Job, Site } from '../../aws/state.ts';

/**
 * Launch failures whose recorded reason differs from the job's log. The reason is the last log line of DRS about the
 * server. If that line is no error, no earlier line may be the reason.
 */
export function unreportedReasons(drill: Drill, site: Site): string[] {
  return Object.entries(drill.servers).flatMap(([id, server]) => {
    const launch = drill.launches[server.launch ?? -1];
    const job = site.jobs[launch?.jobId ?? ''];
    // No one can know this of a job that was deleted before the drill saw it end.
    if (job === undefined || launch?.lostAt !== undefined || server.result !== 'FAILED' || server.error === undefined)
      return [];
    if (isLeftBehind(drill, server)) return [];
    const errors = errorsOf(job, id).map((error) => error && shortened(error, ERROR_BYTES_KEPT));
    const last = errors.at(-1);
    const said = server.error;
    const isRight = last === undefined ? !errors.some((one) => isWord(said, one)) : isWord(said, last);
    return isRight ? [] : [`${id} did not fail because of "${server.error}"`];
  });
}

/** Its optional wave went on without it, whatever has become of it since. */
export function isLeftBehind({ waves }: Drill, { wave, error }: Server): boolean {
  return waves[wave]?.optional === true && error?.includes('within its launch allowance') === true;
}

/** A record truncates long messages. */
function isWord(kept: string, said: string | undefined): boolean {
  return kept === said || (kept.endsWith('…') && said?.startsWith(kept.slice(0, -1)) === true);
}

/** The error of each log line in turn; undefined where nothing failed. */
function errorsOf(job: Job, id: string): (string | undefined)[] {
  const own = job.log.filter((line) => line.data['sourceServerID'] === id);
  return own.map((line) => line.data['rawError'] as string | undefined);
}
