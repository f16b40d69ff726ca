import { mixed, type World } from '../drill/world.ts';

/** Where the calls of some clients have gone to. */
export interface WorldReached {
  /** From now on this client's calls count. */
  follow<Client extends Followed>(client: Client): Client;
  /** Null while none has called. */
  world(): World | null;
}

/** What is needed of an SDK client: its middleware sees each request as it leaves, whatever made its endpoint. */
interface Followed {
  middlewareStack: { add(middleware: never, options: never): void };
}

/** Notes of each request to which host it goes. Nobody says in which world a drill runs: the hosts do. */
export function createWorldReached(): WorldReached {
  const seen: { world?: World } = {};
  return {
    follow: (client) => {
      const place = { step: 'finalizeRequest', name: 'noteWorldReached', priority: 'low' };
      client.middlewareStack.add(noting(seen) as never, place as never);
      return client;
    },
    world: () => seen.world ?? null,
  };
}

/** The world that an address belongs to. */
export function worldOf({ protocol, hostname }: { protocol?: string; hostname?: string }): World {
  return protocol === 'https:' && AWS_HOST.test(hostname ?? '') ? 'REAL' : 'SIMULATED';
}

/**
 * AWS general reference, service endpoints of DRS, EC2 and DynamoDB: `drs.eu-central-1.amazonaws.com`, also FIPS, dual-stack (`api.aws`),
 * account-based ones of DynamoDB, and those of China; VPC user guide: names of interface endpoints. Customers have hosts below
 * amazonaws.com as well, so the service counts.
 */
const AWS_HOST =
  /^((vpce-[0-9a-z-]+|[0-9]{12})\.)?(drs|ec2|dynamodb|ddb)(-fips)?\.[a-z]{2}(-[a-z]+)+-[0-9]+\.(vpce\.)?(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)$/;

function noting(seen: { world?: World }) {
  return (next: (args: unknown) => Promise<unknown>) =>
    (args: { request?: { protocol?: string; hostname?: string } }) => {
      seen.world = mixed(seen.world, worldOf(args.request ?? {})) ?? 'SIMULATED';
      return next(args);
    };
}
