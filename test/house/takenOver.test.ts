import { beforeAll, describe, expect, test } from 'vitest';
import { type IamRequest, isAllowed, type PolicyStatement } from '../../src/simulator/aws/iam/policyEvaluation.ts';
import { tableRequests } from '../../src/simulator/dynamodb/tableRights.ts';
import { statementsOf } from '../../src/simulator/lambda/deployedRights.ts';
import { readServerlessFile, type ServerlessFile } from '../../src/simulator/lambda/serverlessFile.ts';
import { ACCOUNT, ALL_RIGHTS, type Policies, policiesOf } from './policies.ts';

/** The functions that save drills: behind the API, drill events, the sweep, the stream and effects. */
const SAVERS = [
  'acknowledgeLeak',
  'cancelDrill',
  'drillRequested',
  'endHold',
  'extendHold',
  'giveVerdict',
  'performCheck',
  'performEffect',
  'runSchedule',
  'startDrill',
  'stream',
  'sweep',
];
const DRILL = '$drs-drill#drillId_d-1';

/** What an attacker could try in a function, and the functions that are allowed to do it. */
const MISDEEDS: [misdeed: string, requested: () => IamRequest[], whose: string[]][] = [
  [
    'launch servers',
    () => [call('drs:StartRecovery', sourceServer(), { 'aws:RequestTag/ExecutionType': 'Drill' })],
    ['performEffect'],
  ],
  ['launch without the tag of a drill', () => [call('drs:StartRecovery', sourceServer())], []],
  [
    'terminate instances through DRS',
    () => [call('drs:TerminateRecoveryInstances', arn('drs', 'recovery-instance/i-1'))],
    ['guardSweep', 'hardStop', 'performEffect'],
  ],
  ['terminate instances without DRS', () => [call('ec2:TerminateInstances', arn('ec2', 'instance/i-1'))], []],
  ['request a launch with an effect item', () => put(DRILL), SAVERS],
  [
    'request a launch in a transaction',
    () => inTransaction({ Put: { TableName, Item: { pk: { S: DRILL } } } }),
    SAVERS,
  ],
  [
    'have an effect performed at once',
    () => [call('sqs:SendMessage', arn('sqs', 'drs-drill-dev-effects'))],
    ['performEffect', 'stream'],
  ],
  ['change the facts of a journal entry', () => on('UpdateItem', DRILL), SAVERS],
  ['remove a journal entry or a record', () => on('DeleteItem', DRILL), SAVERS],
  ['remove one in a transaction', () => inTransaction({ Delete: { TableName, Key: { pk: { S: DRILL } } } }), SAVERS],
  ['rewrite the notes of the guard', () => put('$drs-drill#notes_d-1'), ['guardSweep', 'hardStop']],
  ['rewrite the notes of people', () => put('$drs-drill#personNotes_d-1'), ['addNote']],
  ['remove a note of a person', () => on('DeleteItem', '$drs-drill#personNotes_d-1'), []],
  ['remove a note of the guard', () => on('DeleteItem', '$drs-drill#notes_d-1'), []],
  [
    'send a drill a false input',
    () => put('$drs-drill#inbox_d-1'),
    [...SAVERS, 'drsEvent', 'ec2Event', 'guardSweep', 'hardStop', 'ssmEvent', 'wake'],
  ],
  [
    'move the lever or take the quotas of a site',
    () => put('$drs-drill#accountId_111122223333#region_eu-west-1'),
    [...SAVERS, 'guardSweep', 'releaseJob', 'setBlackouts', 'setLever'],
  ],
  [
    'change the author of a move of the lever',
    () => put('$drs-drill#levers_111122223333'),
    [...SAVERS, 'guardSweep', 'releaseJob', 'setBlackouts', 'setLever'],
  ],
  ['remove a move of the lever', () => on('DeleteItem', '$drs-drill#levers_111122223333'), SAVERS],
  ['write over a version of a plan', () => put('$drs-drill#plan_web-shop'), ['putPlan']],
  ['remove a version of a plan', () => on('DeleteItem', '$drs-drill#plan_web-shop'), []],
  ['remove a plan', () => on('DeleteItem', '$drs-drill#plans_all'), ['deletePlan']],
  ['change the statistics', () => put('$drs-drill#by_day'), ['publish']],
  [
    'change the history of servers',
    () => put('$drs-drill#sourceServerId_s-1'),
    ['reconcile', 'takeInventory', 'publish'],
  ],
  ['write an unknown partition', () => put('$another#d-1'), []],
  ['write many items at once', () => [call('dynamodb:BatchWriteItem', tableArn())], []],
  ['write in PartiQL', () => [call('dynamodb:PartiQLUpdate', tableArn())], []],
  ['read the whole table', () => [call('dynamodb:Scan', tableArn())], []],
  ['remove the table', () => [call('dynamodb:DeleteTable', tableArn())], []],
  ['have a check carried out at once', () => [call('sqs:SendMessage', arn('sqs', 'drs-drill-dev-checks'))], ['stream']],
  ['send a command to an instance that DRS has launched', () => command(LAUNCHED), ['performCheck']],
  ['send a command to any other instance', () => command({}), []],
  [
    'send a command of another document',
    () => [call('ssm:SendCommand', arn('ssm', 'document/AWS-RunShellScript')), ...command(LAUNCHED).slice(1)],
    [],
  ],
  [
    'call another function of the product',
    () => [call('lambda:InvokeFunction', arn('lambda', 'function:drs-drill-dev-hardStop'))],
    [],
  ],
  [
    'call the probe',
    () => [call('lambda:InvokeFunction', arn('lambda', 'function:drs-drill-dev-probe'))],
    ['performCheck'],
  ],
  [
    'call a function that judges drills',
    () => [call('lambda:InvokeFunction', 'arn:aws:lambda:eu-west-1:111122223333:function:judge')],
    ['performCheck'],
  ],
  [
    'keep an output of a check',
    () => [call('s3:PutObject', 'arn:aws:s3:::evidencebucket/outputs/0')],
    ['performCheck'],
  ],
  ['read or remove an output of a check', () => [call('s3:GetObject', 'arn:aws:s3:::evidencebucket/outputs/0')], []],
  ['write elsewhere in the evidence bucket', () => [call('s3:PutObject', 'arn:aws:s3:::evidencebucket/drills/0')], []],
  [
    'store a bundle of evidence under a new name',
    () => [call('s3:PutObject', BUNDLE)],
    ['sealEvidence', 'sealOverdue'],
  ],
  ['read a bundle of evidence', () => [call('s3:GetObject', BUNDLE)], ['linkEvidence', 'sealEvidence', 'sealOverdue']],
  [
    'lock a bundle of evidence, or lock it for longer',
    () => [call('s3:PutObjectRetention', BUNDLE, { 's3:object-lock-mode': 'GOVERNANCE' })],
    ['sealEvidence', 'sealOverdue'],
  ],
  [
    'lock a bundle in another mode than the deployment',
    () => [call('s3:PutObjectRetention', BUNDLE, { 's3:object-lock-mode': 'COMPLIANCE' })],
    [],
  ],
  ['unlock a bundle', () => [call('s3:BypassGovernanceRetention', BUNDLE)], []],
  [
    'lock an output of a check',
    () => [
      call('s3:PutObjectRetention', 'arn:aws:s3:::evidencebucket/outputs/0', { 's3:object-lock-mode': 'GOVERNANCE' }),
    ],
    [],
  ],
  ['remove a bundle of evidence', () => [call('s3:DeleteObject', BUNDLE)], []],
  [
    'sign something as evidence',
    () => [call('kms:Sign', arn('kms', 'key/EvidenceKey'), { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' })],
    ['sealEvidence', 'sealOverdue'],
  ],
  [
    'forge or remove the receipt of a bundle, or that one is due',
    () => put('$drs-drill#seals_d-1'),
    [...SAVERS, 'sealEvidence', 'sealOverdue'],
  ],
  [
    'create network interfaces, with the code of the function',
    () => [call('ec2:CreateNetworkInterface', '*', OF_PROBE)],
    [],
  ],
  [
    'create schedules, which invoke wake and hardStop',
    () => [call('scheduler:CreateSchedule', arn('scheduler', 'schedule/drs-drill-dev/x'))],
    ['hardStop', 'performEffect'],
  ],
  [
    'change or remove schedules that invoke wake and hardStop',
    () => [
      call('scheduler:UpdateSchedule', arn('scheduler', 'schedule/drs-drill-dev/x')),
      call('scheduler:DeleteSchedule', arn('scheduler', 'schedule/drs-drill-dev/x')),
    ],
    [],
  ],
  ['change when plans are drilled', () => put('$drs-drill#schedules_all'), ['putSchedule', 'reconcile', 'runSchedule']],
  [
    'create copies of schedules, which invoke runSchedule',
    () => [call('scheduler:CreateSchedule', arn('scheduler', 'schedule/drs-drill-dev-plans/x'))],
    ['putSchedule', 'reconcile'],
  ],
];

const BUNDLE = 'arn:aws:s3:::evidencebucket/bundles/d-1/first/envelope.json';
const LAUNCHED = { 'ssm:resourceTag/drs.amazonaws.com-job': 'drsjob-00000000000000000' };
/** Lambda developer guide: the key of calls that a function's code makes. */
const OF_PROBE = {
  'lambda:SourceFunctionArn': `arn:aws:lambda:${ACCOUNT.region}:${ACCOUNT.accountId}:function:drs-drill-dev-probe`,
};

const TableName = 'drs-drill-dev';

let file: ServerlessFile;
let policies: Policies;
beforeAll(() => {
  file = readServerlessFile();
  policies = policiesOf(file, ALL_RIGHTS);
});

describe('a compromised function', () => {
  test.each(MISDEEDS)('can %s only if that is its job', (_, requested, whose) => {
    expect(functions().filter((name) => requested().every((one) => isAllowed(rightsOf(name), one)))).toEqual(
      [...new Set(whose)].sort(),
    );
  });

  test.each([
    'drsEvent',
    'ec2Event',
    'guardSweep',
    'hardStop',
    'putPlan',
    'setLever',
    'ssmEvent',
    'takeInventory',
    'publish',
    'wake',
  ])('could rewrite evidence without the partition conditions of %s', (name) => {
    const unfenced = rightsOf(name).map(({ Condition: _, ...rest }) => rest);
    expect([rightsOf(name), unfenced].map((rights) => put(DRILL).every((one) => isAllowed(rights, one)))).toEqual([
      false,
      true,
    ]);
  });
});

function functions(): string[] {
  return Object.keys(file.functions).sort();
}

function rightsOf(functionName: string): PolicyStatement[] {
  return statementsOf(policies.granted(functionName));
}

function call(action: string, resource: string, keys: IamRequest['keys'] = {}): IamRequest {
  return { action, resource, keys };
}

function command(keys: IamRequest['keys']): IamRequest[] {
  return [
    call('ssm:SendCommand', arn('ssm', 'document/Shop-CheckOrders')),
    call('ssm:SendCommand', arn('ec2', 'instance/i-1'), keys),
  ];
}

function put(pk: string): IamRequest[] {
  return tableRequests(ACCOUNT, 'PutItem', { TableName, Item: { pk: { S: pk } } });
}

function on(operation: string, pk: string): IamRequest[] {
  return tableRequests(ACCOUNT, operation, { TableName, Key: { pk: { S: pk } } });
}

function inTransaction(part: Record<string, unknown>): IamRequest[] {
  return tableRequests(ACCOUNT, 'TransactWriteItems', { TransactItems: [part] });
}

function arn(service: string, name: string): string {
  return `arn:aws:${service}:${ACCOUNT.region}:${ACCOUNT.accountId}:${name}`;
}

function tableArn(): string {
  return arn('dynamodb', `table/${TableName}`);
}

function sourceServer(): string {
  return arn('drs', 'source-server/s-1');
}
