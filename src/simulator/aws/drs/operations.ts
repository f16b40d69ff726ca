import { AwsFault, type Caller } from '../contract.ts';
import type { Input } from '../requestFields.ts';
import { faultsNow, type World } from '../state.ts';
import { deleteRecoveryInstance, disconnectRecoveryInstance } from './disconnectRecoveryInstance.ts';
import { deleteJob, describeJobLogItems, describeJobs } from './jobs.ts';
import { listLaunchActions } from './launchActions.ts';
import { describeRecoveryInstances } from './recoveryInstances.ts';
import { describeRecoverySnapshots } from './recoverySnapshots.ts';
import { describeSourceServers, getLaunchConfiguration } from './sourceServers.ts';
import { startRecovery } from './startRecovery.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';
import { terminateRecoveryInstances } from './terminateRecoveryInstances.ts';

/*
 * AWS Elastic Disaster Recovery, as far as drills need it. Not simulated:
 * - failback, except its state, during which nothing is terminated; source networks, recovery plans, extended source
 *   servers except their staging account;
 * - UpdateLaunchConfiguration, InitializeService;
 * - the effect of a launch into an existing instance on its disks (it is started and tagged, and DRS lists it);
 * - the effect of post-launch actions on their instances (they run, and end as configured); actions of launch
 *   configuration templates;
 * - permissions of the calls themselves (what DRS does on its callers' behalf is checked where a world has their
 *   permissions);
 * - DRS events other than the launch result; replication that changes its state without a call;
 * - expiry of jobs and their logs: they stay forever.
 */

/** Carries out one call to DRS: members as in the API's JSON, errors as AwsFault. */
export function callDrs(world: World, operation: string, input: Input, caller: Caller): Record<string, unknown> {
  const carryOut = OPERATIONS.get(operation);
  if (carryOut === undefined)
    throw new AwsFault('UnknownOperationException', 404, `The operation ${operation} is not simulated`);
  if (faultsNow(world).uninitializedAccount)
    throw new AwsFault('UninitializedAccountException', 400, 'Account not initialized', {
      members: { code: 'UninitializedAccountException' },
    });
  return carryOut(world, input, caller);
}

const OPERATIONS: ReadonlyMap<string, typeof describeJobs> = new Map([
  ['DescribeSourceServers', describeSourceServers],
  ['StartRecovery', (world, input, caller) => startRecovery(world, input, caller)],
  ['DescribeJobs', describeJobs],
  ['DescribeJobLogItems', describeJobLogItems],
  ['DeleteJob', deleteJob],
  ['DescribeRecoveryInstances', describeRecoveryInstances],
  ['DescribeRecoverySnapshots', describeRecoverySnapshots],
  ['TerminateRecoveryInstances', terminateRecoveryInstances],
  ['DisconnectRecoveryInstance', disconnectRecoveryInstance],
  ['DeleteRecoveryInstance', deleteRecoveryInstance],
  ['GetLaunchConfiguration', getLaunchConfiguration],
  ['ListLaunchActions', listLaunchActions],
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['ListTagsForResource', listTagsForResource],
]);
