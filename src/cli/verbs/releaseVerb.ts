import type { Command } from 'commander';
import { usageError } from '../commandError.ts';
import type { Release } from '../documents.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { keyOf } from '../http/session.ts';
import { confirmed } from '../terminal/confirm.ts';
import { grid, plain } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import { addYes } from './steerVerbs.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill lever release */
export function addRelease(lever: Command): void {
  // What `lever` knows too, it takes for its own, wherever it stands; so it can be required only below.
  const command = addVerb<ReleaseFlags>(lever, 'release', MANUAL, release)
    .requiredOption('--job <id>', 'the real recovery’s job that hangs')
    .option('--reason <text>', 'how you know, for the record (required)')
    .option('--site <region>', 'where it hangs (default the deployment’s own Region)')
    .option('--idempotency-key <key>', 'the same key again changes nothing more');
  addYes(command);
}

/** The jobs that are released, as a table behind that of the levers; none when there are none. */
export function releases(released: readonly Release[]): string[] {
  if (released.length === 0) return [];
  const rows = released.map(({ region, jobId, by, releasedAt, reason }) => [region, jobId, by, releasedAt, reason]);
  return [grid(['REGION', 'RELEASED JOB', 'BY', 'AT', 'REASON'], rows)];
}

interface ReleaseFlags {
  job: string;
  reason?: string;
  site?: string;
  idempotencyKey?: string;
  yes?: boolean;
}

async function release({ session, flags }: Call<ReleaseFlags>): Promise<ExitStatus> {
  const { job: jobId, reason, site: region } = flags;
  if (reason === undefined)
    throw usageError('whoever releases a job says why', `drs-drill lever release --job ${jobId} --reason TEXT`);
  const where = region === undefined ? '' : ` in ${region}`;
  const intent = `This says that the real recovery ${jobId} hangs${where}: once it has been silent for two hours, drill instances of servers that it does not name are terminated while it is still open.`;
  await confirmed(session, intent, flags);
  const ask = { method: 'POST' as const, path: '/v1/lever/release', body: { jobId, reason, region } };
  const { body } = await session.write<Release>(ask, keyOf(flags));
  await session.show({ document: body, table: () => `${releases([body]).join('')}\n\n${plain(body.effect)}` });
  return EXIT.OK;
}

const MANUAL: Manual = {
  summary: 'say that a real recovery’s job hangs',
  description:
    'While a real recovery goes on nothing is terminated in its Region, so that DRS refuses none of its waves. A job that hangs in silence for hours would keep every drill instance up. This says that it no longer does, except for the servers that it names; it counts once the job has been silent for two hours. Look at the job in the DRS console first, and ask whoever recovers.',
  examples: [
    ['A conversion that hangs', 'drs-drill lever release --job drsjob-… --reason "conversion hangs, case 4711 at AWS"'],
  ],
  exits: [],
};
