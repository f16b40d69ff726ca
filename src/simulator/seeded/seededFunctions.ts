import { member, textIn } from '../../flow/unchecked.ts';
import { acceptedRequest } from '../../probe/acceptedRequest.ts';
import type { HostTarget, ProbeAnswer, ProbeRequest, ProbeResult, ProbeTarget } from '../../probe/probeRequest.ts';
import type { LiveInstance } from '../aws/simulatedAws.ts';
import type { Met } from './promises/testimony.ts';
import { PROBE } from './seededCheckPorts.ts';
import { count, isGoing, type SeededWorld, SITE, siteStateOf } from './seededState.ts';

/** The functions that checks call: the deployments' probe, and functions of customers. */
export function addFunctions(world: SeededWorld): void {
  const { functions } = world.aws;
  functions.set(PROBE, (request) => probe(world, acceptedRequest(request)));
  functions.set(JUDGES.works, (question) => judge(world, question, works(world, question)));
  functions.set(JUDGES.later, (question) => judge(world, question, null));
  functions.set(JUDGES.nonsense, (question) => {
    judge(world, question, null);
    return ['nonsense'];
  });
}

/** Customers' functions. One asks the applications, one leaves the verdict to people, one has a bug. */
export const JUDGES = { works: 'judge', later: 'judge-later', nonsense: 'judge-with-a-bug' } as const;

/** The path that every application answers as expected. */
export const PATH = '/';

/** Connects in the world's network. What it meets is evidence, whatever the product makes of the answer. */
function probe(world: SeededWorld, { targets }: ProbeRequest): ProbeAnswer {
  const met = targets.map((target) => (target.kind === 'HOST' ? meetHost(world, target) : meet(world, target)));
  world.testimony.probes.push({ at: world.tasks.now(), met: met.map(({ seen }) => seen) });
  count(world, 'probe run');
  const results = met.map(({ result }, index): ProbeResult => {
    return { id: targets[index]?.id ?? '', result, message: 'as in the simulation', milliseconds: 1 };
  });
  return { results };
}

interface Meeting {
  seen: Met;
  result: ProbeResult['result'];
}

function meetHost({ scenario }: SeededWorld, { kind, host, port }: HostTarget): Meeting {
  const answered = scenario.hostIsReachable === true;
  return { seen: { kind, host, port, answered }, result: answered ? 'ANSWERED' : 'UNREACHED' };
}

/** A listener takes connections, also when its application does not work. */
function meet(world: SeededWorld, target: Exclude<ProbeTarget, HostTarget>): Meeting {
  const { kind, address, port } = target;
  const connection = world.aws.connect(SITE, address, port);
  const path = target.kind === 'HTTP' ? { path: target.path } : {};
  const isAsExpected = kind === 'TCP' ? connection !== 'UNREACHED' : connection === 'ANSWERED' && path.path === PATH;
  const result = isAsExpected ? 'ANSWERED' : connection === 'UNREACHED' ? 'UNREACHED' : 'OTHERWISE';
  const instanceId = world.aws.instanceAt(SITE, address);
  const found = world.aws.liveInstances(SITE).find((one) => one.instanceId === instanceId);
  if (found !== undefined && !isOurs(world, found) && !isLaunchedInto(world, found))
    world.violations.add(`the probe connects only to instances of drills (${instanceId} at ${address})`);
  const instance = found && { drillId: found.jobTags['DrillId'] ?? '', sourceServerId: found.sourceServerId };
  return { seen: { kind, ...(instance && { instance }), port, ...path, answered: isAsExpected }, result };
}

function isOurs({ deployments }: SeededWorld, { isDrill, jobTags }: LiveInstance): boolean {
  return isDrill && deployments.some(({ owner }) => jobTags['DrillOwner'] === owner);
}

/** Somebody's machine that one of our launches went into, which DRS lists as that drill's instance. */
function isLaunchedInto(world: SeededWorld, { instanceId }: LiveInstance): boolean {
  const { jobID } = siteStateOf(world).recoveryInstances[instanceId] ?? {};
  const launch = world.aws.history.launches.find(({ jobId }) => jobId === jobID);
  return launch?.isDrill === true && world.deployments.some(({ owner }) => launch.tags['DrillOwner'] === owner);
}

function judge(world: SeededWorld, question: unknown, passed: boolean | null): object {
  const drillId = textIn(question, 'drillId') ?? '';
  const check = textIn(question, 'check') ?? '';
  const { testimony, violations } = world;
  if (testimony.judgements.some((one) => one.drillId === drillId && one.check === check))
    violations.add(`a function is called once for a check (${drillId}: ${check})`);
  testimony.judgements.push({ drillId, check, passed, sourceServerIds: serversIn(question).map(({ id }) => id) });
  count(world, `judged ${passed ?? 'later'}`);
  if (textIn(question, 'when') === 'AFTER_CLEANUP') watchCleanup(world, drillId, check);
  return passed === null ? { later: true } : { passed, message: passed ? 'all work' : 'some do not work' };
}

/** After the cleanup it judges what is left. During the hold, all applications must work. */
function works({ aws }: SeededWorld, question: unknown): boolean {
  if (textIn(question, 'when') === 'AFTER_CLEANUP') return true;
  return serversIn(question).every(({ instanceId }) => aws.applicationOf(SITE, instanceId).healthy);
}

function watchCleanup({ aws, deployments, violations }: SeededWorld, drillId: string, check: string): void {
  const owners = new Set(deployments.map(({ owner }) => owner));
  for (const instance of aws.liveInstances(SITE)) {
    const { instanceId, isDrill, jobTags } = instance;
    if (!isDrill || !owners.has(jobTags['DrillOwner'] ?? '') || jobTags['DrillId'] !== drillId) continue;
    if (!isGoing(instance))
      violations.add(`what waits for the cleanup is called when nothing is left (${drillId} ${check}: ${instanceId})`);
  }
}

function serversIn(question: unknown): { id: string; instanceId: string }[] {
  const servers = member(question, 'servers');
  return (Array.isArray(servers) ? servers : []).map((server: unknown) => ({
    id: textIn(server, 'sourceServerId') ?? '',
    instanceId: textIn(server, 'instanceId') ?? '',
  }));
}
