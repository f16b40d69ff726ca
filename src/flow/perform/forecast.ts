import type { Site } from '../../drill/drill.ts';
import type { Effect } from '../../drill/effects.ts';
import type { Answer, ServerInspection } from '../../drill/inputs.ts';
import { forecastOf, type Known } from '../../history/forecast.ts';
import { CallFailed } from '../errors.ts';
import { linesOf } from '../inventory.ts';
import type { Ports } from '../ports.ts';
import { jobsAround } from './inspect.ts';
import { orRefusal } from './refusal.ts';

type Listed = Extract<ServerInspection, { exists: true }>;

/**
 * What a drill would take. The launch settings are in the journal, because every server was just inspected. So a few
 * questions are enough, however many servers there are. What AWS refuses to answer stays unknown.
 */
export async function makeForecast(
  ports: Ports,
  drillId: string,
  site: Site,
  plan: Extract<Effect, { kind: 'Forecast' }>,
): Promise<Extract<Answer, { type: 'Forecasted' }>> {
  const inspections = await inspectionsIn(ports, drillId);
  const [lines, openJobs, capacity] = await Promise.all([
    linesOf(ports, site),
    jobsLeft(ports, site),
    capacityFor(ports, site, inspections),
  ]);
  const known: Known = {
    timings: new Map([...lines].map(([id, { timings = [] }]) => [id, timings])),
    machines: new Map(
      inspections.flatMap(({ sourceServerId, machine }) => (machine ? [[sourceServerId, machine]] : [])),
    ),
    vcpus: capacity.vcpus,
    subnets: new Map(inspections.map(({ sourceServerId, network }) => [sourceServerId, network?.subnetIds ?? []])),
    left: { ...openJobs, vcpus: capacity.vcpusLeft, addresses: capacity.addresses },
  };
  return { type: 'Forecasted', ...forecastOf(plan, known) };
}

const ENTRIES_PER_PAGE = 100;

/** The newest inspection of each server. */
async function inspectionsIn({ drills }: Pick<Ports, 'drills'>, drillId: string): Promise<Listed[]> {
  const newest = new Map<string, Listed>();
  for (let from = 1, more = true; more; from += ENTRIES_PER_PAGE) {
    const entries = await drills.journal(drillId, from, ENTRIES_PER_PAGE);
    for (const fact of entries.flatMap(({ facts }) => facts))
      if (fact.type === 'ServersInspected')
        for (const { found } of fact.servers) if (found.exists) newest.set(found.sourceServerId, found);
    more = entries.length === ENTRIES_PER_PAGE;
  }
  return [...newest.values()];
}

/** AWS general reference, DRS endpoints and quotas: concurrent jobs, and source servers in all of them. */
const JOBS = { service: 'drs', code: 'L-D88FAC3A' };
const SERVERS_IN_JOBS = { service: 'drs', code: 'L-05AFA8C6' };
/** EC2 user guide, instance quotas: running On-Demand Standard instances, in vCPUs. */
const STANDARD_VCPUS = { service: 'ec2', code: 'L-1216C47A' };

async function jobsLeft(ports: Ports, site: Site): Promise<{ jobs: number | null; serversInJobs: number | null }> {
  const [jobs, jobsMax, serversMax] = await Promise.all([
    jobsAround(ports, site, ports.clock.now()),
    known(ports.quotas.valueOf(site, JOBS)),
    known(ports.quotas.valueOf(site, SERVERS_IN_JOBS)),
  ]);
  const open = jobs.filter(({ status }) => status !== 'COMPLETED');
  const servers = open.some(({ hidesServers }) => hidesServers) ? null : open.flatMap((job) => job.servers).length;
  return { jobs: less(jobsMax, open.length), serversInJobs: less(serversMax, servers) };
}

async function capacityFor(ports: Ports, site: Site, inspections: readonly Listed[]) {
  const { ec2, quotas } = ports;
  const wanted = inspections.flatMap(({ machine }) => machine?.instanceType ?? []);
  const subnetIds = [...new Set(inspections.flatMap(({ network }) => network?.subnetIds ?? []))];
  const [running, vcpusMax, addresses] = await Promise.all([
    known(ec2.onDemandInstances(site)),
    known(quotas.valueOf(site, STANDARD_VCPUS)),
    known(ec2.freeAddresses(site, subnetIds)),
  ]);
  const standard = [...(running ?? [])].filter(([type]) => isStandard(type));
  const types = [...new Set([...wanted, ...standard.map(([type]) => type)])];
  const vcpus = (await known(ec2.vcpus(site, types))) ?? new Map<string, number>();
  const used =
    running === null
      ? null
      : standard.reduce<number | null>((sum, [type, count]) => plus(sum, vcpus.get(type), count), 0);
  // Other instances count against other quotas.
  for (const type of vcpus.keys()) if (!isStandard(type)) vcpus.set(type, 0);
  return { vcpus, vcpusLeft: less(vcpusMax, used), addresses: addresses ?? new Map<string, number>() };
}

/** EC2 user guide, instance quotas: Standard instances are those of the families A, C, D, H, I, M, R, T and Z. */
function isStandard(instanceType: string): boolean {
  return /^([acdhimrtz]|im|is)[0-9]/.test(instanceType);
}

async function known<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  const given = await orRefusal(answer);
  return given instanceof CallFailed ? null : given;
}

function less(whole: number | null, used: number | null): number | null {
  return whole === null || used === null ? null : Math.max(0, whole - used);
}

function plus(sum: number | null, vcpus: number | undefined, count: number): number | null {
  return sum === null || vcpus === undefined ? null : sum + vcpus * count;
}
