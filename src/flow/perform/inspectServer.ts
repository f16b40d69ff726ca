import type { LaunchTemplate, RecoveryPointChoice, Site } from '../../drill/drill.ts';
import type { Machine } from '../../drill/forecast.ts';
import type { RecoveryPoint, ServerInspection } from '../../drill/inputs.ts';
import { CallFailed } from '../errors.ts';
import type { Ports, SourceServer } from '../ports.ts';
import { orRefusal } from './refusal.ts';

type Listed = Extract<ServerInspection, { exists: true }>;
type Configuration = Awaited<ReturnType<Ports['drs']['launchConfiguration']>>;
type Actions = Awaited<ReturnType<Ports['drs']['activeLaunchActions']>>;
type Template = Awaited<ReturnType<Ports['ec2']['launchTemplate']>>;

/** What DRS and EC2 report of one server when queried for it alone. A refusal is part of it, in AWS's words. */
export async function inspectServer(
  { drs, ec2 }: Pick<Ports, 'drs' | 'ec2'>,
  site: Site,
  server: SourceServer,
  recoveryPoint: RecoveryPointChoice,
): Promise<Omit<Listed, 'liveInstances'>> {
  const { sourceServerId } = server;
  const configuration = await orRefusal(drs.launchConfiguration(site, sourceServerId));
  const templateId = configuration instanceof CallFailed ? null : configuration.launchTemplateId;
  const [points, template, actions] = await Promise.all([
    orRefusal(pointsFor(drs, site, sourceServerId, recoveryPoint)),
    templateId === null ? null : orRefusal(ec2.launchTemplate(site, templateId)),
    hasActions(configuration) ? orRefusal(drs.activeLaunchActions(site, sourceServerId)) : [],
  ]);
  return {
    ...listedOf(server),
    ...launchOf(configuration),
    ...templateOf(template),
    machine: machineOf(server, configuration, template),
    ...actionsOf(actions),
    points: points instanceof CallFailed ? [] : points,
    ...refusedOf({ configuration, points, template, templateId, actions }),
  };
}

async function pointsFor(
  drs: Ports['drs'],
  site: Site,
  sourceServerId: string,
  choice: RecoveryPointChoice,
): Promise<RecoveryPoint[]> {
  if (choice.type === 'LATEST') return (await drs.recoveryPoints(site, sourceServerId)).slice(0, 1);
  if (choice.type === 'AT_OR_BEFORE')
    return (await drs.recoveryPoints(site, sourceServerId, { to: choice.at })).slice(0, 1);
  const points = await drs.recoveryPoints(site, sourceServerId, { from: 0 });
  return points.filter((point) => point.snapshotId === choice.ids[sourceServerId]).concat(points.slice(0, 1));
}

function listedOf(server: SourceServer) {
  const { jobId, status, type } = server.lastLaunch;
  return {
    sourceServerId: server.sourceServerId,
    exists: true as const,
    hostname: server.hostname,
    replicationState: server.replicationState,
    ...(server.replicationError === undefined ? {} : { replicationError: server.replicationError }),
    lagSeconds: server.lagSeconds,
    lastLaunch: { jobId, status, type },
    extendedFrom: server.extendedFrom,
    replicationDirection: server.replicationDirection,
    tags: server.tags,
  };
}

function launchOf(configuration: Configuration | CallFailed) {
  if (configuration instanceof CallFailed) return { launchDisposition: UNREPORTED, launchIntoInstanceId: null };
  const { disposition, launchIntoInstanceId } = configuration;
  return { launchDisposition: disposition, launchIntoInstanceId };
}

/** When DRS does not report whether they are on, they may be. */
function hasActions(configuration: Configuration | CallFailed): boolean {
  return !(configuration instanceof CallFailed) && configuration.postLaunchEnabled !== false;
}

function actionsOf(actions: Actions | CallFailed): Pick<Listed, 'launchActions'> {
  if (actions instanceof CallFailed || actions.length === 0) return {};
  const optional = actions.filter(({ isOptional }) => isOptional).length;
  return { launchActions: { required: actions.length - optional, optional } };
}

const UNREPORTED = 'UNKNOWN';

function templateOf(template: Template | CallFailed) {
  if (template === null || template instanceof CallFailed) return { network: null, template: null };
  const { network, networkInterfaceIds, isProtected, keepsVolumes } = template;
  const kept: LaunchTemplate = { networkInterfaceIds, isProtected, keepsVolumes };
  return { network, template: kept };
}

/**
 * DRS user guide, key considerations for EC2 launch templates: an active right-sizing overrides the template's instance
 * type, and a template's device names are those of the source server's disks.
 */
function machineOf(
  { recommendedInstanceType, disks }: SourceServer,
  configuration: Configuration | CallFailed,
  template: Template | CallFailed,
): Machine {
  const { instanceType = null, volumeTypes = {} } = template instanceof CallFailed ? {} : (template ?? {});
  const rightSizing = configuration instanceof CallFailed ? null : configuration.rightSizing;
  const rightSized = rightSizing === null ? null : (recommendedInstanceType ?? null);
  const volumes = disks?.map(({ deviceName, bytes }) => ({
    volumeType: volumeTypes[deviceName ?? ''] ?? null,
    gigabytes: bytes === null ? null : Math.ceil(bytes / GIGABYTE),
  }));
  return { instanceType: rightSizing === 'NONE' ? instanceType : rightSized, volumes: volumes ?? null };
}

/** EBS volumes have whole gibibytes (EC2 API reference: CreateVolume). */
const GIGABYTE = 1024 ** 3;

function refusedOf(answers: {
  configuration: Configuration | CallFailed;
  points: RecoveryPoint[] | CallFailed;
  template: Template | CallFailed;
  templateId: string | null;
  actions: Actions | CallFailed;
}): Pick<Listed, 'refused'> {
  const { configuration, points, template, templateId, actions } = answers;
  const refused: Listed['refused'] = {
    ...(configuration instanceof CallFailed && { configuration: configuration.message }),
    ...(points instanceof CallFailed && { points: points.message }),
    ...(actions instanceof CallFailed && { launchActions: actions.message }),
    ...(template instanceof CallFailed && { template: refusedTemplate(template, templateId ?? '') }),
  };
  return Object.keys(refused).length === 0 ? {} : { refused };
}

function refusedTemplate({ kind, message }: CallFailed, launchTemplateId: string) {
  return { launchTemplateId, message, ...(kind === 'NOT_FOUND' && { isMissing: true as const }) };
}
