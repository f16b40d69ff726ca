import { AwsFault, type Caller } from './contract.ts';
import { startRecovery } from './drs/startRecovery.ts';
import { touchOutside } from './dueTasks.ts';
import { protect } from './ec2/instances.ts';
import { addMachine, startInstance } from './ec2/machines.ts';
import { attachVolume } from './ec2/volumes.ts';
import { type Refusals, siteOf, type World } from './state.ts';

/** What third parties in the account can do outside the simulated APIs. */
export interface ThirdPartyHandles {
  /** Terminates an instance in EC2. */
  terminateOutside(caller: Caller, instanceId: string): void;
  /** Stops an instance in EC2. */
  stopOutside(caller: Caller, instanceId: string): void;
  /** Shuts an instance down from its operating system. */
  shutDownInside(caller: Caller, instanceId: string): void;
  /** EventBridge loses every event of an instance from now on. */
  loseEventsOf(caller: Caller, instanceId: string): void;
  /** Fails back through a recovery instance, for ten minutes to two hours. */
  failBackOutside(caller: Caller, instanceId: string): void;
  /** Adds a machine that is unrelated to DRS, launched a month ago; returns its id. */
  addMachine(caller: Caller, state: 'running' | 'stopped'): string;
  /** Starts a stopped instance. */
  startOutside(caller: Caller, instanceId: string): void;
  /** Configures a server to launch into an existing instance; null: into a new one again. */
  launchInto(caller: Caller, sourceServerId: string, instanceId: string | null): void;
  /** Sets whether DRS skips a server in every launch from now on. */
  skipLaunches(caller: Caller, sourceServerId: string, skips: boolean): void;
  /** Refuses these reads about a server from now on. */
  refuseQuestions(caller: Caller, sourceServerId: string, refusals: Refusals): void;
  /** Removes all tags of an instance in EC2. */
  untagOutside(caller: Caller, instanceId: string): void;
  /** Enables or disables termination protection of an instance. */
  protect(caller: Caller, instanceId: string, isProtected: boolean): void;
  /** Attaches a volume to an instance; returns its id. */
  attachVolume(caller: Caller, instanceId: string): string;
  /** Starts a real recovery, which may hang silently during conversion; returns the job's id. */
  startRealRecovery(caller: Caller, sourceServerIds: string[], silentSeconds?: number): string;
}

/** The third-party handles on a world. */
export function thirdPartyHandles(world: World): ThirdPartyHandles {
  return {
    ...touches(world),
    ...settings(world),
    addMachine: (caller, state) => addMachine(world, siteOf(world, caller), state),
    startOutside: (caller, instanceId) => {
      const runningAt = world.state.now + 10_000;
      startInstance(world, siteOf(world, caller), instanceId, { tags: {}, runningAt, stops: false });
    },
    untagOutside: (caller, instanceId) => {
      const instance = siteOf(world, caller).instances[instanceId];
      if (instance !== undefined) instance.tags = {};
    },
    protect: (caller, instanceId, isProtected) => {
      const instance = siteOf(world, caller).instances[instanceId];
      if (instance !== undefined) protect(world, instance, isProtected);
    },
    attachVolume: (caller, instanceId) => attachVolume(world, caller, instanceId),
    startRealRecovery: (caller, sourceServerIds, silentSeconds = 0) => {
      const sourceServers = sourceServerIds.map((sourceServerID) => ({ sourceServerID }));
      startRecovery(world, { sourceServers, isDrill: false }, caller, silentSeconds * 1000);
      const jobId = siteOf(world, caller).jobOrder.at(-1);
      if (jobId === undefined) throw new AwsFault('InternalServerException', 500, 'no job was made');
      return jobId;
    },
  };
}

/** Changes the settings of a source server. */
function settings(world: World): Pick<ThirdPartyHandles, 'launchInto' | 'skipLaunches' | 'refuseQuestions'> {
  return {
    launchInto: (caller: Caller, sourceServerId: string, instanceId: string | null) => {
      const server = siteOf(world, caller).servers[sourceServerId];
      if (server !== undefined) server.launchIntoInstanceId = instanceId;
    },
    skipLaunches: (caller: Caller, sourceServerId: string, skips: boolean) => {
      const server = siteOf(world, caller).servers[sourceServerId];
      if (server !== undefined) server.outcome = skips ? 'SKIPPED' : null;
    },
    refuseQuestions: (caller: Caller, sourceServerId: string, refusals: Refusals) => {
      const server = siteOf(world, caller).servers[sourceServerId];
      if (server !== undefined) server.refuses = refusals;
    },
  };
}

/** Acts on an instance. */
function touches(world: World) {
  return {
    terminateOutside: (caller: Caller, instanceId: string) => touchOutside(world, caller, instanceId, 'terminate'),
    stopOutside: (caller: Caller, instanceId: string) => touchOutside(world, caller, instanceId, 'stop'),
    shutDownInside: (caller: Caller, instanceId: string) => touchOutside(world, caller, instanceId, 'shutDown'),
    failBackOutside: (caller: Caller, instanceId: string) => touchOutside(world, caller, instanceId, 'failBack'),
    loseEventsOf: (caller: Caller, instanceId: string) => {
      const instance = siteOf(world, caller).instances[instanceId];
      if (instance !== undefined) instance.unreported = true;
    },
  };
}
