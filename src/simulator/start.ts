import { once } from 'node:events';
import { Option, program } from 'commander';
import type { DrillView } from '../api/drillView.ts';
import { createProgressView } from '../cli/progressView.ts';
import { whole } from '../cli/wholeNumber.ts';
import type { Log } from '../flow/ports.ts';
import { CannotStart } from './cannotStart.ts';
import { GUARD_TAG } from './deliveries.ts';
import {
  beginDemonstration,
  type Demonstration,
  type DemonstrationShape,
  endDemonstration,
  readJournal,
  watchDrill,
} from './demonstration.ts';
import { type LocalWorld, startLocalWorld } from './localWorld.ts';
import { type Ended, summaryView } from './summaryView.ts';
import { refuseUnusablePlace } from './usablePlace.ts';

interface Flags extends DemonstrationShape {
  port: number;
  awsPort: number;
  once: boolean;
  json: boolean;
  speed: number;
  seed: number;
  data?: string;
  restored?: string;
}

/** `npm start`: the product on one machine, with a drill to look at. */
async function start(flags: Flags): Promise<number> {
  const say = flags.json ? process.stderr : process.stdout;
  say.write(`seed ${flags.seed}\n`);
  const stopped = endingOnDemand();
  await refuseUnusablePlace(flags);
  const { port: apiPort, awsPort, speed, seed, data: folder, restored } = flags;
  const told = restored === undefined ? {} : { restored };
  const local = await startLocalWorld({ apiPort, awsPort, speed, seed, folder, log: errorLog, ...told });
  try {
    if (stopped.aborted) return 0;
    say.write(`API   ${local.apiUrl}/v1/drills\nAWS   AWS_ENDPOINT_URL=${local.awsUrl}\n`);
    const asExpected = await demonstrate(local, flags, say, stopped);
    if (flags.once || stopped.aborted) return asExpected ? 0 : 1;
    say.write('It stays up for drills of your own; Ctrl-C ends it.\n');
    await once(stopped, 'abort');
    return 0;
  } finally {
    await local.stop();
  }
}

/** Whoever wants it to end waits at most two seconds: what is kept is on the disk at any moment, and the table ends with this process. */
function endingOnDemand(): AbortSignal {
  const stopped = new AbortController();
  const end = () => {
    stopped.abort();
    setTimeout(() => process.exit(), END_MS_MAX).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  // As in `npm start | head`: nobody reads on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', end);
  return stopped.signal;
}

const END_MS_MAX = 1500;

async function demonstrate(
  local: LocalWorld,
  flags: Flags,
  say: NodeJS.WriteStream,
  stopped: AbortSignal,
): Promise<boolean> {
  const demonstration = await beginDemonstration(local, flags);
  const progress = createProgressView(say, { servers: true });
  const show = (view: DrillView) => progress.show(view, local.clock.now());
  const drill = await watchDrill(local, demonstration.drillId, show, stopped);
  progress.end();
  if (drill === undefined) return false;
  endDemonstration(local);
  const ended = await tell(local, drill);
  process.stdout.write(flags.json ? `${JSON.stringify({ ...ended, seed: flags.seed })}\n` : summaryView(ended));
  return endedAsItShould(demonstration, ended);
}

async function tell(local: LocalWorld, drill: DrillView): Promise<Ended> {
  const { calls } = local.world;
  return {
    drill,
    journal: await readJournal(local, drill.drillId),
    drsCalls: callsOf(calls.ofDrill(drill.drillId), 'drs'),
    ec2Calls: callsOf(calls.ofDrill(drill.drillId), 'ec2'),
    guardCalls: { ...callsOf(calls.ofDrill(GUARD_TAG), 'drs'), ...callsOf(calls.ofDrill(GUARD_TAG), 'ec2') },
    instancesLeft: local.world.liveInstances(local.site).length,
  };
}

function callsOf(counts: Record<string, number>, service: string): Record<string, number> {
  const mine = Object.entries(counts).filter(([name]) => name.startsWith(`${service}:`));
  return Object.fromEntries(mine.map(([name, count]) => [name.slice(service.length + 1), count]));
}

function endedAsItShould({ fail }: Demonstration, { drill, instancesLeft }: Ended): boolean {
  const failed = drill.servers.filter((server) => server.result === 'FAILED').length;
  const outcome = fail > 0 ? 'FAILED' : 'PASSED';
  return drill.outcome === outcome && failed === fail && drill.cleanup === 'CLEAN' && instancesLeft === 0;
}

/** What goes right is seen in the drill itself; what goes wrong is for whoever started this. */
const errorLog: Log = {
  info: () => undefined,
  error: (message, details) => void process.stderr.write(`${message} ${JSON.stringify(details)}\n`),
};

const COULD_NOT_START = 2;

/** About an hour of the drill in about 40 seconds. */
const SPEED = 120;

function flagsOf(argv: string[]): Flags {
  program
    .name('npm start --')
    .description('Runs drs-drill on this machine, against a simulated AWS, with a demonstration drill.')
    .option('--port <port>', 'port of the HTTP API', whole(0, 65_535), 0)
    .option('--aws-port <port>', 'port of the simulated AWS', whole(0, 65_535), 0)
    .option('--once', 'end after the demonstration; 0 only when it ended as it should', false)
    .option('--json', 'print one JSON object on stdout, and nothing else', false)
    .option('--servers <count>', 'servers of the demonstration, in two waves', whole(1, 300), 6)
    .addOption(
      new Option('--fail <count>', 'servers of the last wave that fail to launch').argParser(whole(0, 150)).default(1),
    )
    .option(
      '--speed <seconds>',
      'simulated seconds per second while nothing is being worked on',
      whole(1, 10_000),
      SPEED,
    )
    .option('--seed <number>', 'seed of everything that is left to chance', whole(0, 2 ** 32 - 1), 1)
    .option('--data <folder>', 'keep everything here between runs')
    .option('--restored <name>', 'the table in the folder is an older copy: a new name tells the product so')
    .addHelpText('after', '\n0: all went as it should · 1: it did not · 2: it could not start, and says why')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : COULD_NOT_START))
    .parse(argv);
  const flags = program.opts<Flags>();
  const lastWave = Math.ceil(flags.servers / 2);
  if (flags.fail > lastWave) program.error(`--fail may be at most ${lastWave}: they are in the last wave`);
  return flags;
}

try {
  process.exitCode = await start(flagsOf(process.argv));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof CannotStart ? COULD_NOT_START : 1;
}
