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

/** Starts `npm start` and waits for the end of its demonstration, in which one of its servers fails. */
export async function startCallersWorld(servers: number): Promise<CallersWorld> {
  const world = startWorld(['--json', '--servers', String(servers), '--fail', '1', '--speed', '1000']);
  const [, api = ''] = await world.said(/^API +(\S+)$/m);
  const [, aws = ''] = await world.said(/^AWS +AWS_ENDPOINT_URL=(\S+)$/m);
  await world.said(/^It stays up/m);
  const newest = await read<{ drills: { drillId: string }[] }>(api);
  const { servers: all } = await read<{ servers: Launched[] }>(`${api}/${newest.drills[0]?.drillId}`);
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

async function read<Body>(url: string): Promise<Body> {
  return (await (await fetch(url)).json()) as Body;
}
