import { GetServiceQuotaCommand, type GetServiceQuotaCommandOutput } from '@aws-sdk/client-service-quotas';
import { ask } from '../aws/calls.ts';
import type { Limits, Site } from '../drill/drill.ts';
import type { Clients } from './clients.ts';
import { checked, type Finding, fail, ok, warn } from './finding.ts';

/** Checks that the account's quotas cover what drills may use, with capacity left for a real recovery. */
export async function checkQuotas(
  clients: Clients,
  site: Site,
  { limits, servers }: { limits: Limits; servers: number },
): Promise<Finding[]> {
  const found = [];
  for (const quota of OF_DRS)
    found.push(...(await checked(quota.check, async () => ofDrs(await read(clients, site, quota), quota, limits))));
  found.push(
    ...(await checked(VCPUS.check, async () =>
      ofEc2(await read(clients, site, VCPUS), Math.min(servers, limits.serversPerJob)),
    )),
  );
  return found;
}

interface Quota {
  check: string;
  service: string;
  code: string;
}

interface DrsQuota extends Quota {
  what: string;
  /** The deployment parameter that limits how much of it drills may use. */
  parameter: 'jobsMax' | 'serversPerJob' | 'serversInJobsMax';
}

/** AWS general reference, AWS Elastic Disaster Recovery endpoints and quotas. */
const OF_DRS: DrsQuota[] = [
  { check: 'quota-jobs', service: 'drs', code: 'L-D88FAC3A', what: 'jobs at once', parameter: 'jobsMax' },
  {
    check: 'quota-servers-per-job',
    service: 'drs',
    code: 'L-B827C881',
    what: 'servers in a job',
    parameter: 'serversPerJob',
  },
  {
    check: 'quota-servers-in-jobs',
    service: 'drs',
    code: 'L-05AFA8C6',
    what: 'servers in all jobs',
    parameter: 'serversInJobsMax',
  },
];

/** Amazon EC2 user guide, instance quotas: running On-Demand Standard instances, in vCPUs. */
const VCPUS: Quota = { check: 'quota-vcpus', service: 'ec2', code: 'L-1216C47A' };

async function read({ quotas }: Clients, { region }: Site, { service, code }: Quota): Promise<number> {
  const command = new GetServiceQuotaCommand({ ServiceCode: service, QuotaCode: code });
  const { Quota: quota } = await ask<GetServiceQuotaCommandOutput>(quotas(region), 'GetServiceQuota', command);
  return quota?.Value ?? 0;
}

function ofDrs(value: number, { check, what, parameter }: DrsQuota, limits: Limits): Finding {
  const ours = limits[parameter];
  const says = `DRS allows ${value} ${what}, of which drills may use ${ours}`;
  if (ours < value) return ok(check, `${says}.`);
  const remedy = `Deploy with a smaller --param="${parameter}=…", for example half of what DRS allows.`;
  if (ours === value) return warn(check, `${says}: nothing is left for a real recovery.`, remedy);
  return fail(check, `${says}: DRS would refuse launches.`, remedy);
}

/** The minimum of current instance types; DRS's conversion servers need more. */
const VCPUS_PER_SERVER = 2;
const VCPUS_FOR_CONVERSION = 4;

function ofEc2(value: number, servers: number): Finding {
  const wanted = servers * VCPUS_PER_SERVER + VCPUS_FOR_CONVERSION;
  const says = `EC2 allows ${value} vCPUs of standard instances`;
  if (value >= wanted) return ok(VCPUS.check, `${says}.`);
  const remedy =
    'Request an increase in Service Quotas, Amazon EC2, Running On-Demand Standard instances, or keep waves small.';
  return warn(
    VCPUS.check,
    `${says}, and a wave of ${servers === 1 ? 'one server' : `${servers} servers`} takes at least ${wanted}, in addition to running instances.`,
    remedy,
  );
}
