import { mixed, type World } from '../drill/world.ts';

/** Records which world the calls of clients reached. */
export interface WorldReached {
  /** Tracks the calls of this client from now on. */
  follow<Client extends Followed>(client: Client): Client;
  /** Null until the first call. */
  world(): World | null;
}

/**
 * The part of an SDK client that is needed: its middleware sees the final host of each request, wherever the endpoint
 * came from.
 */
interface Followed {
  middlewareStack: { add(middleware: never, options: never): void };
}

/** Records the host of each request. The world of a drill is derived from the hosts and cannot be configured. */
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

/** The world that a host belongs to. */
export function worldOf({ protocol, hostname }: { protocol?: string; hostname?: string }): World {
  return protocol === 'https:' && AWS_HOST.test(hostname ?? '') ? 'REAL' : 'SIMULATED';
}

/**
 * AWS general reference, service endpoints of DRS, EC2, Systems Manager, Lambda and DynamoDB:
 * `drs.eu-central-1.amazonaws.com`, also FIPS, dual-stack (`api.aws`), account-based endpoints of DynamoDB, and those
 * of China; VPC user guide: names of interface endpoints. Customers also have hosts under amazonaws.com, so the service
 * name is checked.
 */
const AWS_HOST =
  /^((vpce-[0-9a-z-]+|[0-9]{12})\.)?(drs|ec2|ssm|lambda|dynamodb|ddb)(-fips)?\.[a-z]{2}(-[a-z]+)+-[0-9]+\.(vpce\.)?(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)$/;

function noting(seen: { world?: World }) {
  return (next: (args: unknown) => Promise<unknown>) =>
    (args: { request?: { protocol?: string; hostname?: string } }) => {
      seen.world = mixed(seen.world, worldOf(args.request ?? {})) ?? 'SIMULATED';
      return next(args);
    };
}
