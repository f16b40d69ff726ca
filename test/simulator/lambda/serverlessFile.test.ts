import { expect, test } from 'vitest';
import { deploymentOf, type ServerlessFile } from '../../../src/simulator/lambda/serverlessFile.ts';

const SITE = { accountId: '111122223333', region: 'eu-west-1' };

function given(environment: Record<string, unknown> = {}): ServerlessFile {
  return {
    service: 'shop',
    params: { default: {} },
    provider: { stage: 'dev', timeout: 20, environment: { ACCOUNT_ID: { Ref: 'AWS::AccountId' } } },
    functions: {
      startDrill: { handler: 'src/handlers/http/startDrill.handler', environment },
      hardStop: { handler: 'src/x.handler', timeout: 60 },
    },
    resources: {
      Resources: {
        Work: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work' } },
        Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'drills' } },
        Role: { Type: 'AWS::IAM::Role' },
      },
    },
  };
}

test('a function’s environment is resolved as in CloudFormation', () => {
  const environment = {
    QUEUE_URL: { Ref: 'Work' },
    QUEUE_ARN: { 'Fn::GetAtt': ['Work', 'Arn'] },
    TABLE: { Ref: 'Table' },
    ROLE_ARN: { 'Fn::GetAtt': 'Role.Arn' },
    STOP_ARN: { 'Fn::GetAtt': ['HardStopLambdaFunction', 'Arn'] },
  };
  const { functions } = deploymentOf(given(environment), SITE, 'http://127.0.0.1:1');
  expect(functions[0]).toMatchObject({
    name: 'startDrill',
    file: 'src/handlers/http/startDrill',
    exported: 'handler',
    timeoutSeconds: 20,
    environment: {
      ACCOUNT_ID: '111122223333',
      QUEUE_URL: 'http://127.0.0.1:1/111122223333/work',
      QUEUE_ARN: 'arn:aws:sqs:eu-west-1:111122223333:work',
      TABLE: 'drills',
      ROLE_ARN: 'arn:aws:iam::111122223333:role/Role',
      STOP_ARN: functions[1]?.arn,
    },
  });
  expect(functions[1]).toMatchObject({ timeoutSeconds: 60 });
});

test('a stack parameter has the given value, else its default, and conditions depend on it', () => {
  const file = given({
    KEY: { 'Fn::If': ['HasKey', { Ref: 'KeyArn' }, 'none'] },
    ROLES: { 'Fn::Split': [',', { Ref: 'RoleArns' }] },
    IN_TEXT: { 'Fn::Sub': ['key ', '{KeyArn}'].join('$') },
  });
  file.resources.Parameters = { KeyArn: { Default: '' }, RoleArns: { Default: 'one,two' } };
  file.resources.Conditions = { HasKey: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'KeyArn' }, ''] }] } };
  const environment = () => deploymentOf(file, SITE, '').functions[0]?.environment;
  expect(environment()).toMatchObject({ KEY: 'none', ROLES: 'one,two', IN_TEXT: 'key ' });
  file.provider.stackParameters = [{ ParameterKey: 'KeyArn', ParameterValue: 'arn:key' }];
  expect(environment()).toMatchObject({ KEY: 'arn:key', IN_TEXT: 'key arn:key' });
});

test.each([
  ['a resource that does not exist', { Ref: 'Nothing' }],
  ['an unsupported CloudFormation function', { 'Fn::Select': [0, ['a']] }],
  ['an unsupported attribute', { 'Fn::GetAtt': ['Table', 'Colour'] }],
])('the local world refuses to guess: %s', (_what, value) => {
  expect(() => deploymentOf(given({ VALUE: value }), SITE, '')).toThrow(/Nothing|Fn::Select|Colour/);
});
