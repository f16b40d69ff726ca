import type { Caller } from '../contract.ts';
import type { Dice } from '../dice.ts';
import type { Instant } from '../instant.ts';
import { type Input, optionalText, optionalTexts, structure, text } from '../requestFields.ts';
import {
  describedAt,
  type LaunchOutcome,
  type Refusals,
  type Site,
  type SourceServer,
  type SpecialNeeds,
  siteOf,
  type TemplateOptions,
  type World,
} from '../state.ts';
import { type LaunchActionsOptions, launchActionsOf } from './launchActions.ts';
import { hardwareOf, serverView } from './sourceServerView.ts';
import { answerPage, refuseField, refuseNotFound, refuseSingle, SOURCE_SERVER_ID } from './validation.ts';

/** Options of a source server. What is left out has the usual value, or is drawn at each launch. */
export interface ServerOptions {
  /** `s-` and 17 letters or digits; drawn by default. */
  sourceServerID?: string;
  hostname?: string;
  tags?: Record<string, string>;
  windows?: boolean;
  diskCount?: number;
  /** The size of each disk; default: 8. */
  diskGigabytes?: number;
  /** What DRS recommends and its launch template has; default: t3.micro. */
  instanceType?: string;
  /** Of all its volumes; default: gp3. */
  volumeType?: string;
  replicationState?: string;
  /** A DataReplicationErrorString that DRS reports besides the state. */
  replicationError?: string;
  /** How far its data lags. */
  lagSeconds?: number;
  /** POLICY: by the PIT policy. A list: exactly these moments, besides on-demand ones. */
  snapshots?: 'POLICY' | 'NONE' | Instant[];
  /** An account other than the caller's makes it an extended source server. */
  stagingAccountID?: string;
  launchDisposition?: 'STARTED' | 'STOPPED';
  recoveryMode?: 'FAST' | 'OPTIMAL';
  /** The subnet of its launch template; default: the world's drill network. */
  subnetId?: string;
  securityGroupId?: string;
  /** The customer's version of its launch template has no tag specifications. */
  templateUntagged?: boolean;
  special?: SpecialNeeds;
  launchIntoInstanceId?: string;
  template?: TemplateOptions;
  replicationDirection?: 'FAILOVER' | 'FAILBACK';
  /** Reads about it that are refused. */
  refuses?: Refusals;
  /** The launch template named by its launch configuration no longer exists. */
  templateDeleted?: true;
  launchActions?: LaunchActionsOptions;
  outcome?: LaunchOutcome;
  /** The rawError of a failed launch. */
  errorText?: string;
  usesPreviousSnapshot?: boolean;
  /** From the job's creation to LAUNCH_END, without cleanup of an older instance. */
  launchSeconds?: number;
  /** From `running` to passed status checks. */
  bootSeconds?: number;
  /** From the terminate job's creation to `terminated`. */
  terminateSeconds?: number;
}

/** The network that this world's launch templates name. */
export const DRILL_NETWORK = { subnetId: 'subnet-0d0000000000d4111', securityGroupId: 'sg-0d0000000000d4111' };

/** Adds replicating source servers to an account and Region. */
export function addServers(world: World, caller: Caller, servers: number | ServerOptions[]): string[] {
  const site = siteOf(world, caller);
  const list: ServerOptions[] = typeof servers === 'number' ? Array.from({ length: servers }, () => ({})) : servers;
  return list.map((options) => addServer(world, site, options));
}

/** DRS API reference, DescribeSourceServers. */
export function describeSourceServers(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const filters = structure(input, 'filters', refuseField);
  const ids = optionalTexts(filters, 'sourceServerIDs', refuseField, { most: 200, pattern: SOURCE_SERVER_ID });
  const accounts = optionalTexts(filters, 'stagingAccountIDs', refuseField, { most: 200, pattern: /^[0-9]{12}$/ });
  const hardwareId = optionalText(filters, 'hardwareId', refuseField, { longest: 256 });
  const site = siteOf(world, caller);
  const at = describedAt(world);
  const found = (ids !== undefined && ids.length > 0 ? pick(site, ids) : Object.values(site.servers)).filter(
    (server) =>
      (accounts === undefined || accounts.length === 0 || accounts.includes(server.stagingAccountID)) &&
      (hardwareId === undefined || hardwareId === hardwareOf(server)),
  );
  return answerPage(
    world,
    input,
    found,
    (server) => server.sourceServerID,
    (server) => serverView(world, site, server, at),
  );
}

