import type { Caller } from './contract.ts';
import type { Instant } from './instant.ts';
import { type Application, type Instance, type Site, siteOf, valueAt, type World } from './state.ts';

/** What connecting to a port of an address leads to. */
export type Connection = 'ANSWERED' | 'OTHERWISE' | 'UNREACHED';

/** The applications on the instances, for those who set them and those who look. */
export interface ApplicationHandles {
  /** Sets what runs on an instance, or on every instance of a source server that is not named itself. */
  setApplication(caller: Caller, id: string, application: Partial<Application>): void;
  /** What runs on an instance. */
  applicationOf(caller: Caller, instanceId: string): Application;
  /** What a connection to a private address in the account's network leads to. */
  connect(caller: Caller, address: string, port: number): Connection;
  /** The instance that has a private address in the account's network; undefined: none has it. */
  instanceAt(caller: Caller, address: string): string | undefined;
  /** Adds a document of the account's own, which SendCommand then knows. */
  addDocument(caller: Caller, name: string): void;
}

/** The handles on a world's applications. */
export function applicationHandles(world: World): ApplicationHandles {
  return {
    setApplication: (caller, id, application) => {
      const site = siteOf(world, caller);
      site.applications = { ...site.applications, [id]: { ...site.applications?.[id], ...application } };
    },
    applicationOf: (caller, instanceId) => {
      const site = siteOf(world, caller);
      return applicationOf(site, site.instances[instanceId]);
    },
    connect: (caller, address, port) => connect(siteOf(world, caller), address, port, world.state.now),
    instanceAt: (caller, address) => instanceAt(siteOf(world, caller), address, world.state.now)?.instanceId,
    addDocument: (caller, name) => {
      const site = siteOf(world, caller);
      site.documents = [...(site.documents ?? []), name];
    },
  };
}

/** What runs on an instance. */
export function applicationOf({ applications = {} }: Site, instance: Instance | undefined): Application {
  if (instance === undefined) return { healthy: false, ports: {} };
  return { ...USUAL, ...applications[instance.sourceServerId], ...applications[instance.instanceId] };
}

/** Whether an instance's operating system has booted: it runs for at least as long as its status checks take. */
export function hasBooted({ states, bootSeconds }: Instance, at: Instant): boolean {
  return valueAt(states, at) === 'running' && ranSince(states, at) + bootSeconds * 1000 <= at;
}

const USUAL: Application = { healthy: true, ports: { 22: 'WORKS', 80: 'WORKS', 443: 'WORKS' } };

/** Security groups and routes are not simulated: every address of the site can be reached from every other. */
function connect(site: Site, address: string, port: number, now: Instant): Connection {
  const instance = instanceAt(site, address, now);
  if (instance === undefined || !hasBooted(instance, now)) return 'UNREACHED';
  const { healthy, ports } = applicationOf(site, instance);
  const listener = ports[port];
  if (listener === undefined) return 'UNREACHED';
  return healthy && listener === 'WORKS' ? 'ANSWERED' : 'OTHERWISE';
}

function instanceAt({ instances }: Site, address: string, now: Instant): Instance | undefined {
  return Object.values(instances).find(
    ({ network, states }) => network?.privateAddress === address && valueAt(states, now) !== 'terminated',
  );
}

function ranSince(states: Instance['states'], at: Instant): Instant {
  return states.findLast(([since, state]) => state === 'running' && since <= at)?.[0] ?? Number.POSITIVE_INFINITY;
}
