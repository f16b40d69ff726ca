import { once } from 'node:events';
import { startWorld } from './startedWorld.ts';

/** The local world after its demonstration, for callers. */
export interface CallersWorld {
  api: string;
  /** The simulated AWS. */
  aws: string;
  /** Servers that launch. */
  sound: string[];
  /** A server that fails to launch, every time. */
  failing: string;
  stop(): Promise<void>;
}

/** Starts `npm start` and waits for the end of its two drills, in the second of which one server fails. */
export async function startCallersWorld(servers: number): Promise<CallersWorld> {
  const world = startWorld(['--json', '--servers', String(servers), '--fail', '1', '--speed', '1000']);
  const [, api = ''] = await world.said(/^API=(\S+)$/m);
  const [, aws = ''] = await world.said(/^export AWS_ENDPOINT_URL=(\S+)/m);
  await world.said(/^# Up until Ctrl-C/m);
  const all = drillsIn(world.stdout()).flatMap((drill) => drill.servers);
  const ids = (result: string) => all.filter((one) => one.result === result).map((one) => one.sourceServerId);
  return {
    api,
    aws,
    sound: ids('LAUNCHED'),
    failing: ids('FAILED')[0] ?? '',
    stop: async () => {
      world.child.kill('SIGINT');
      if (world.child.exitCode === null) await once(world.child, 'close');
    },
  };
}

interface Launched {
  sourceServerId: string;
  result: string;
}

function drillsIn(printed: string): { servers: Launched[] }[] {
  const { drills } = JSON.parse(printed) as { drills: { drill: { servers: Launched[] } }[] };
  return drills.map(({ drill }) => drill);
}
