import { callsOfLaunch, callsOfTermination } from '../../aws/iam/forwardedCalls.ts';
import type { SourceServer } from '../../aws/state.ts';
import type { Recording } from '../recording.ts';
import { things } from '../sightings.ts';
import { type Expectation, one } from './expectation.ts';

/** What DRS does in its caller's name. */
export const TRAIL: Expectation[] = [
  {
    name: 'forwarded-calls',
    says: 'DRS makes no call in its caller’s name but those that the simulator asks the caller’s rights for.',
    source:
      'DRS service authorization reference; AWSElasticDisasterRecoveryConsoleFullAccess_v2; CloudTrail of 2026-09 (aws-samples/sample-resilience-patterns: drs-ec2)',
    compare: (recording) => {
      const known = knownCalls();
      return one(forwardedIn(recording), (call) =>
        known.has(call) ? undefined : `DRS called ${call} in its caller’s name`,
      );
    },
  },
  {
    name: 'forwarded-calls-pass',
    says: 'None of those calls is refused.',
    source: 'The deployment’s ForwardedRights are meant to be enough',
    compare: (recording) =>
      one(forwardedCalls(recording), ({ last: { eventName, errorCode } }) =>
        errorCode === undefined ? undefined : `${eventName} was refused: ${errorCode}`,
      ),
  },
];

/** The calls in CloudTrail that DRS made in the caller's name, as `ec2:RunInstances`. */
export function forwardedIn(recording: Recording): string[] {
  return [
    ...new Set(forwardedCalls(recording).map(({ last }) => `${last.eventSource?.split('.')[0]}:${last.eventName}`)),
  ].sort();
}

function forwardedCalls(recording: Recording) {
  return things(recording, 'call').filter(({ last }) => last.userIdentity?.invokedBy !== undefined);
}

/** All that the simulator knows DRS to call, whatever a server needs. */
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

/** A server of which only counts that it is one. */
const SERVER = {
  sourceServerID: 's-',
  subnetId: '',
  securityGroupId: '',
  launchTemplateId: '',
  templateUntagged: false,
} as SourceServer;
