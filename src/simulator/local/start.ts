import { once } from 'node:events';
import { Option, program } from 'commander';
import type { DrillView } from '../../api/views/drillView.ts';
import { createProgressView } from '../../cli/terminal/progressView.ts';
import { whole } from '../../cli/wholeNumber.ts';
import { GUARD_TAG } from '../lambda/deliveries.ts';
import { callersRegion } from './callersRegion.ts';
import { callsOf } from './callsOf.ts';
import { CannotStart } from './cannotStart.ts';
import { consoleLog } from './consoleLog.ts';
import {
  beginDrill,
  type DemonstrationShape,
  endDrill,
  type PlannedDrill,
  planDemonstration,
  readJournal,
  watchDrill,
} from './demonstration.ts';
import { type Ended, isAsPlanned, summaryView } from './demonstrationReport.ts';
import { addExampleFunction } from './exampleChecks.ts';
import { type LocalWorld, startLocalWorld } from './localWorld.ts';
import { sealedEvidence } from './sealedEvidence.ts';
import { refuseUnusablePlace } from './usablePlace.ts';
import { goodbye, welcome, whatNext } from './welcome.ts';

interface Flags extends DemonstrationShape {
  port: number;
  awsPort: number;
  once: boolean;
  json: boolean;
  speed: number;
  seed: number;
  demo: boolean;
  data?: string;
  restored?: string;
  application?: number;
}

/** `npm start`: the product on one machine, with two example drills. */
async function start(flags: Flags): Promise<number> {
  const say = flags.json ? process.stderr : process.stdout;
  say.write(`seed ${flags.seed}\n`);
  const stopped = endingOnDemand();
  const region = callersRegion(process.env);
  await refuseUnusablePlace(flags);
  const { local, planned } = await startFurnished(flags, region);
  try {
    if (stopped.aborted) return 0;
    say.write(welcome(local, { region, folder: flags.data }));
    const asPlanned = await demonstrate(local, flags.demo ? planned : [], { flags, say, stopped });
    const staysUp = !flags.once && !stopped.aborted;
    if (staysUp) {
      say.write(await whatNext(local));
      await once(stopped, 'abort');
    }
    say.write(await goodbye(local, flags.data));
    return staysUp || asPlanned ? 0 : 1;
  } finally {
    await local.stop();
  }
}

/** The world with the demonstration's servers, and the drills still to be shown. */
async function startFurnished(flags: Flags, region: string): Promise<{ local: LocalWorld; planned: PlannedDrill[] }> {
  const { port: apiPort, awsPort, speed, seed, data: folder, restored, application: applicationPort } = flags;
  const planned: PlannedDrill[] = [];
  const log = consoleLog((line) => void process.stderr.write(line));
  const local = await startLocalWorld({
    ...{ apiPort, awsPort, speed, seed, region, folder, log },
    furnish: (world, site, savedState) => {
      addExampleFunction(world, site);
      planned.push(...planDemonstration(savedState, world, site, flags));
    },
    ...(restored !== undefined && { restored }),
    ...(applicationPort !== undefined && { applicationPort }),
  });
  return { local, planned };
}

/**
 * Ends within two seconds of the request: all state is on disk at any moment, and the table stops with this process.
 */
function endingOnDemand(): AbortSignal {
  const stopped = new AbortController();
  const end = () => {
    stopped.abort();
    setTimeout(() => process.exit(), END_MS_MAX).unref();
  };
  // Stays registered: the live view of a drill also listens, and would end the process at once if it were the only
  // listener.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  // As in `npm start | head`: the reader has closed the pipe.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', end);
  return stopped.signal;
}

const END_MS_MAX = 1500;

interface Showing {
  flags: Flags;
  say: NodeJS.WriteStream;
  stopped: AbortSignal;
}

