import { callsOfLaunch, callsOfTermination } from '../../aws/iam/forwardedCalls.ts';
import type { SourceServer } from '../../aws/state.ts';
import type { Recording } from '../recording.ts';
import { things } from '../sightings.ts';
import { type Expectation, one } from './expectation.ts';

/** What DRS does on its caller's behalf. */
export const TRAIL: Expectation[] = [
  {
    name: 'forwarded-calls',
    says: 'On its caller’s behalf DRS makes only calls for which the simulator checks permissions.',
    source:
      'DRS service authorization reference; AWSElasticDisasterRecoveryConsoleFullAccess_v2; CloudTrail of 2026-09 (aws-samples/sample-resilience-patterns: drs-ec2)',
    compare: (recording) => {
      const known = knownCalls();
      return one(forwardedIn(recording), (call) =>
        known.has(call) ? undefined : `DRS called ${call} on its caller’s behalf`,
      );
    },
  },
  {
    name: 'forwarded-calls-pass',
    says: 'None of these calls is denied.',
    source: 'The deployment’s ForwardedRights should be sufficient',
    compare: (recording) =>
      one(forwardedCalls(recording), ({ last: { eventName, errorCode } }) =>
        errorCode === undefined ? undefined : `${eventName} was denied: ${errorCode}`,
      ),
  },
];

/** The calls in CloudTrail that DRS made on its caller's behalf, as `ec2:RunInstances`. */
export function forwardedIn(recording: Recording): string[] {
  return [
    ...new Set(forwardedCalls(recording).map(({ last }) => `${last.eventSource?.split('.')[0]}:${last.eventName}`)),
  ].sort();
}

function forwardedCalls(recording: Recording) {
  return things(recording, 'call').filter(({ last }) => last.userIdentity?.invokedBy !== undefined);
}

/** Every call that DRS is known to make, for any server. */
export function knownCalls(): Set<string> {
  const site = { accountId: '', region: '' };
  const plan = { jobID: '', tagged: true, firstUse: true, replaces: true, pinned: false };
  const special = { keyArn: 'key', profileRoleArn: 'role', byAttributes: true, launchActions: true };
  const servers = [SERVER, { ...SERVER, special }];
  const calls = servers.flatMap((server) => [
    ...callsOfLaunch(site, server, plan),
    ...callsOfTermination(site, server, ''),
  ]);
  return new Set(calls.map(({ action }) => action));
}

/** Any server: its details do not matter. */
const SERVER = {
  sourceServerID: 's-',
  subnetId: '',
  securityGroupId: '',
  launchTemplateId: '',
  templateUntagged: false,
} as SourceServer;
