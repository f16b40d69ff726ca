import { once } from 'node:events';
import type { DrillView } from '../../api/views/drillView.ts';
import { createProgressView } from '../../cli/terminal/progressView.ts';
import { GUARD_TAG } from '../lambda/deliveries.ts';
import { callersRegion } from './callersRegion.ts';
import { callsOf } from './callsOf.ts';
import { CannotStart } from './cannotStart.ts';
import { consoleLog } from './consoleLog.ts';
import {
  beginDrill,
  endDrill,
  type PlannedDrill,
  planDemonstration,
  readJournal,
  watchDrill,
} from './demonstration.ts';
import { type Ended, isAsPlanned, summaryView } from './demonstrationReport.ts';
import { addExampleFunction } from './exampleChecks.ts';
import { serveLocalPage } from './localPage.ts';
import { type LocalWorld, startLocalWorld } from './localWorld.ts';
import { sealedEvidence } from './sealedEvidence.ts';
import { COULD_NOT_START, type Flags, flagsOf } from './startFlags.ts';
import { refuseUnusablePlace } from './usablePlace.ts';
import { goodbye, pageForAnother, welcome, whatNext } from './welcome.ts';

/** `npm start`: the product on one machine, with two example drills. */
async function start(flags: Flags): Promise<number> {
  const say = flags.json ? process.stderr : process.stdout;
  say.write(`seed ${flags.seed}\n`);
  const stopped = endingOnDemand();
  const region = callersRegion(process.env);
  await refuseUnusablePlace(flags);
  const { local, planned } = await startFurnished(flags, region);
  const note = (line: string) => void say.write(`# ${line}\n`);
  const page = await serveLocalPage(local.apiUrl, { ...flags, note });
  try {
    if (stopped.aborted) return 0;
    say.write(welcome(local, { region, folder: flags.data, page: page.said }));
    const asPlanned = await demonstrate(local, flags.demo ? planned : [], { flags, say, stopped });
    const staysUp = !flags.once && !stopped.aborted;
    if (staysUp) {
      say.write(await whatNext(local, page.address()));
      // Not before, because the live view of a drill counts the lines on the screen.
      page.announce((address) => void say.write(pageForAnother(address)));
      await once(stopped, 'abort');
    }
    say.write(await goodbye(local, flags.data));
    return staysUp || asPlanned ? 0 : 1;
  } finally {
    await page.close();
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

try {
  process.exitCode = await start(flagsOf(process.argv));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof CannotStart ? COULD_NOT_START : 1;
}
