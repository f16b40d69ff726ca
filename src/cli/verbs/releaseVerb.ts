import type { Command } from 'commander';
import type { Release } from '../apiDocuments.ts';
import { usageError } from '../commandError.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { keyOf } from '../http/session.ts';
import { confirmed } from '../terminal/confirm.ts';
import { grid, plain } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import { addYes } from './steerVerbs.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill lever release */
export function addRelease(lever: Command): void {
  // Commander gives options that `lever` also has to `lever`, so they are checked here instead of being required.
  const command = addVerb<ReleaseFlags>(lever, 'release', MANUAL, release)
    .requiredOption('--job <id>', 'the hanging job of the real recovery')
    .option('--reason <text>', 'how you know, for the record (required)')
    .option('--site <region>', 'where it hangs (default the deployment’s own Region)')
    .option('--idempotency-key <key>', 'a repeated key has no further effect');
  addYes(command);
}

/** The table of released jobs below that of the levers; empty when there are none. */
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
    throw usageError('releasing a job needs a reason', `drs-drill lever release --job ${jobId} --reason TEXT`);
  const where = region === undefined ? '' : ` in ${region}`;
  const intent = `This releases the hanging real recovery ${jobId}${where}: once it has logged nothing for two hours, drill instances of other servers are terminated while it is still open.`;
  await confirmed(session, intent, flags);
  const ask = { method: 'POST' as const, path: '/v1/lever/release', body: { jobId, reason, region } };
  const { body } = await session.write<Release>(ask, keyOf(flags));
  await session.show({ document: body, table: () => `${releases([body]).join('')}\n\n${plain(body.effect)}` });
  return EXIT.OK;
}

const MANUAL: Manual = {
  summary: 'release a hanging job of a real recovery',
  description:
    'While a real recovery runs, nothing is terminated in its Region, so that DRS does not refuse its waves. A job that hangs for hours would keep every drill instance up. A release allows terminations again, except for the servers of the job, once the job has logged nothing for two hours. First check the job in the DRS console, and ask the recovery team.',
  examples: [
    ['A conversion that hangs', 'drs-drill lever release --job drsjob-… --reason "conversion hangs, case 4711 at AWS"'],
  ],
  exits: [],
};
