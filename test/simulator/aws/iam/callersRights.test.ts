import { describe, expect, it } from 'vitest';
import type { ForwardedCall } from '../../../../src/simulator/aws/iam/forwardedCall.ts';
import { isAllowed } from '../../../../src/simulator/aws/iam/policyEvaluation.ts';
import { beginning, caller, drs, givenWorld, jobOf, logOf, refusal, startDrill, wait } from '../../given.ts';

/** A caller who may do everything except one action. */
function without(action: string) {
  return (_caller: unknown, call: ForwardedCall) => call.action !== action;
}

describe('what DRS does on its caller’s behalf', () => {
  it('refuses StartRecovery with tags on the source server, and starts nothing', () => {
    const { world } = givenWorld({ rights: without('drs:TagResource') });
    const [id = ''] = world.addServers(caller, 1);
    const fault = refusal(() => startDrill(world, [id], { ExecutionType: 'Drill' }));
    expect([fault.type, fault.status]).toEqual(['AccessDeniedException', 403]);
    expect(fault.message).toMatch(
      new RegExp(
        `^User: arn:aws:sts::111122223333:assumed-role/.* is not authorized to perform: drs:TagResource on resource: arn:aws:drs:eu-central-1:111122223333:source-server/${id} `,
      ),
    );
    expect(drs(world, 'DescribeJobs').at('items')).toEqual([]);
  });

  it('requires no permission to tag where nothing is tagged', () => {
    const { world } = givenWorld({ rights: without('drs:TagResource') });
    expect(refusal(() => startDrill(world, world.addServers(caller, 1), { a: 'b' })).type).toBe(
      'AccessDeniedException',
    );
    expect(startDrill(world, world.addServers(caller, 1))).toMatch(/^drsjob-/);
  });

  it.each([
    ['ec2:CreateSnapshot', 'SNAPSHOT_FAIL'],
    ['ec2:RunInstances', 'CONVERSION_FAIL'],
    ['ec2:CreateLaunchTemplateVersion', 'LAUNCH_FAILED'],
    ['ec2:DeleteVolume', 'LAUNCH_FAILED'],
    ['iam:PassRole', 'CONVERSION_FAIL'],
  ])('fails the launch minutes later when %s is not allowed, and names it in the job’s log', (action, event) => {
    const { world } = givenWorld({ rights: without(action) });
    const jobID = startDrill(world, world.addServers(caller, 1));
    wait(world, 7200);
    expect(jobOf(world, jobID).at('job.participatingServers')).toMatchObject([{ launchStatus: 'FAILED' }]);
    const [line] = logOf(world, jobID).filter((one) => one.at('event') === event);
    expect(line?.text('eventData.rawError')).toMatch(
      new RegExp(
        `^An error occurred \\(UnauthorizedOperation\\) when calling the .* is not authorized to perform: ${action} on resource: arn:aws:`,
      ),
    );
  });

  it('fails to terminate, and the instance stays', () => {
    const rights = (_caller: unknown, { by }: ForwardedCall) => by === 'StartRecovery';
    const { world } = givenWorld({ rights });
    startDrill(world, world.addServers(caller, 1));
    wait(world, 3600);
    const recoveryInstanceIDs = world.liveInstances(caller).map(({ instanceId }) => instanceId);
    const jobID = drs(world, 'TerminateRecoveryInstances', { recoveryInstanceIDs }).text('job.jobID');
    wait(world, 3600);
    expect(logOf(world, jobID).map((line) => line.at('event'))).toContain('CLEANUP_FAIL');
    expect(world.liveInstances(caller)).toHaveLength(1);
  });

  it('checks no permissions by default', () => {
    const { world } = givenWorld();
    expect(startDrill(world, world.addServers(caller, 1), { a: 'b' })).toMatch(/^drsjob-/);
    expect(world.now()).toBe(beginning);
  });
});