/** Shows the drills one after the other. True when all ended as planned. */
async function demonstrate(local: LocalWorld, planned: PlannedDrill[], showing: Showing): Promise<boolean> {
  const reported: (Ended & { asPlanned: boolean })[] = [];
  for (const [index, one] of planned.entries()) {
    showing.say.write(titleOf(one, planned.length));
    const ended = await show(local, one, showing);
    if (ended === undefined) return false;
    endDrill(local, planned.slice(index + 1));
    reported.push({ ...ended, asPlanned: isAsPlanned(one, ended) });
    if (!showing.flags.json) process.stdout.write(summaryView(one, ended, process.stdout));
  }
  const { json, seed } = showing.flags;
  if (json) process.stdout.write(`${JSON.stringify({ seed, region: local.site.region, drills: reported })}\n`);
  return reported.every(({ asPlanned }) => asPlanned);
}

function titleOf({ fail }: PlannedDrill, drills: number): string {
  if (fail > 0) return `# then one in which ${fail === 1 ? 'a server is' : `${fail} servers are`} made to fail\n`;
  return drills > 1 ? '# first a drill that passes\n' : '# a drill\n';
}

async function show(local: LocalWorld, planned: PlannedDrill, { say, stopped }: Showing): Promise<Ended | undefined> {
  const drillId = await beginDrill(local, planned);
  const progress = createProgressView(say, {
    servers: true,
    hostnames: new Map(Object.entries(planned.hostnames ?? {})),
  });
  const see = (view: DrillView) => progress.show(view, local.clock.now());
  const drill = await watchDrill(local, drillId, see, stopped);
  progress.end();
  return drill && publish(local, drill);
}

async function publish(local: LocalWorld, drill: DrillView): Promise<Ended> {
  const { calls } = local.world;
  return {
    drill,
    journal: await readJournal(local, drill.drillId),
    drsCalls: callsOf(calls.ofDrill(drill.drillId), 'drs'),
    ec2Calls: callsOf(calls.ofDrill(drill.drillId), 'ec2'),
    guardCalls: { ...callsOf(calls.ofDrill(GUARD_TAG), 'drs'), ...callsOf(calls.ofDrill(GUARD_TAG), 'ec2') },
    instancesLeft: local.world.liveInstances(local.site).length,
    evidence: await sealedEvidence(local, drill.drillId),
  };
}

const COULD_NOT_START = 2;

/** An hour of drills in about 40 seconds. */
const SPEED = 120;

function flagsOf(argv: string[]): Flags {
  program
    .name('npm start --')
    .description('Runs drs-drill on this machine, against a simulated AWS, with two example drills.')
    .option('--port <port>', 'port of the HTTP API', whole(0, 65_535), 0)
    .option('--aws-port <port>', 'port of the simulated AWS', whole(0, 65_535), 0)
    .option('--once', 'end after the demonstration; 0 only when it ended as planned', false)
    .option('--json', 'print one JSON object on stdout, and nothing else', false)
    .option('--servers <count>', 'servers of the world; half of them in a drill that passes', whole(1, 300), 6)
    .option('--no-demo', 'no example drills')
    .addOption(
      new Option('--fail <count>', 'servers that fail to launch, in the second drill; 0: one drill with all servers')
        .argParser(whole(0, 150))
        .default(1),
    )
    .option('--speed <seconds>', 'simulated seconds per second while idle', whole(1, 10_000), SPEED)
    .option('--seed <number>', 'seed of all random choices', whole(0, 2 ** 32 - 1), 1)
    .option('--data <folder>', 'keep all state here between runs; the demonstration is shown once')
    .option(
      '--application <port>',
      'port of a server on this machine that plays the applications of the instances',
      whole(1, 65_535),
    )
    .option('--restored <name>', 'new name for a restored table: the table in the folder is an older copy')
    .addHelpText('after', '\n0: ended as planned · 1: did not · 2: could not start, with the reason')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : COULD_NOT_START))
    .parse(argv);
  const flags = program.opts<Flags>();
  const others = Math.ceil(flags.servers / 2);
  if (flags.fail > others)
    program.error(`--fail may be at most ${others}: the other servers are in the drill that passes`);
  return flags;
}

try {
  process.exitCode = await start(flagsOf(process.argv));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof CannotStart ? COULD_NOT_START : 1;
}
