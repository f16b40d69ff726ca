import { beforeAll, describe, expect, test } from 'vitest';
import type { ServerOptions } from '../../src/simulator/aws/drs/sourceServers.ts';
import type { ForwardedCall } from '../../src/simulator/aws/iam/forwardedCall.ts';
import { isAllowed, type PolicyStatement } from '../../src/simulator/aws/iam/policyEvaluation.ts';
import { createOtherWorld } from '../../src/simulator/aws/simulatedAws.ts';
import { type GrantedPolicy, statementsOf } from '../../src/simulator/lambda/deployedRights.ts';
import { readServerlessFile, type ServerlessFile } from '../../src/simulator/lambda/serverlessFile.ts';
import { ACCOUNT, ALL_RIGHTS, type Policies, policiesOf } from './policies.ts';

/** DRS's service authorization reference: dependent actions of StartRecovery. */
const OF_START = `
  drs:CreateRecoveryInstanceForDrs drs:ListTagsForResource ec2:AttachVolume ec2:AuthorizeSecurityGroupEgress
  ec2:AuthorizeSecurityGroupIngress ec2:CreateLaunchTemplate ec2:CreateLaunchTemplateVersion ec2:CreateSnapshot ec2:CreateTags
  ec2:CreateVolume ec2:DeleteLaunchTemplateVersions ec2:DeleteSnapshot ec2:DeleteVolume ec2:DescribeAccountAttributes
  ec2:DescribeAvailabilityZones ec2:DescribeImages ec2:DescribeInstanceAttribute ec2:DescribeInstanceStatus
  ec2:DescribeInstanceTypes ec2:DescribeInstances ec2:DescribeLaunchTemplateVersions ec2:DescribeLaunchTemplates
  ec2:DescribeSecurityGroups ec2:DescribeSnapshots ec2:DescribeSubnets ec2:DescribeVolumes ec2:DetachVolume
  ec2:ModifyInstanceAttribute ec2:ModifyLaunchTemplate ec2:RevokeSecurityGroupEgress ec2:RunInstances ec2:StartInstances
  ec2:StopInstances ec2:TerminateInstances iam:PassRole`;
/**
 * What the AWS managed policy AWSElasticDisasterRecoveryConsoleFullAccess_v2 adds, and what CloudTrail showed DRS to
 * do.
 */
const ALSO_OF_START = `
  drs:TagResource drs:DescribeReplicationConfigurationTemplates drs:DescribeSourceServers
  ec2:CreateFleet ec2:CreateNetworkInterface ec2:CreateNetworkInterfacePermission ec2:CreateSecurityGroup
  ec2:AssociateIamInstanceProfile ec2:GetConsoleOutput ec2:GetConsoleScreenshot ec2:DescribeCapacityReservations ec2:DescribeHosts
  ec2:DescribeInstanceTypeOfferings ec2:DescribeKeyPairs ec2:GetEbsDefaultKmsKeyId ec2:GetEbsEncryptionByDefault
  ec2:GetInstanceTypesFromInstanceRequirements iam:ListInstanceProfiles kms:ListAliases
  kms:CreateGrant kms:Decrypt kms:DescribeKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo`;
/** DRS's service authorization reference: dependent actions of TerminateRecoveryInstances. */
const OF_TERMINATION =
  'drs:DescribeSourceServers ec2:DeleteVolume ec2:DescribeInstances ec2:DescribeVolumes ec2:TerminateInstances';

/** Rights that no simulated launch uses, and why they exist. */
const REASONS: Record<string, string> = {
  'ec2:CreateTags launch-template/*': 'AWS grants it on templates tagged by DRS',
  'ec2:DeleteTags launch-template/*': 'same reason',
};

/**
 * One server per kind of launch. All are launched twice, so that the second launch replaces the first and finds its
 * security groups.
 */
