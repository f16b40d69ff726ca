import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Drill } from '../../../drill/drill.ts';
import type { LiveInstance, OtherWorld } from '../../aws/simulatedAws.ts';
import { count, type Deployment, isOf, type SeededWorld, SITE } from '../seededState.ts';
import { settledLever } from './settledLever.ts';
import { watchCommand } from './watchCommands.ts';
import { noteLook, watchLooks } from './watchLooks.ts';
import { watchPages } from './watchPages.ts';
import { watchTermination } from './watchRecoveries.ts';
import { watchRoom } from './watchRoom.ts';
import { launchedTooEarly } from './watchWaves.ts';

type LaunchRecord = OtherWorld['history']['launches'][number];

/** Simulated AWS as one function of a deployment reaches it. Counts every call and reports forbidden ones. */
export function watchCalls(world: SeededWorld, deployment: Deployment, drillId: string | undefined): OtherWorld {
  const { aws } = world;
  const watchPage = watchPages(world);
  return {
    ...aws,
    call: (service, operation, input, caller) => {
      watchPage(operation, input);
      const live = operation === 'StartRecovery' ? aws.liveInstances(SITE) : [];
      if (changes(service, operation) && deployment.records.get(drillId ?? '')?.terms.dryRun === true)
        world.violations.add(`a dry run changes nothing in AWS (${drillId}: ${operation})`);
      if (operation === 'StartRecovery') beforeStart(world, deployment, input);
      if (operation === 'StartRecovery') watchLooks(world, deployment, drillId ?? '', input);
      if (operation === 'TerminateRecoveryInstances') beforeTerminate(world, deployment, input);
      const sent = operation === 'SendCommand' ? watchCommand(world, deployment, drillId ?? '', input) : undefined;
      const launches = aws.history.launches.length;
      const schedules = operation === 'CreateSchedule' ? input : undefined;
      try {
        const answer = aws.call(service, operation, input, caller, drillId === undefined ? {} : { drillId });
        if (schedules !== undefined) scheduleMade(deployment, schedules);
        sent?.();
        noteLook(world, deployment, drillId ?? '', operation, input);
        return answer;
      } catch (fault) {
        const { type, message, replyLost } = fault as { type?: string; message?: string; replyLost?: boolean };
        if (message?.endsWith('is not complete') === true)
          world.violations.add(`nothing is launched from an unfinished snapshot (${drillId})`);
        if (schedules !== undefined && replyLost === true) scheduleMade(deployment, schedules);
        if (replyLost === true) sent?.();
        count(world, `${operation}: ${type}`);
        throw fault;
      } finally {
        for (const launch of aws.history.launches.slice(launches)) afterStart(world, deployment, launch, live);
      }
    },
  };
}

/** Whether a call changes something of DRS or EC2. A drill's own schedules are apart. */
function changes(service: string, operation: string): boolean {
  return (service === 'drs' || service === 'ec2') && !/^(Describe|Get|List)/.test(operation);
}

function beforeStart(world: SeededWorld, deployment: Deployment, input: Record<string, unknown>): void {
  const { violations } = world;
  const lever = settledLever(world, deployment);
  if (lever !== undefined) violations.add(`nothing is launched while the lever is closed (${lever.state})`);
  const tags = input['tags'] as Record<string, string>;
  if (input['isDrill'] !== true) violations.add(`every StartRecovery is a drill (${tags['DrillId']})`);
  if (tags['DrillOwner'] !== deployment.owner)
    violations.add(`every job of ours carries our owner tag (${tags['DrillId']})`);
}

function beforeTerminate(world: SeededWorld, deployment: Deployment, input: Record<string, unknown>): void {
  const { aws, violations } = world;
  const requested = new Set(input['recoveryInstanceIDs'] as string[]);
  if (settledLever(world, deployment)?.state === 'FROZEN')
    violations.add('nothing is terminated while the site is frozen');
  const meant = aws.liveInstances(SITE).filter((instance) => requested.has(instance.instanceId));
  const sourceServerIds = meant.map((instance) => instance.sourceServerId);
  watchTermination(world, deployment, sourceServerIds);
  for (const instance of meant) {
    if (instance.isDrill && isOf(instance, deployment.owner)) continue;
    violations.add(`no termination names an instance of a third party (${instance.instanceId})`);
  }
}

