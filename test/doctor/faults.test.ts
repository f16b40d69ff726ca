import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Status } from '../../src/doctor/finding.ts';
import type { DeployedAccount } from '../../src/simulator/deployed/truth.ts';
import type { LocalWorld } from '../../src/simulator/local/localWorld.ts';
import { ELSEWHERE, examined, soundWorld, unwell } from './world.ts';

let local: LocalWorld;
let sound: DeployedAccount;
beforeAll(async () => {
  local = await soundWorld();
  sound = structuredClone(local.backstage.account);
}, 60_000);
afterEach(() => {
  Object.assign(local.backstage.account, structuredClone(sound));
});
afterAll(() => local.stop());

/** A fault of a deployment: how to cause it, and the only findings expected. */
interface Fault {
  sentence: string;
  plant: (account: DeployedAccount) => unknown;
  found: [check: string, status: Status, says: RegExp][];
}

const FAULTS: Fault[] = [
  {
    sentence: 'DRS was never initialised in one of the Regions',
    plant: (account) => account.uninitialised.push(ELSEWHERE),
    found: [['drs', 'FAIL', /never initialised in us-east-1/]],
  },
  {
    sentence: 'the rule for DRS events is disabled',
    plant: ({ rules }) =>
      Object.assign(
        one(rules, ({ name }) => /drsEvent/.test(name)),
        { state: 'DISABLED' },
      ),
    found: [['events-drsEvent', 'FAIL', /drs-drill-dev-drsEvent-rule-1 is disabled/]],
  },
  {
    sentence: 'the rule for EC2 events has another state',
    plant: ({ rules }) =>
      Object.assign(
        one(rules, ({ name }) => /ec2Event/.test(name)),
        {
          pattern: { source: ['aws.ec2'], detail: { state: ['stopped'] } },
        },
      ),
    found: [['events-ec2Event', 'FAIL', /No rule sends stops and terminations of EC2 to ec2Event/]],
  },
  {
    sentence: 'a rule has lost its dead-letter queue',
    plant: ({ rules }) => delete one(rules, ({ name }) => /drillRequested/.test(name)).targets[0]?.DeadLetterConfig,
    found: [['events-drillRequested', 'FAIL', /Failed deliveries of the rule .* are lost/]],
  },
  {
    sentence: 'a Region of the sites forwards no events',
    plant: (account) => without(account, 'rules', ({ region }) => region === ELSEWHERE),
    found: [
      [
        'events-from-us-east-1',
        'FAIL',
        /us-east-1 is blind: its launch results of DRS and stops and terminations of EC2/,
      ],
    ],
  },
  {
    sentence: 'a Region of the sites forwards only DRS events',
    plant: (account) => without(account, 'rules', ({ name }) => /Ec2Events/.test(name)),
    found: [
      ['events-from-us-east-1', 'FAIL', /us-east-1 is blind: its stops and terminations of EC2 do not reach eu-west-1/],
    ],
  },
  {
    sentence: 'performEffect may not tag source servers',
    plant: (account) => withoutAction(account, 'drs:TagResource'),
    found: [['rights-performEffect', 'FAIL', /drs:TagResource on source-server/]],
  },
  {
    sentence: 'performCheck may not send the command that checks may use',
    plant: (account) => withoutAction(account, 'ssm:SendCommand'),
    found: [['rights-performCheck', 'FAIL', /ssm:SendCommand on document, ssm:SendCommand on instance/]],
  },
  {
    sentence: 'Lambda may not place the probe in its subnets',
    plant: (account) => withoutAction(account, 'ec2:AssignPrivateIpAddresses'),
    found: [['rights-probe', 'FAIL', /probe lacks: ec2:/]],
  },
  {
    sentence: 'the key that signs evidence is to be deleted',
    plant: (account) => Object.assign(account, { evidenceKey: 'PendingDeletion' }),
    found: [['evidence-key', 'FAIL', /is in state PendingDeletion: no drill can be sealed/]],
  },
  {
    sentence: 'the key that signs evidence is disabled',
    plant: (account) => Object.assign(account, { evidenceKey: 'Disabled' }),
    found: [['evidence-key', 'FAIL', /is in state Disabled: no drill can be sealed/]],
  },
  {
    sentence: 'evidence is not locked',
    plant: (account) => {
      for (const { environment } of account.functions) {
        if ('EVIDENCE_RETENTION' in environment) environment['EVIDENCE_RETENTION'] = 'NONE';
      }
    },
    found: [['evidence-lock', 'WARN', /whoever may delete objects of its bucket can delete it/]],
  },
  {
    sentence: 'the evidence bucket has no Object Lock',
    plant: (account) => Object.assign(account, { evidenceLock: null }),
    found: [['evidence-lock', 'FAIL', /has no Object Lock: S3 refuses evidence that is to be locked/]],
  },
  {
    sentence: 'the evidence bucket locks outputs of checks, too',
    plant: (account) => {
      const Rule = { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } };
      Object.assign(account, { evidenceLock: { ObjectLockEnabled: 'Enabled', Rule } });
    },
    found: [['evidence-lock', 'WARN', /outputs of checks cannot expire in time/]],
  },
  {
    sentence: 'sealEvidence may not sign',
    plant: (account) => withoutAction(account, 'kms:Sign'),
    found: [
      ['rights-sealEvidence', 'FAIL', /kms:Sign/],
      ['rights-sealOverdue', 'FAIL', /kms:Sign/],
    ],
  },
  {
    sentence: 'the probe is gone',
    plant: (account) => without(account, 'functions', ({ name }) => /-probe$/.test(name)),
    found: [['functions-are-there', 'FAIL', /The function drs-drill-dev-probe does not exist/]],
  },
  {
    sentence: 'the probe is gone, as it should without subnets for it',
    plant: (account) => {
      without(account, 'functions', ({ name }) => /-probe$/.test(name));
      for (const { environment } of account.functions)
        if (environment['PROBE_SUBNETS'] !== undefined) environment['PROBE_SUBNETS'] = '';
    },
    found: [],
  },
  {
    sentence: 'the rule for results of commands lacks one of them',
    plant: ({ rules }) =>
      Object.assign(
        one(rules, ({ name }) => /ssmEvent/.test(name)),
        { pattern: { source: ['aws.ssm'], detail: { status: ['Success'] } } },
      ),
    found: [['events-ssmEvent', 'FAIL', /No rule sends results of commands of Systems Manager to ssmEvent/]],
  },
  {
    sentence: 'performEffect has no rights',
    plant: ({ roles }) => Object.assign(roles, { 'arn:aws:iam::111122223333:role/PerformEffectRole': [] }),
    found: [['rights-performEffect', 'FAIL', /dynamodb:GetItem on table, .* and \d+ more/]],
  },
  {
    sentence: 'DRS encrypts volumes with a key that performEffect may not use',
    plant: ({ volumeKeys }) => Object.assign(volumeKeys, { [ELSEWHERE]: 'arn:aws:kms:us-east-1:111122223333:key/own' }),
    found: [['rights-volume-keys', 'FAIL', /performEffect lacks: kms:CreateGrant on key, kms:Decrypt on key/]],
  },
  {
    sentence: 'the schedules’ role may invoke nothing',
    plant: ({ roles }) => Object.assign(roles, { 'arn:aws:iam::111122223333:role/ScheduleRole': [] }),
    found: [['rights-schedules', 'FAIL', /lambda:InvokeFunction on function/]],
  },
  {
    sentence: 'the role of the guard is gone',
    plant: ({ roles }) => delete roles['arn:aws:iam::111122223333:role/GuardSweepRole'],
    found: [['rights-guardSweep', 'FAIL', /GuardSweepRole does not exist/]],
  },
  {
    sentence: 'DRS allows fewer jobs than drills may use',
    plant: ({ quotas }) =>
      Object.assign(
        one(quotas, ({ code }) => code === 'L-D88FAC3A'),
        { value: 5 },
      ),
    found: [
      ['quota-jobs', 'FAIL', /5 jobs at once, of which drills may use 10/],
      ['quota-jobs', 'FAIL', /5 jobs at once, of which drills may use 10/],
    ],
  },
  {
    sentence: 'drills may use all servers that DRS allows in a job',
    plant: ({ quotas }) =>
      Object.assign(
        one(quotas, ({ code }) => code === 'L-B827C881'),
        { value: 50 },
      ),
    found: [
      ['quota-servers-per-job', 'WARN', /nothing is left for a real recovery/],
      ['quota-servers-per-job', 'WARN', /nothing is left for a real recovery/],
    ],
  },
  {
    sentence: 'EC2 allows the five vCPUs of a new account',
    plant: ({ quotas }) =>
      Object.assign(
        one(quotas, ({ code }) => code === 'L-1216C47A'),
        { value: 5 },
      ),
    found: [
      ['quota-vcpus', 'WARN', /allows 5 vCPUs.*wave of 3 servers takes at least 10/],
      ['quota-vcpus', 'WARN', /allows 5 vCPUs.*wave of one server takes at least 6/],
    ],
  },
  {
    sentence: 'no drill networks are configured',
    plant: ({ functions }) => functions.map(({ environment }) => Object.assign(environment, { DRILL_SUBNETS: '' })),
    found: [
      ['networks', 'FAIL', /No drill subnets are configured: every drill is refused/],
      ['networks', 'FAIL', /No drill subnets are configured: every drill is refused/],
    ],
  },
  {
    sentence: 'drills may launch into any network',
    plant: ({ functions }) => functions.map(({ environment }) => Object.assign(environment, { DRILL_SUBNETS: '*' })),
    found: [
      ['networks', 'WARN', /any network, including production/],
      ['networks', 'WARN', /any network, including production/],
    ],
  },
  {
    sentence: 'the drill subnet is gone',
    plant: (account) => without(account, 'networks', ({ region }) => region === 'eu-west-1'),
    found: [['networks', 'FAIL', /None of the drill subnets \(subnet-0d0000000000d4111\) is in eu-west-1/]],
  },
  {
    sentence: 'the security group is in another VPC',
    plant: ({ networks }) => {
      const [home] = networks;
      if (home === undefined) throw new Error('there is no network');
      networks.push({ ...home, subnetId: 'subnet-1', vpcId: 'vpc-1' });
      home.securityGroupId = 'sg-1';
    },
    found: [['networks', 'FAIL', /None of the drill security groups/]],
  },
  {
    sentence: 'the drill subnet is nearly full',
    plant: ({ networks }) =>
      Object.assign(
        one(networks, ({ region }) => region === ELSEWHERE),
        { freeAddresses: 3 },
      ),
    found: [['networks', 'WARN', /subnet-0d0000000000d4111 has 3 free IP addresses/]],
  },
  {
    sentence: 'the schedule group is gone',
    plant: (account) => Object.assign(account, { scheduleGroups: [] }),
    found: [['schedules', 'FAIL', /no hard stop can be scheduled/]],
  },
  {
    sentence: 'a function is gone',
    plant: (account) => without(account, 'functions', ({ name }) => name === 'drs-drill-dev-listDrills'),
    found: [['functions-are-there', 'FAIL', /drs-drill-dev-listDrills does not exist/]],
  },
  {
    sentence: 'the update of a function failed',
    plant: ({ functions }) =>
      Object.assign(
        one(functions, ({ name }) => /-getLever$/.test(name)),
        { state: 'Failed' },
      ),
    found: [['functions-are-there', 'FAIL', /The last update of the function getLever failed/]],
  },
  {
    sentence: 'the guard is stopped by a reserved concurrency of 0',
    plant: ({ functions }) =>
      Object.assign(
        one(functions, ({ name }) => /-guardSweep$/.test(name)),
        { reserved: 0 },
      ),
    found: [['functions-may-run', 'FAIL', /guardSweep is stopped/]],
  },
  {
    sentence: 'a function has other sites by a manual change',
    plant: ({ functions }) =>
      Object.assign(one(functions, ({ name }) => /-hardStop$/.test(name)).environment, { SITES: '' }),
    found: [['settings', 'FAIL', /\(SITES\)/]],
  },
  {
    sentence: 'a setting is not valid',
    plant: ({ functions }) => functions.map(({ environment }) => Object.assign(environment, { JOBS_MAX: 'many' })),
    found: [
      ['drs', 'NOT_CHECKED', /The Regions and networks for drills are unknown/],
      ['settings', 'FAIL', /JOBS_MAX is not a whole number: many/],
    ],
  },
  {
    sentence: 'the account is new, and Lambda runs ten functions at once',
    plant: (account) => {
      withoutReserved(account);
      account.concurrency = 10;
    },
    found: [
      ['lambda-concurrency', 'WARN', /allows this account 10 unreserved concurrent executions/],
      [
        'reserved-concurrency',
        'WARN',
        /all 10 unreserved concurrent .* 9 cannot be reserved, because 100 must stay unreserved/,
      ],
    ],
  },
  {
    sentence: 'nothing is reserved, and the account has enough concurrency',
    plant: (account) => {
      withoutReserved(account);
      account.concurrency = 109;
    },
    found: [
      [
        'reserved-concurrency',
        'WARN',
        /no reserved concurrency for drillRequested, guardSweep, hardStop: other functions may use all 109/,
      ],
    ],
  },
  {
    sentence: 'nothing is reserved, and the account is one short',
    plant: (account) => {
      withoutReserved(account);
      account.concurrency = 108;
    },
    found: [['reserved-concurrency', 'WARN', /9 cannot be reserved/]],
  },
  {
    sentence: 'the queue of effects is not read',
    plant: ({ mappings }) =>
      Object.assign(
        one(mappings, ({ functionName }) => /performEffect/.test(functionName)),
        { state: 'Disabled' },
      ),
    found: [['performEffect-is-called', 'FAIL', /no drill advances/]],
  },
  {
    sentence: 'the queue of checks is not read',
    plant: ({ mappings }) =>
      Object.assign(
        one(mappings, ({ functionName }) => /performCheck/.test(functionName)),
        { state: 'Disabled' },
      ),
    found: [['performCheck-is-called', 'FAIL', /performCheck from the queue of checks: no check runs/]],
  },
  {
    sentence: 'failed batches of the stream reader are lost',
    plant: ({ mappings }) =>
      Object.assign(
        one(mappings, ({ functionName }) => /publish/.test(functionName)),
        { onFailure: null },
      ),
    found: [['publish-is-called', 'FAIL', /Failed batches of publish are not kept/]],
  },
  {
    sentence: 'failed hard stops are lost',
    plant: ({ functions }) =>
      Object.assign(
        one(functions, ({ name }) => /-hardStop$/.test(name)),
        { onFailure: null },
      ),
    found: [['functions-failures-kept', 'FAIL', /Failed invocations of hardStop are lost/]],
  },
  {
    sentence: 'the queues of effects and of checks are gone, and a dead-letter queue',
    plant: ({ goneQueues }) =>
      goneQueues.push('drs-drill-dev-effects', 'drs-drill-dev-checks', 'drs-drill-dev-stream-failures'),
    found: [
      ['queue-effects', 'FAIL', /drs-drill-dev-effects does not exist: no drill advances/],
      ['queue-checks', 'FAIL', /drs-drill-dev-checks does not exist: no check runs/],
      ['queue-stream-failures', 'FAIL', /drs-drill-dev-stream-failures does not exist: failures are lost/],
    ],
  },
  {
    sentence: 'the table has no point-in-time recovery',
    plant: (account) => Object.assign(account, { backedUp: [] }),
    found: [['table-backup', 'WARN', /no point-in-time recovery/]],
  },
  {
    sentence: 'the topic has no subscriber',
    plant: (account) => Object.assign(account, { subscriptions: [] }),
    found: [['topic', 'WARN', /Nobody is subscribed to .* leaks and alarms go unnoticed/]],
  },
  {
    sentence: 'the subscription to the topic is not confirmed',
    plant: ({ subscriptions }) => Object.assign(subscriptions[0] ?? {}, { SubscriptionArn: 'PendingConfirmation' }),
    found: [['topic', 'WARN', /its subscription is not confirmed/]],
  },
  {
    sentence: 'the topic is gone',
    plant: (account) => Object.assign(account, { topics: [] }),
    found: [['topic', 'FAIL', /The topic drs-drill-dev does not exist/]],
  },
  {
    sentence: 'the bus for requests is gone',
    plant: (account) => Object.assign(account, { buses: ['default'] }),
    found: [['events-drillRequested', 'FAIL', /The bus drs-drill-dev does not exist/]],
  },
  {
    sentence: 'an alarm is gone, one has no action, and one is active',
    plant: ({ alarms }) => {
      Object.assign(
        one(alarms, ({ name }) => /-leak$/.test(name)),
        { name: 'elsewhere' },
      );
      Object.assign(
        one(alarms, ({ name }) => /-errors$/.test(name)),
        { actionsEnabled: false },
      );
      Object.assign(
        one(alarms, ({ name }) => /-guard-not-run$/.test(name)),
        { state: 'ALARM' },
      );
    },
    found: [
      ['alarms', 'FAIL', /The alarm (api-)?errors notifies nobody/],
      ['alarms', 'FAIL', /The alarm leak does not exist/],
      ['alarms', 'WARN', /The alarm guard-not-run is in state ALARM/],
    ],
  },
  {
    sentence: 'the caller has no access to IAM',
    plant: ({ refused }) => refused.push('iam:SimulatePrincipalPolicy'),
    found: [['rights', 'NOT_CHECKED', /You have no permission for this check/]],
  },
  {
    sentence: 'the caller may not read the keys',
    plant: ({ refused }) => refused.push('sns:GetTopicAttributes', 'ec2:GetEbsDefaultKmsKeyId'),
    found: [
      ['rights-topic-key', 'NOT_CHECKED', /You have no permission for this check/],
      ['rights-volume-keys', 'NOT_CHECKED', /You have no permission for this check/],
    ],
  },
  {
    sentence: 'the caller may not read the quotas',
    plant: ({ refused }) => refused.push('servicequotas:GetServiceQuota'),
    found: Array.from({ length: 8 }, () => [
      expect.stringMatching(/^quota-/),
      'NOT_CHECKED',
      /You have no permission for this check/,
    ]),
  },
];