const KINDS: ServerOptions[] = [
  {},
  { templateUntagged: true },
  { special: { keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/one' } },
  { special: { keyArn: 'arn:aws:kms:eu-central-1:999900001111:key/two' } },
  { special: { profileRoleArn: 'arn:aws:iam::111122223333:role/shop-server' } },
  { special: { byAttributes: true } },
  { special: { launchActions: true } },
  { special: { documentedTags: true } },
];

let file: ServerlessFile;
let policies: Policies;
let performing: GrantedPolicy[];
let calls: ForwardedCall[];
beforeAll(() => {
  file = readServerlessFile();
  policies = policiesOf(file, ALL_RIGHTS);
  performing = policies.granted('performEffect');
  calls = callsOfDrills();
});

describe('what DRS does on behalf of the caller', () => {
  test('is allowed in every kind of launch and in the termination', () => {
    expect(calls.filter((call) => !isAllowed(statementsOf(performing), call)).map(said)).toEqual([]);
  });

  test('matches what AWS documents', () => {
    const made = (by: ForwardedCall['by']) =>
      new Set(calls.filter((call) => call.by === by).map(({ action }) => action));
    const wanted = `${OF_START} ${ALSO_OF_START}`.trim().split(/\s+/);
    expect([...made('StartRecovery')].sort()).toEqual([...new Set(wanted)].sort());
    expect([...made('TerminateRecoveryInstances')].sort()).toEqual(OF_TERMINATION.split(' ').sort());
  });

  test('includes tagging the source server, the job and the instance', () => {
    const tagged = calls.filter(({ action }) => action === 'drs:TagResource').map(({ resource }) => resource);
    expect(new Set(tagged.map((resource) => resource.replace(/^.*:(.*)\/.*$/, '$1')))).toEqual(
      new Set(['source-server', 'job', 'recovery-instance']),
    );
  });

  test('includes deleting a volume that has only the tags of its job and its server', () => {
    const tags = calls
      .filter(({ action }) => action === 'ec2:DeleteVolume')
      .map(({ keys }) => Object.keys(keys).filter((key) => key.startsWith('aws:ResourceTag/')));
    expect(tags).toContainEqual([
      'aws:ResourceTag/drs.amazonaws.com-job',
      'aws:ResourceTag/drs.amazonaws.com-source-server',
    ]);
  });

  test.each(['hardStop', 'guardSweep'])('is allowed to %s for terminations', (functionName) => {
    const granted = statementsOf(policies.granted(functionName));
    const ending = calls.filter(({ by }) => by === 'TerminateRecoveryInstances');
    expect(ending.length).toBeGreaterThan(0);
    expect(ending.filter((call) => !isAllowed(granted, call)).map(said)).toEqual([]);
  });

  test('needs every statement: without any one, something is refused', () => {
    const without = forwarding(performing).flatMap(({ name, statements }) =>
      statements.map((left, place) => ({ name: `${name}, statement ${place + 1}`, left })),
    );
    expect(without.length).toBeGreaterThan(15);
    const unnoticed = without.filter(({ left }) => {
      const rest = statementsOf(performing).filter((one) => one !== left);
      return calls.every((call) => isAllowed(rest, call));
    });
    expect(unnoticed.map(({ name }) => name)).toEqual([]);
  });

  test.each(['hardStop', 'guardSweep'])('needs every forwarded statement of %s', (functionName) => {
    const granted = statementsOf(policies.granted(functionName));
    const there = granted.filter(({ Action }) => [Action].flat().some((action) => action.startsWith('ec2:')));
    const ending = calls.filter(({ by }) => by === 'TerminateRecoveryInstances');
    expect(there).toHaveLength(4);
    const unnoticed = there.filter((left) =>
      ending.every((call) =>
        isAllowed(
          granted.filter((one) => one !== left),
          call,
        ),
      ),
    );
    expect(unnoticed).toEqual([]);
  });

  test('needs every action on every kind of resource, or has a documented reason', () => {
    const unused = forwarding(performing).flatMap(({ statements }) => statements.flatMap(unusedOf));
    expect(unused.filter((one) => REASONS[one] === undefined)).toEqual([]);
    expect(Object.keys(REASONS).filter((one) => !unused.includes(one))).toEqual([]);
  });

  test('is refused without a service in between, except reads and what DRS requires of the caller itself', () => {
    const direct = calls.map((call) => ({ ...call, keys: { ...call.keys, 'aws:ViaAWSService': 'false' } }));
    const allowed = direct.filter((call) => isAllowed(statementsOf(performing), call)).map(({ action }) => action);
    const changing = [...new Set(allowed)].filter((action) => !/:(Describe|Get|List)/.test(action));
    expect(changing.sort()).toEqual(['drs:CreateRecoveryInstanceForDrs', 'drs:TagResource', 'iam:PassRole']);
  });

  test('does not reach an instance that DRS did not launch, unless configured', () => {
    const call: ForwardedCall = {
      by: 'TerminateRecoveryInstances',
      jobID: 'drsjob-00000000000000001',
      step: 'CLEANUP',
      action: 'ec2:TerminateInstances',
      resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0',
      keys: { 'aws:ViaAWSService': 'true', 'aws:ResourceTag/AWSDRS': 'AllowLaunchingIntoThisInstance' },
    };
    const unchecked = policiesOf(file, { managedTags: 'unchecked' });
    for (const name of ['performEffect', 'hardStop', 'guardSweep']) {
      expect(isAllowed(statementsOf(policies.granted(name)), call)).toBe(false);
      expect(isAllowed(statementsOf(unchecked.granted(name)), call)).toBe(true);
    }
  });
});

describe('settings that grant further rights', () => {
  test('grant none until they are set', () => {
    const plain = policiesOf(file, {});
    expect(plain.attached('performEffect')).toEqual(['ForwardedRights']);
    const refused = calls.filter((call) => !isAllowed(statementsOf(plain.granted('performEffect')), call));
    expect(new Set(refused.map(({ action }) => action.split(':')[0]))).toEqual(new Set(['kms', 'iam']));
  });

  test('attach the AWS managed policy for post-launch actions', () => {
    expect(policies.attached('performEffect')).toEqual([
      'ForwardedRights',
      'ForwardedRoles',
      'ForwardedKeys',
      'arn:aws:iam::aws:policy/AWSElasticDisasterRecoveryLaunchActionsPolicy',
    ]);
  });

  test('stay within the quotas of IAM: 6,144 characters per managed policy, 10,240 inline per role, ten policies per role', () => {
    const everything = policiesOf(file, {
      ...ALL_RIGHTS,
      kmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/three',
    });
    expect(everything.attached('performEffect').length).toBeLessThanOrEqual(10);
    const sizes = everything.granted('performEffect').map(({ name, statements }) => ({
      name,
      size: JSON.stringify({ Version: '2012-10-17', Statement: statements }).length,
    }));
    expect(sizes.filter(({ name, size }) => size > (name.endsWith('Role') ? 10_240 : 6144))).toEqual([]);
  });
});

/**
 * Every call of DRS while servers of every kind are launched twice and terminated, with policies recorded but not
 * enforced.
 */
function callsOfDrills(): ForwardedCall[] {
  const made: ForwardedCall[] = [];
  const rights = (_caller: unknown, call: ForwardedCall) => made.push(call) > 0;
  const world = createOtherWorld({ seed: 7, now: Date.parse('2026-03-01T10:00:00Z'), rights });
  const ids = world.addServers(ACCOUNT, KINDS);
  const sourceServers = ids.map((sourceServerID) => ({ sourceServerID }));
  for (let launch = 0; launch < 2; launch++) {
    world.call('drs', 'StartRecovery', { sourceServers, isDrill: true, tags: { ExecutionType: 'Drill' } }, ACCOUNT);
    world.advance(world.now() + 3_600_000);
  }
  const recoveryInstanceIDs = world.liveInstances(ACCOUNT).map(({ instanceId }) => instanceId);
  world.call('drs', 'TerminateRecoveryInstances', { recoveryInstanceIDs }, ACCOUNT);
  return made;
}

/** The policies for DRS, not for the product's own calls. */
function forwarding(granted: GrantedPolicy[]): GrantedPolicy[] {
  return granted.filter(({ name }) => name.startsWith('Forwarded'));
}

/** Actions of a statement that no call uses, by kind of resource. */
function unusedOf(statement: PolicyStatement): string[] {
  const { Action, Resource } = statement;
  const isUsed = (part: Partial<PolicyStatement>) => calls.some((call) => isAllowed([{ ...statement, ...part }], call));
  const actions = [Action].flat().filter((action) => !isUsed({ Action: action }));
  const resources = [Resource].flat().filter((resource) => !isUsed({ Resource: resource }));
  const where = String([Resource].flat()[0]).split(':').at(-1);
  return [...actions.map((action) => `${action} ${where}`), ...resources];
}

function said({ by, action, resource }: ForwardedCall): string {
  return `${by}: ${action} on ${resource}`;
}