function afterStart(world: SeededWorld, deployment: Deployment, launch: LaunchRecord, live: LiveInstance[]): void {
  const { violations } = world;
  const drillId = launch.tags['DrillId'] ?? '';
  const stopAt = deployment.hardStops.get(drillId);
  if (stopAt === undefined || stopAt <= launch.at)
    violations.add(`nothing is launched without a scheduled hard stop (${drillId})`);
  const record = deployment.records.get(drillId);
  if (record?.phase === 'ENDED') violations.add(`an ended drill launches nothing (${drillId})`);
  launchedTwice(world, deployment, launch);
  watchRoom(world, deployment, launch);
  if (record !== undefined) launchedWrongly(world, record, launch);
  if (record !== undefined) launchedTooEarly(world, record, launch);
  replaced(world, record, launch, live);
}

function launchedTwice({ aws, violations }: SeededWorld, { owner }: Deployment, launch: LaunchRecord): void {
  const { DrillId: drillId, Launch: tag } = launch.tags;
  const earlier = aws.history.launches.filter(
    ({ jobId, isDrill, tags }) => jobId !== launch.jobId && isDrill && tags['DrillOwner'] === owner,
  );
  if (earlier.some(({ tags }) => tags['Launch'] === tag)) violations.add(`nothing is launched twice (${tag})`);
  const ofDrill = earlier.filter(({ tags }) => tags['DrillId'] === drillId);
  const before = new Set(ofDrill.flatMap(({ sourceServerIds }) => sourceServerIds));
  for (const id of launch.sourceServerIds)
    if (before.has(id)) violations.add(`nothing is launched twice (${id} in ${drillId})`);
}

function launchedWrongly(
  { scenario, servers, violations, deniedAt }: SeededWorld,
  drill: Drill,
  launch: LaunchRecord,
): void {
  const isWaived = drill.terms.waivers.some(({ check }) => check === 'drill-network');
  for (const id of launch.sourceServerIds) {
    const server = scenario.servers[servers.indexOf(id)] ?? {};
    const { tags, subnetId, replicationDirection } = server;
    // DRS no longer applies the network interface of a deleted template.
    const { networkInterfaceId } = server.templateDeleted === true ? {} : (server.template ?? {});
    if (launch.at > (deniedAt.get(id) ?? launch.at) + RETRIED_MS)
      violations.add(`no launch relies on data older than ten minutes (${id})`);
    if (tags?.['drs-drill'] === 'deny') violations.add(`no server tagged drs-drill=deny is launched (${id})`);
    if (replicationDirection === 'FAILBACK') violations.add(`no server that fails back is launched (${id})`);
    if (networkInterfaceId !== undefined)
      violations.add(`nothing is launched into an existing network interface (${id})`);
    if (subnetId !== undefined && !isWaived && drill.limits.drillNetworks !== 'ANY')
      violations.add(`nothing is launched outside the drill networks (${id})`);
  }
}

/** Ten minutes, plus the time that the launch may spend in its queue, and the lag of clocks and listings. */
const RETRIED_MS = 13 * MINUTE_SECONDS * SECOND_MS;

function replaced(
  { violations }: SeededWorld,
  drill: Drill | undefined,
  launch: LaunchRecord,
  live: LiveInstance[],
): void {
  for (const instanceId of launch.replaced) {
    const old = live.find((one) => one.instanceId === instanceId);
    const mayReplace = drill?.terms.waivers.some(
      ({ check, sourceServerId }) => check === 'no-drill-instance' && sourceServerId === old?.sourceServerId,
    );
    if (old?.isDrill !== true || mayReplace !== true)
      violations.add(`no launch of ours replaces a third party’s instance (${instanceId} by ${launch.tags['Launch']})`);
  }
}

function scheduleMade(deployment: Deployment, input: Record<string, unknown>): void {
  const drillId = /^h-(d-[0-9a-z]{24})-\d+$/.exec(String(input['Name']))?.[1];
  const at = /^at\((.*)\)$/.exec(String(input['ScheduleExpression']))?.[1];
  if (drillId === undefined || at === undefined) return;
  deployment.hardStops.set(drillId, Math.max(deployment.hardStops.get(drillId) ?? 0, Date.parse(`${at}Z`)));
}
