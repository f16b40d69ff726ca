import { AwsFault, type Caller } from './contract.ts';
import { JOBS_MAX, SERVERS_IN_JOBS_MAX, SERVERS_PER_JOB_MAX } from './drs/jobs.ts';
import { type Input, type Refuse, text } from './requestFields.ts';
import type { World } from './state.ts';

/*
 * Service Quotas: the applied values of the quotas that drills depend on, the same in every Region. Not simulated:
 * requests for increases, usage metrics, other quotas. Nothing limits the vCPUs of this world's instances.
 */

/** Carries out one call to Service Quotas. */
export function callQuotas(_world: World, operation: string, input: Input, _caller: Caller): Record<string, unknown> {
  if (operation !== 'GetServiceQuota')
    throw new AwsFault('UnknownOperationException', 400, `The operation ${operation} is not simulated.`);
  const [service, code] = [text(input, 'ServiceCode', refuse), text(input, 'QuotaCode', refuse)];
  const found = QUOTAS.find((one) => one.service === service && one.code === code);
  // Service Quotas API reference, GetServiceQuota: NoSuchResourceException.
  if (found === undefined)
    throw new AwsFault('NoSuchResourceException', 400, `There is no quota ${code} of ${service}.`);
  return { Quota: { ServiceCode: service, QuotaCode: code, QuotaName: found.name, Value: found.value } };
}

/**
 * AWS general reference, DRS quotas, as enforced by the simulated DRS. EC2's vCPU quota exceeds what any drill here
 * needs.
 */
export const QUOTAS = [
  { service: 'drs', code: 'L-D88FAC3A', name: 'Concurrent jobs in progress', value: JOBS_MAX },
  {
    service: 'drs',
    code: 'L-B827C881',
    name: 'Max number of source servers in a single Job',
    value: SERVERS_PER_JOB_MAX,
  },
  { service: 'drs', code: 'L-05AFA8C6', name: 'Max number of source servers in all Jobs', value: SERVERS_IN_JOBS_MAX },
  { service: 'ec2', code: 'L-1216C47A', name: 'Running On-Demand Standard instances', value: 2048 },
];

const refuse: Refuse = (field, message) => {
  throw new AwsFault('IllegalArgumentException', 400, `${field} ${message}`);
};