/** DRS API reference, GetLaunchConfiguration. */
export function getLaunchConfiguration(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const id = text(input, 'sourceServerID', refuseField, { pattern: SOURCE_SERVER_ID });
  const server = siteOf(world, caller).servers[id] ?? refuseNotFound('SourceServer', id);
  refuseSingle(server, 'GetLaunchConfiguration', caller);
  const into = server.launchIntoInstanceId;
  return {
    sourceServerID: id,
    name: server.hostname,
    ec2LaunchTemplateID: server.launchTemplateId,
    launchDisposition: server.launchDisposition,
    targetInstanceTypeRightSizingMethod: 'BASIC',
    copyPrivateIp: false,
    copyTags: true,
    licensing: { osByol: true },
    postLaunchEnabled: server.launchActions !== undefined,
    recoveryMode: server.recoveryMode,
    launchIntoInstanceProperties: into === null ? {} : { launchIntoEC2InstanceID: into },
  };
}

function addServer(world: World, site: Site, options: ServerOptions): string {
  const { dice } = world;
  const sourceServerID = options.sourceServerID ?? `s-${dice.hex(17)}`;
  const lagSeconds = options.lagSeconds ?? 0;
  const keepsUp = (options.replicationState ?? 'CONTINUOUS') === 'CONTINUOUS';
  site.servers[sourceServerID] = {
    sourceServerID,
    hostname: options.hostname ?? hostname(dice, Object.keys(site.servers).length + 1),
    addedAt: world.state.now - 30 * 86_400_000,
    tags: { ...options.tags },
    windows: options.windows ?? false,
    replicationState: options.replicationState ?? 'CONTINUOUS',
    consistentUntil: keepsUp ? null : world.state.now - lagSeconds * 1000,
    lagSeconds,
    snapshots: Array.isArray(options.snapshots) ? [...options.snapshots] : (options.snapshots ?? 'POLICY'),
    onDemand: [],
    stagingAccountID: options.stagingAccountID ?? site.accountId,
    launchDisposition: options.launchDisposition ?? 'STARTED',
    recoveryMode: options.recoveryMode ?? 'OPTIMAL',
    launchIntoInstanceId: options.launchIntoInstanceId ?? null,
    launchTemplateId: `lt-${dice.hex(17)}`,
    subnetId: options.subnetId ?? DRILL_NETWORK.subnetId,
    securityGroupId: options.securityGroupId ?? DRILL_NETWORK.securityGroupId,
    ...rareOptions(options),
    ...launchActionsOf(dice, sourceServerID, options.launchActions),
    templateUntagged: options.templateUntagged ?? false,
    diskCount: options.diskCount ?? 1,
    outcome: options.outcome ?? null,
    errorText: options.errorText ?? null,
    usesPreviousSnapshot: options.usesPreviousSnapshot ?? null,
    launchSeconds: options.launchSeconds ?? null,
    bootSeconds: options.bootSeconds ?? null,
    terminateSeconds: options.terminateSeconds ?? null,
    jobs: [],
  };
  return sourceServerID;
}

/** Members that a server has only when they are configured. */
function rareOptions(options: ServerOptions): Pick<ServerOptions, (typeof RARE)[number]> {
  return Object.fromEntries(RARE.flatMap((name) => (options[name] ? [[name, options[name]]] : [])));
}

const RARE = [
  'template',
  'replicationError',
  'replicationDirection',
  'refuses',
  'special',
  'templateDeleted',
  'diskGigabytes',
  'instanceType',
  'volumeType',
] as const;

function hostname(dice: Dice, number: number): string {
  return `${dice.pick(['web', 'app', 'db', 'cache', 'batch'])}-${number.toString().padStart(3, '0')}`;
}

function pick(site: Site, ids: string[]): SourceServer[] {
  return [...new Set(ids)].flatMap((id) => site.servers[id] ?? []);
}
