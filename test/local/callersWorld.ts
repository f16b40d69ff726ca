import { once } from 'node:events';
import { startWorld } from './startedWorld.ts';

/** The local world, for callers. */
export interface CallersWorld {
  api: string;
  /** The simulated AWS. */
  aws: string;
  /** Servers that launch successfully. */
  sound: string[];
  /** The server whose launch always fails. */
  failing: string;
  stop(): Promise<void>;
}

/** Starts `npm start` without its two drills; `fail` servers fail. */
export async function startCallersWorld(servers: number, fail: 0 | 1, flags: string[] = []): Promise<CallersWorld> {
  const shape = ['--servers', String(servers), '--fail', String(fail)];
  const world = startWorld(['--json', '--no-demo', ...shape, '--speed', '1000', ...flags]);
  const [, api = ''] = await world.said(/^API=(\S+)$/m);
  const [, aws = ''] = await world.said(/^export AWS_ENDPOINT_URL=(\S+)/m);
  await world.said(/^# Up until Ctrl-C/m);
  const listed = await fetch(`${api}/v1/servers?limit=100`).then((answer) => answer.json() as Promise<Listed>);
  const named = listed.servers.toSorted((one, other) => (one.hostname < other.hostname ? -1 : 1));
  const ids = named.map(({ sourceServerId }) => sourceServerId);
  return {
    api,
    aws,
    sound: ids.slice(0, servers - fail),
    failing: ids[servers - fail] ?? '',
    stop: async () => {
      world.child.kill('SIGINT');
      if (world.child.exitCode === null) await once(world.child, 'close');
    },
  };
}

interface Listed {
  servers: { sourceServerId: string; hostname: string }[];
}
