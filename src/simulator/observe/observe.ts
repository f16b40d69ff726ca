import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommanderError, program } from 'commander';
import manifest from '../../../package.json' with { type: 'json' };
import { CommandError, errorText, usageError } from '../../cli/commandError.ts';
import { seconds } from '../../cli/durations.ts';
import { openSession } from '../../cli/http/session.ts';
import { isLocal } from '../../cli/settings.ts';
import { awsClients } from './awsClients.ts';
import { judge } from './expect/expectations.ts';
import { follow } from './follow.ts';
import { answers } from './questions/openQuestions.ts';
import type { Recording } from './recording.ts';
import { type Report, reportText } from './report.ts';

/** The exit statuses. */
const EXIT = { SAME: 0, DIFFERENT: 1, UNREAD: 2 };

interface Flags {
  drill?: string;
  read?: string;
  api?: string;
  profile?: string;
  region?: string;
  after: number;
  interval?: number;
  file?: string;
  json: boolean;
}

/** `npm run observe`: follows a drill of the deployed product and reports where AWS differs from the simulator. */
async function observe(flags: Flags): Promise<number> {
  if ((flags.drill === undefined) === (flags.read === undefined))
    throw usageError('which drill?', '--drill d-… follows one; --read FILE reads a recording');
  const { recording, restored } =
    flags.read === undefined
      ? await recorded(flags, flags.drill ?? '')
      : { recording: readRecording(flags.read), restored: asIs };
  const report: Report = { recording, judged: judge(recording), answered: answers(recording) };
  process.stdout.write(flags.json ? `${JSON.stringify(report)}\n` : restored(reportText(report)));
  return statusOf(report);
}

/** A drill that has shown nothing proves nothing. */
function statusOf({ judged }: Report): number {
  if (judged.some(({ verdict }) => verdict === 'DIFFERENT')) return EXIT.DIFFERENT;
  return judged.some(({ compared }) => compared > 0) ? EXIT.SAME : EXIT.UNREAD;
}

async function recorded(flags: Flags, drillId: string) {
  const stopped = new AbortController();
  // The first Ctrl-C ends the observation. What was seen until then is saved and reported.
  process.once('SIGINT', () => stopped.abort());
  const { api, profile, region } = flags;
  const given = { ...(api && { api }), ...(profile && { profile }), ...(region && { region }) };
  const session = openSession({ ...given, requestTimeout: 30, retries: 3, verbose: false }, AbortSignal.any([]));
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const isHere = session.settings.api !== undefined && isLocal(session.settings.api);
  const recorder = await follow({
    drillId,
    api: { get: session.get, interrupted: stopped.signal },
    awsOf: (site) =>
      awsClients({ region: site, profile: session.settings.profile, endpoint: process.env['AWS_ENDPOINT_URL'] }),
    productVersion: manifest.version,
    pauseMs: (flags.interval ?? (isHere ? 0.5 : 10)) * 1000,
    afterMinutesMax: flags.after / 60,
    pause: (milliseconds) => sleep(milliseconds, undefined, { signal: stopped.signal }).catch(() => undefined),
    progress: say,
  });
  const file = flags.file ?? `observed-${drillId}.json`;
  writeFileSync(file, `${JSON.stringify(recorder.recording, null, 1)}\n`);
  say(`${file} holds the recording. You can send it to us. ${recorder.recording.holds}`);
  return { recording: recorder.recording, restored: recorder.names.restored };
}

const asIs = (text: string) => text;

function readRecording(file: string): Recording {
  const read = JSON.parse(readFileSync(file, 'utf8')) as Recording;
  if (read.schema !== 1) throw usageError(`${file} is not a recording of this version`);
  return read;
}

function flagsOf(argv: string[]): Flags {
  program
    .name('npm run observe --')
    .description(
      'Follows a drill of the deployed product, reading only, and says where this account differs from the simulator. Ends with 0 when nothing does, 1 when something does, 2 when it could not read.',
    )
    .option('--drill <drill>', 'the drill to follow, best from its beginning')
    .option('--read <file>', 'report on an earlier recording')
    .option('--api <url>', 'address of the product’s API (default DRS_DRILL_API, or the one saved by drs-drill config)')
    .option('--profile <name>', 'AWS profile')
    .option('--region <region>', 'Region of the API, if its address does not contain it')
    .option('--after <duration>', 'continue for at most this long after the drill has ended', seconds, 5400)
    .option('--interval <duration>', 'time between two looks (default 10 s; 0.5 s in the local world)', seconds)
    .option('--file <file>', 'file for the recording (default observed-<drill>.json)')
    .option('--json', 'print one JSON object on stdout', false)
    .exitOverride()
    .parse(argv);
  return program.opts<Flags>();
}

try {
  process.exitCode = await observe(flagsOf(process.argv));
} catch (error) {
  process.exitCode = reported(error);
}

function reported(error: unknown): number {
  // Commander has printed it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.SAME : EXIT.UNREAD;
  const said =
    error instanceof CommandError ? errorText(error) : `${error instanceof Error ? error.message : String(error)}\n`;
  process.stderr.write(said);
  return EXIT.UNREAD;
}