describe('IAM', () => {
  const requested = {
    action: 'ec2:DeleteVolume',
    resource: 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-1',
    keys: {},
  };
  const statement = { Effect: 'Allow', Action: 'ec2:DeleteVolume', Resource: 'arn:aws:ec2:*:*:volume/*' };
  const allowedBy = (Condition: Record<string, Record<string, string | string[]>>, keys = {}) =>
    isAllowed([{ ...statement, Condition }], { ...requested, keys });

  it('compares action and resource with wildcards', () => {
    expect(isAllowed([statement], requested)).toBe(true);
    expect(isAllowed([statement], { ...requested, action: 'ec2:CreateVolume' })).toBe(false);
    expect(isAllowed([statement], { ...requested, resource: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1' })).toBe(
      false,
    );
    expect(isAllowed([{ ...statement, Action: ['ec2:*'], Resource: ['*'] }], requested)).toBe(true);
    expect(isAllowed([], requested)).toBe(false);
  });

  it('checks a condition against the request, and fails it when the request lacks the key', () => {
    expect(allowedBy({ Bool: { 'aws:ViaAWSService': 'true' } }, { 'aws:ViaAWSService': 'true' })).toBe(true);
    expect(allowedBy({ Bool: { 'aws:ViaAWSService': 'true' } })).toBe(false);
    expect(allowedBy({ Null: { 'aws:ResourceTag/a': 'false' } }, { 'AWS:resourcetag/a': 'b' })).toBe(true);
    expect(allowedBy({ Null: { 'aws:ResourceTag/a': 'false' } })).toBe(false);
    expect(allowedBy({ Null: { 'aws:ResourceTag/a': 'true' } })).toBe(true);
    expect(allowedBy({ StringEquals: { 'ec2:CreateAction': ['a', 'b'] } }, { 'ec2:CreateAction': 'b' })).toBe(true);
    expect(allowedBy({ StringEquals: { 'ec2:CreateAction': 'a' } })).toBe(false);
    const via = { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'drs.amazonaws.com' } };
    expect(allowedBy(via, { 'aws:CalledVia': ['ssm.amazonaws.com', 'drs.amazonaws.com'] })).toBe(true);
    expect(allowedBy(via)).toBe(false);
  });

  it('compares texts and ARNs in conditions with wildcards', () => {
    const tagged = { StringLike: { 'ssm:resourceTag/drs.amazonaws.com-job': 'drsjob-*' } };
    expect(allowedBy(tagged, { 'ssm:resourceTag/drs.amazonaws.com-job': 'drsjob-1' })).toBe(true);
    expect(allowedBy(tagged, { 'ssm:resourceTag/drs.amazonaws.com-job': 'other' })).toBe(false);
    expect(allowedBy(tagged)).toBe(false);
    const fromFunction = { ArnEquals: { 'lambda:SourceFunctionArn': 'arn:aws:lambda:*:*:function:probe' } };
    expect(allowedBy(fromFunction, { 'lambda:SourceFunctionArn': 'arn:aws:lambda:r:1:function:probe' })).toBe(true);
    expect(allowedBy(fromFunction)).toBe(false);
  });

  it('lets a Deny outrank every Allow, where its condition holds', () => {
    const Condition = { ArnEquals: { 'lambda:SourceFunctionArn': 'arn:aws:lambda:r:1:function:probe' } };
    const both = [statement, { ...statement, Effect: 'Deny', Condition }];
    const keys = { 'lambda:SourceFunctionArn': 'arn:aws:lambda:r:1:function:probe' };
    expect(isAllowed(both, requested)).toBe(true);
    expect(isAllowed(both, { ...requested, keys })).toBe(false);
    expect(isAllowed(both.toReversed(), { ...requested, keys })).toBe(false);
  });

  it('refuses to evaluate what it does not support', () => {
    expect(() => allowedBy({ ArnLike: { a: 'b' } })).toThrow('ArnLike');
    expect(() => isAllowed([{ ...statement, Effect: 'Perhaps' }], requested)).toThrow('Perhaps');
  });
});
