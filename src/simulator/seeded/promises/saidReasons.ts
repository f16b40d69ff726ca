import { ERROR_BYTES_KEPT } from '../../../drill/bounds.ts';
import type { Drill } from '../../../drill/drill.ts';
import { shortened } from '../../../drill/shortened.ts';
import type { Job, Site } from '../../aws/state.ts';

/**
 * Where a record's reason for a failed launch is not the one that the job's log told: DRS's last word on the server is the reason, and
 * where that is no error nothing that was said before may stand for it.
 */
export function unreportedReasons(drill: Drill, site: Site): string[] {
  return Object.entries(drill.servers).flatMap(([id, server]) => {
    const launch = drill.launches[server.launch ?? -1];
    const job = site.jobs[launch?.jobId ?? ''];
    // Of a job that was deleted before it was seen to end nobody can know.
    if (job === undefined || launch?.lostAt !== undefined || server.result !== 'FAILED' || server.error === undefined)
      return [];
    const errors = errorsOf(job, id).map((error) => error && shortened(error, ERROR_BYTES_KEPT));
    const last = errors.at(-1);
    const said = server.error;
    const isRight = last === undefined ? !errors.some((one) => isWord(said, one)) : isWord(said, last);
    return isRight ? [] : [`${id} did not fail because of "${server.error}"`];
  });
}

/** A record keeps the beginning of long words. */
function isWord(kept: string, said: string | undefined): boolean {
  return kept === said || (kept.endsWith('…') && said?.startsWith(kept.slice(0, -1)) === true);
}

/** Of each of its lines in turn, undefined where nothing went wrong. */
function errorsOf(job: Job, id: string): (string | undefined)[] {
  const own = job.log.filter((line) => line.data['sourceServerID'] === id);
  return own.map((line) => line.data['rawError'] as string | undefined);
}