describe('doctor', () => {
  test('finds nothing wrong with a sound deployment', async () => {
    const examination = await examined();
    expect(unwell(examination)).toEqual([]);
    expect(examination).toMatchObject({ isDeployed: true, accountId: '111122223333' });
  });

  const named = FAULTS.map((fault) => [fault.sentence, fault] as const);
  test.each(named)('finds that %s, and nothing else', async (_sentence, { plant, found }) => {
    plant(local.backstage.account);
    expect(unwell(await examined())).toEqual(found.map(said));
  });
});

function said([check, status, says]: Fault['found'][number]) {
  return { check, status, says: expect.stringMatching(says), remedy: expect.stringMatching(/./) };
}

function one<Item>(items: Item[], isIt: (item: Item) => boolean): Item {
  const found = items.find(isIt);
  if (found === undefined) throw new Error('the account has no such thing');
  return found;
}

function without<List extends 'rules' | 'networks' | 'functions'>(
  account: DeployedAccount,
  list: List,
  isGone: (item: DeployedAccount[List][number]) => boolean,
): void {
  const items: DeployedAccount[List][number][] = account[list];
  Object.assign(account, { [list]: items.filter((item) => !isGone(item)) });
}

function withoutReserved({ functions }: DeployedAccount): void {
  for (const one of functions) one.reserved = null;
}

function withoutAction({ roles }: DeployedAccount, action: string): void {
  for (const statements of Object.values(roles))
    for (const statement of statements) statement.Action = [statement.Action].flat().filter((name) => name !== action);
}
