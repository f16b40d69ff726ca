import { beforeAll, describe, expect, test } from 'vitest';
import { READING } from '../../src/simulator/aws/iam/forwardedRows.ts';
import { readServerlessFile } from '../../src/simulator/lambda/serverlessFile.ts';
import { filesBelow, readText } from './source.ts';
import {
  allowed,
  at,
  generatedTemplate,
  lambdaOf,
  listed,
  type Resource,
  resourcesOf,
  type Statement,
  type Template,
  textsIn,
} from './template.ts';

/** A rule of the deployment: what violates it, and a way to violate it, so that the check is tested. */
interface Rule {
  sentence: string;
  violating: (template: Template) => string[];
  breakIt: (template: Template) => void;
}

/** Service authorization reference: actions without a resource type, which need the resource `*`. */
const WITHOUT_RESOURCE = new Set([
  ...READING,
  'drs:DescribeJobs',
  'drs:DescribeRecoveryInstances',
  'dynamodb:ListStreams',
  'scheduler:ListSchedules',
  'pricing:GetProducts',
  'servicequotas:GetServiceQuota',
  'ssm:DescribeInstanceInformation',
  'ssm:ListCommandInvocations',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]);

const LAMBDA = 'AWS::Lambda::Function';
const MAPPING = 'AWS::Lambda::EventSourceMapping';
const ALARM = 'AWS::CloudWatch::Alarm';
/** What roles may do in which part of the evidence bucket. */
const IN_BUCKET: Readonly<Record<string, readonly [actions: string, part: string]>> = {
  PerformCheckRole: ['s3:PutObject', 'outputs'],
  SealEvidenceRole: ['s3:GetObject,s3:PutObject', 'bundles'],
  SealOverdueRole: ['s3:GetObject,s3:PutObject', 'bundles'],
  LinkEvidenceRole: ['s3:GetObject', 'bundles'],
};
/** Rights to lock objects of S3 or to remove locks. */
const LOCKING = /s3:(PutObjectRetention|PutObjectLegalHold|BypassGovernanceRetention|PutBucketObjectLockConfiguration)/;
/** The framework's bucket for the code of the functions. */
const FRAMEWORKS = /^ServerlessDeploymentBucket/;

const RULES: Rule[] = [
  {
    sentence: 'no policy allows a whole service or actions by prefix',
    violating: (template) =>
      allowed(template).flatMap(({ at, Action }) => Action.filter((one) => /\*/.test(one)).map(say(at))),
    breakIt: (template) => give(template, 'PublishRole', { Action: 'sqs:*', Resource: 'arn:x' }),
  },
  {
    sentence: 'the resource * is allowed only for actions without a resource type',
    violating: (template) =>
      allowed(template)
        // In a key's own policy `*` is that key (AWS KMS developer guide: key policies). Lambda's rights on the probe's
        // network interfaces have a rule of their own.
        .filter(({ at, Resource }) => !/^(TopicKey|EvidenceKey|ProbeRole)$/.test(at) && Resource.includes('*'))
        .flatMap(({ at, Action }) => Action.filter((one) => !WITHOUT_RESOURCE.has(one)).map(say(at))),
    breakIt: (template) => give(template, 'PublishRole', { Action: 'sqs:SendMessage', Resource: '*' }),
  },
  {
    sentence: 'a recovery can be started only with the request tag ExecutionType=Drill, and only by performEffect',
    violating: (template) =>
      allowed(template)
        .filter(({ Action }) => Action.includes('drs:StartRecovery'))
        .filter(
          (one) =>
            one.at !== 'PerformEffectRole' ||
            at(one.Condition, 'StringEquals', 'aws:RequestTag/ExecutionType') !== 'Drill',
        )
        .map((one) => one.at),
    breakIt: (template) => give(template, 'PerformEffectRole', { Action: 'drs:StartRecovery', Resource: 'arn:x' }),
  },
  {
    sentence:
      'only performEffect and the guard may call DRS or EC2, except that the inventory may list source servers, and checks may read',
    violating: (template) =>
      allowed(template)
        .filter(({ Action }) => Action.some((one) => /^(drs|ec2):/.test(one)))
        .filter(({ at, Action }) => at !== 'TakeInventoryRole' || Action.join() !== 'drs:DescribeSourceServers')
        .filter(({ at, Action }) => at !== 'PerformCheckRole' || !Action.every((one) => OF_CHECKS.test(one)))
        .filter(({ at }) => !/^(PerformEffect|HardStop|GuardSweep|Probe)Role$|^ForwardedRights$/.test(at))
        .map((one) => one.at),
    breakIt: (template) => give(template, 'TakeInventoryRole', { Action: 'drs:DescribeJobs', Resource: '*' }),
  },
  {
    sentence: 'commands may be sent only by performCheck, and only to instances that DRS has launched',
    violating: (template) =>
      allowed(template)
        .filter(({ Action }) => Action.some((one) => /^ssm:(?!Describe|List)/.test(one)))
        .filter(
          (one) =>
            one.at !== 'PerformCheckRole' ||
            one.Action.join() !== 'ssm:SendCommand' ||
            (textsIn(one.Resource).some((text) => text.includes(':instance/')) &&
              at(one.Condition, 'StringLike', 'ssm:resourceTag/drs.amazonaws.com-job') !== 'drsjob-*'),
        )
        .map((one) => one.at),
    breakIt: (template) => {
      const sending = allowed(template).find(({ Condition }) => at(Condition, 'StringLike') !== undefined);
      delete Object(sending?.Condition)['StringLike'];
    },
  },
  {
    sentence: 'functions may be called only by performCheck and by schedules',
    violating: (template) =>
      allowed(template)
        .filter(({ Action }) => Action.some((one) => one.startsWith('lambda:')))
        .filter(({ at }) => !/^(PerformCheck|Schedule|PlanSchedule)Role$/.test(at))
        .map((one) => one.at),
    breakIt: (template) => give(template, 'WakeRole', { Action: 'lambda:InvokeFunction', Resource: 'arn:x' }),
  },
  {
    // Lambda developer guide, attaching functions to a VPC.
    sentence: 'the code of the probe has no right in AWS but to write its log',
    violating: (template) => {
      const may = allowed(template)
        .filter(({ at }) => at === 'ProbeRole')
        .flatMap(({ Action }) => Action);
      const denied = statementsIn(template, 'ProbeRole')
        .filter((one) => at(one, 'Effect') === 'Deny' && at(one, 'Resource') === '*')
        .filter((one) =>
          String(at(one, 'Condition', 'ArnEquals', 'lambda:SourceFunctionArn', 'Fn::Sub')).endsWith('-dev-probe'),
        )
        .flatMap((one) => listed(at(one, 'Action')));
      return may.filter((action) => !action.startsWith('logs:') && !denied.includes(action));
    },
    breakIt: (template) => give(template, 'ProbeRole', { Action: 'ec2:DescribeInstances', Resource: '*' }),
  },
  {
    sentence: 'the probe with all that is its own exists only with subnets for it',
    violating: (template) =>
      Object.entries(template.Resources)
        .filter(([name]) => /^Probe/.test(name))
        .flatMap(([name, { Condition }]) => (Condition === 'HasProbe' ? [] : [name])),
    breakIt: (template) => void delete of(template, 'ProbeLogGroup').Condition,
  },
  {
    sentence: 'what DRS does in EC2 on behalf of a role is allowed only through a service',
    violating: (template) =>
      allowed(template)
        .filter(({ at, Action }) => at !== 'ProbeRole' && Action.some((one) => /^ec2:(?!Describe|Get)/.test(one)))
        .filter(({ Condition }) => {
          const conditions = listed(Condition);
          return conditions.length === 0 || conditions.some((one) => at(one, 'Bool', 'aws:ViaAWSService') !== 'true');
        })
        .map((one) => one.at),
    breakIt: (template) => give(template, 'HardStopRole', { Action: 'ec2:TerminateInstances', Resource: 'arn:x' }),
  },
  {
    sentence: 'keys of volumes may be used only through a service, and roles passed only to their service',
    violating: (template) => {
      const keys = allowed(template).filter(({ at }) => at === 'ForwardedKeys');
      const passing = allowed(template).filter(({ Action }) => Action.includes('iam:PassRole'));
      return [
        ...keys.filter(({ Condition }) => at(Condition, 'Bool', 'aws:ViaAWSService') !== 'true'),
        ...passing.filter(({ Condition }) => at(Condition, 'StringEquals', 'iam:PassedToService') === undefined),
      ].map((one) => one.at);
    },
    breakIt: (template) => give(template, 'PublishRole', { Action: 'iam:PassRole', Resource: 'arn:x' }),
  },
  {
    sentence: 'items of the table may be read and written only in named partitions',
    violating: (template) =>
      onItems(template)
        .filter(({ Condition }) => fenceOf(Condition).length === 0)
        .map((one) => one.at),
    breakIt: (template) => {
      const one = statementsIn(template, 'WakeRole').find(
        (each) => textsIn(at(each, 'Action'))[0] === 'dynamodb:PutItem',
      );
      delete (one as Record<string, unknown>)['Condition'];
    },
  },
  {
    sentence: 'the partitions of drills are written only by functions that save drills',
    violating: (template) =>
      onItems(template)
        .filter(({ at, Condition }) => !SAVING.test(at) && fenceOf(Condition).some((key) => isPartOf(DRILL_KEY, key)))
        .filter(({ Action }) => Action.some((one) => /:(Put|Update|Delete)Item$/.test(one)))
        .map((one) => one.at),
    breakIt: (template) =>
      give(template, 'PublishRole', {
        Action: 'dynamodb:PutItem',
        Resource: 'arn:x:table/x',
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['$drs-drill*'] } },
      }),
  },
  {
    sentence: 'no function may use bulk operations on the table',
    violating: (template) =>
      allowed(template)
        .filter(({ Action }) =>
          Action.some((one) => /^dynamodb:(Batch|PartiQL|Scan|Restore|Import|Delete(Table|Backup))/.test(one)),
        )
        .map((one) => one.at),
    breakIt: (template) => give(template, 'SweepRole', { Action: 'dynamodb:BatchWriteItem', Resource: 'arn:x' }),
  },
  {
    sentence: 'every function has its own role',
    violating: (template) => {
      const roles = resourcesOf(template, LAMBDA).map(([, { Properties }]) => textsIn(Properties['Role'])[0]);
      return roles.filter((role, place) => roles.indexOf(role) !== place).map(String);
    },
    breakIt: (template) => {
      const [one, other] = resourcesOf(template, LAMBDA);
      if (one && other) one[1].Properties['Role'] = other[1].Properties['Role'];
    },
  },
  {
    sentence: 'every function may write its own log and no other',
    violating: (template) =>
      resourcesOf(template, LAMBDA).flatMap(([name, { Properties }]) => {
        const role = textsIn(Properties['Role'])[0];
        const written = allowed(template)
          .filter(({ at, Action }) => at === role && Action.includes('logs:PutLogEvents'))
          .flatMap(({ Resource }) => textsIn(Resource));
        const own = `:log-group:/aws/lambda/${Properties['FunctionName']}:*`;
        return written.length === 1 && written[0]?.endsWith(own) ? [] : [name];
      }),
    breakIt: (template) =>
      void Object.assign(of(template, 'PublishLambdaFunction').Properties, { FunctionName: 'drs-drill-dev-other' }),
  },
  {
    sentence: 'every function has a log with a retention time',
    violating: (template) => {
      const kept = resourcesOf(template, 'AWS::Logs::LogGroup').filter(
        ([, { Properties }]) => Number(Properties['RetentionInDays']) > 0,
      );
      const names = kept.map(([, { Properties }]) => Properties['LogGroupName']);
      return resourcesOf(template, LAMBDA)
        .map(([, one]) => `/aws/lambda/${one.Properties['FunctionName']}`)
        .filter((name) => !names.includes(name));
    },
    breakIt: (template) => void delete of(template, 'PublishLogGroup').Properties['RetentionInDays'],
  },
  {
    sentence: 'every function except the probe is traced, and every function sets its memory, timeout and architecture',
    violating: (template) =>
      resourcesOf(template, LAMBDA)
        .filter(
          ([name, { Properties }]) =>
            (at(Properties, 'TracingConfig', 'Mode') !== 'Active' && name !== 'ProbeLambdaFunction') ||
            !(Number(Properties['MemorySize']) > 0 && Number(Properties['Timeout']) > 0) ||
            at(Properties, 'Architectures', 0) !== 'arm64',
        )
        .map(([name]) => name),
    breakIt: (template) => void delete of(template, 'PublishLambdaFunction').Properties['TracingConfig'],
  },
  {
    sentence: 'a function behind HTTP times out before the API does after 29 seconds',
    violating: (template) =>
      resourcesOf(template, 'AWS::ApiGatewayV2::Integration')
        .map(([, { Properties }]) =>
          textsIn(Properties['IntegrationUri']).find((text) => text.endsWith('LambdaFunction')),
        )
        .filter((name) => !(Number(template.Resources[name ?? '']?.Properties['Timeout']) < 29))
        .map(String),
    breakIt: (template) => Object.assign(of(template, 'StartDrillLambdaFunction').Properties, { Timeout: 29 }),
  },
  {
    sentence: 'every route needs authorization',
    violating: (template) =>
      resourcesOf(template, 'AWS::ApiGatewayV2::Route')
        .filter(([, { Properties }]) => !['AWS_IAM', 'JWT'].includes(String(Properties['AuthorizationType'])))
        .map(([name]) => name),
    breakIt: (template) => void delete of(template, 'HttpApiRoutePostV1Drills').Properties['AuthorizationType'],
  },
  {
    sentence: 'the API throttles its callers and keeps an access log',
    violating: (template) =>
      resourcesOf(template, 'AWS::ApiGatewayV2::Stage')
        .filter(
          ([, { Properties }]) =>
            !(Number(at(Properties, 'DefaultRouteSettings', 'ThrottlingRateLimit')) > 0) ||
            !(Number(at(Properties, 'DefaultRouteSettings', 'ThrottlingBurstLimit')) > 0) ||
            at(Properties, 'AccessLogSettings', 'DestinationArn') === undefined,
        )
        .map(([name]) => name),
    breakIt: (template) => void delete of(template, 'HttpApiStage').Properties['AccessLogSettings'],
  },
  {
    sentence: 'failed asynchronous invocations go to a queue after bounded retries',
    violating: (template) => {
      const configured = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig').filter(
        ([, { Properties }]) =>
          textsIn(at(Properties, 'DestinationConfig', 'OnFailure')).some((one) => isQueue(template, one)) &&
          Number(Properties['MaximumRetryAttempts']) >= 0 &&
          Number(Properties['MaximumEventAgeInSeconds']) > 0,
      );
      const safe = configured.flatMap(([, { Properties }]) => textsIn(Properties['FunctionName']));
      return asynchronous(template).filter((name) => !safe.includes(name));
    },
    breakIt: (template) => void delete template.Resources['WakeLambdaEvConf'],
  },
  {
    sentence: 'every queue is encrypted',
    violating: (template) =>
      failing(
        template,
        'AWS::SQS::Queue',
        ({ Properties }) =>
          listed(Properties['SqsManagedSseEnabled']).concat(listed(Properties['KmsMasterKeyId'])).length > 0,
      ),
    breakIt: (template) => strip(template, 'EffectFailures', 'SqsManagedSseEnabled', 'KmsMasterKeyId'),
  },
  {
    sentence: 'every topic is encrypted',
    violating: (template) =>
      failing(template, 'AWS::SNS::Topic', ({ Properties }) => listed(Properties['KmsMasterKeyId']).length === 2),
    breakIt: (template) => strip(template, 'NoticesTopic', 'KmsMasterKeyId'),
  },
  {
    sentence: 'the table is encrypted',
    violating: (template) =>
      failing(
        template,
        'AWS::DynamoDB::Table',
        ({ Properties }) => at(Properties, 'SSESpecification', 'SSEEnabled') === true,
      ),
    breakIt: (template) => strip(template, 'Table', 'SSESpecification'),
  },
  {
    // CloudWatch Logs user guide: log groups are always encrypted; with a customer managed key if one is set.
    sentence: 'every log group uses the key of the deployment',
    violating: (template) =>
      failing(
        template,
        'AWS::Logs::LogGroup',
        ({ Properties }) => at(Properties['KmsKeyId'], 'Fn::If', 0) === 'HasKey',
      ),
    breakIt: (template) => strip(template, 'HttpApiLogGroup', 'KmsKeyId'),
  },
  {
    sentence: 'the table can be restored, is protected from deletion, survives the stack, and costs nothing when idle',
    violating: (template) =>
      failing(
        template,
        'AWS::DynamoDB::Table',
        ({ DeletionPolicy, Properties }) =>
          DeletionPolicy === 'Retain' &&
          Properties['DeletionProtectionEnabled'] === true &&
          Properties['BillingMode'] === 'PAY_PER_REQUEST' &&
          at(Properties, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') === true &&
          at(Properties, 'TimeToLiveSpecification', 'AttributeName') === 'expires',
      ),
    breakIt: (template) => strip(template, 'Table', 'DeletionProtectionEnabled'),
  },
  {
    sentence: 'every alarm notifies the topic',
    violating: (template) =>
      failing(
        template,
        ALARM,
        ({ Properties }) =>
          listed(Properties['AlarmActions']).some(
            (one) => template.Resources[String(at(one, 'Ref'))]?.Type === 'AWS::SNS::Topic',
          ) && Properties['ActionsEnabled'] !== false,
      ),
    breakIt: (template) => strip(template, 'LeakAlarm', 'AlarmActions'),
  },
  {
    sentence: 'every dead-letter queue has an alarm',
    violating: (template) => {
      const watched = resourcesOf(template, ALARM).flatMap(([, { Properties }]) => textsIn(Properties['Dimensions']));
      return resourcesOf(template, 'AWS::SQS::Queue')
        .map(([name]) => name)
        .filter((name) => !watched.includes(name));
    },
    breakIt: (template) => void delete template.Resources['EventFailuresAlarm'],
  },
  {
    sentence: 'every custom metric of an alarm is emitted by the product',
    violating: (template) => {
      const measured =
        readText('src/handlers/wiring/meter.ts') +
        readText('src/handlers/events/publishedEvents.ts') +
        readText('src/handlers/events/guardSweep.ts') +
        readText('src/handlers/evidence/sealOverdue.ts');
      const own = resourcesOf(template, ALARM).filter(([, { Properties }]) => Properties['Namespace'] === 'drs-drill');
      return own
        .map(([, { Properties }]) => String(Properties['MetricName']))
        .filter((name) => measured.split(name).length < 3);
    },
    breakIt: (template) => Object.assign(of(template, 'LeakAlarm').Properties, { MetricName: 'Leaks' }),
  },
  {
    sentence: 'an invocation performs one effect, with at most five concurrent invocations, of checks at most twenty',
    violating: (template) =>
      ['PerformEffect', 'PerformCheck'].flatMap((worker) =>
        resourcesOf(template, MAPPING)
          .filter(([, { Properties }]) => textsIn(Properties['FunctionName']).includes(`${worker}LambdaFunction`))
          .filter(
            ([, { Properties }]) =>
              Properties['BatchSize'] !== 1 ||
              at(Properties, 'ScalingConfig', 'MaximumConcurrency') !== (worker === 'PerformEffect' ? 5 : 20),
          )
          .map(([name]) => name),
      ),
    breakIt: (template) => {
      const [, mapping] =
        resourcesOf(template, MAPPING).find(([, { Properties }]) => Properties['BatchSize'] === 1) ?? [];
      if (mapping) mapping.Properties['BatchSize'] = 2;
    },
  },
  {
    sentence:
      'concurrency is reserved for hard stops and the guard, requests by event are limited, and functions that advance drills are not',
    violating: (template) => {
      const reserving = resourcesOf(template, LAMBDA).flatMap(([name, { Properties }]) => {
        const [condition, most, otherwise] = choiceIn(Properties['ReservedConcurrentExecutions']);
        if (condition === undefined) return [];
        const isRight =
          condition === 'ReservesConcurrency' && Number(most) > 0 && at(otherwise, 'Ref') === 'AWS::NoValue';
        return isRight ? [name] : [`${name}: ${JSON.stringify(Properties['ReservedConcurrentExecutions'])}`];
      });
      const wanted = ['drillRequested', 'guardSweep', 'hardStop'].map(lambdaOf);
      return [
        ...wanted.filter((name) => !reserving.includes(name)),
        ...reserving.filter((name) => !wanted.includes(name)),
      ];
    },
    breakIt: (template) =>
      Object.assign(of(template, 'PerformEffectLambdaFunction').Properties, { ReservedConcurrentExecutions: 5 }),
  },
  {
    // Lambda developer guide, asynchronous invocation: an event of a throttled function waits for six hours at most.
    sentence: 'a throttled hard stop waits as long as Lambda allows',
    violating: (template) =>
      resourcesOf(template, 'AWS::Lambda::EventInvokeConfig')
        .filter(([, { Properties }]) => textsIn(Properties['FunctionName']).includes('HardStopLambdaFunction'))
        .filter(([, { Properties }]) => Properties['MaximumEventAgeInSeconds'] !== 21_600)
        .map(([name]) => name),
    breakIt: (template) => strip(template, 'HardStopLambdaEvConf', 'MaximumEventAgeInSeconds'),
  },
  {
    sentence: 'the stream has exactly two readers',
    violating: (template) => {
      const readers = streamMappings(template).map(([name]) => name);
      return readers.length === 2 ? [] : readers;
    },
    breakIt: (template) => {
      template.Resources['Third'] = of(template, 'PublishEventSourceMappingDynamodbTable');
    },
  },
  {
    sentence: 'a stream reader filters, and has bounded retries and age, so that one bad record does not block a shard',
    violating: (template) =>
      streamMappings(template)
        .filter(([, { Properties }]) => {
          const patterns = textsIn(Properties['FilterCriteria']);
          return (
            !(Number(Properties['MaximumRetryAttempts']) >= 0 && Number(Properties['MaximumRecordAgeInSeconds']) > 0) ||
            Properties['BisectBatchOnFunctionError'] !== true ||
            at(Properties, 'FunctionResponseTypes', 0) !== 'ReportBatchItemFailures' ||
            !textsIn(at(Properties, 'DestinationConfig', 'OnFailure')).some((one) => isQueue(template, one)) ||
            patterns.length === 0 ||
            patterns.some((pattern) => !ofOwnKind(pattern))
          );
        })
        .map(([name]) => name),
    breakIt: (template) => strip(template, 'StreamEventSourceMappingDynamodbTable', 'MaximumRetryAttempts'),
  },
  {
    sentence:
      'a work queue has bounded concurrency and retries, and a visibility timeout longer than its function runs',
    violating: (template) =>
      resourcesOf(template, MAPPING)
        .filter(([, { Properties }]) => isQueue(template, textsIn(Properties['EventSourceArn'])[0] ?? ''))
        .filter(([, { Properties }]) => {
          const queue = of(template, textsIn(Properties['EventSourceArn'])[0] ?? '').Properties;
          const worker = of(template, textsIn(Properties['FunctionName'])[0] ?? '').Properties;
          return (
            !(Number(at(Properties, 'ScalingConfig', 'MaximumConcurrency')) > 0) ||
            !(Number(at(queue, 'RedrivePolicy', 'maxReceiveCount')) > 0) ||
            !(Number(queue['VisibilityTimeout']) >= 6 * Number(worker['Timeout']))
          );
        })
        .map(([name]) => name),
    breakIt: (template) => strip(template, 'EffectQueue', 'RedrivePolicy'),
  },
  {
    sentence: 'every target of a rule has bounded retries and a dead-letter queue',
    violating: (template) =>
      failing(template, 'AWS::Events::Rule', ({ Properties }) =>
        listed(Properties['Targets']).every((target) => isBounded(template, target)),
      ),
    breakIt: (template) => {
      const [[, rule] = []] = resourcesOf(template, 'AWS::Events::Rule');
      Object.assign(Object(at(rule, 'Properties', 'Targets', 0)), { DeadLetterConfig: undefined });
    },
  },
  {
    sentence:
      'only rules of this stack may write to its dead-letter queues, and only its alarms and the rule about its key to its topic',
    violating: (template) => {
      const named = (policy: string) =>
        listed(at(of(template, policy).Properties, 'PolicyDocument', 'Statement')).flatMap((one) =>
          listed(at(one, 'Condition', 'ArnLike', 'aws:SourceArn')).map((arn) => String(at(arn, 'Fn::Sub'))),
        );
      const rules = resourcesOf(template, 'AWS::Events::Rule').map(([, { Properties }]) => {
        const bus = at(Properties, 'EventBusName', 'Ref');
        return `:rule/${bus === undefined ? '' : `\${${bus}}/`}${Properties['Name']}`;
      });
      const ends = (arn: string) => arn.slice(arn.indexOf(':rule/'));
      const dead = named('EventFailuresPolicy').map(ends);
      const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(
        ([, { Properties }]) => Properties['AlarmName'],
      );
      const [, begin = ''] = /:alarm:([\w-]+-)\*$/.exec(named('NoticesTopicPolicy').join()) ?? [];
      return [
        ...rules.filter((rule) => !dead.includes(rule)),
        ...dead.filter((rule) => !rules.includes(rule)),
        ...alarms.filter((name) => begin === '' || !String(name).startsWith(begin)).map(String),
      ];
    },
    breakIt: (template) => {
      const arn = 'arn:aws:events:eu-west-1:111122223333:rule/*';
      const [statement] = listed(at(of(template, 'EventFailuresPolicy').Properties, 'PolicyDocument', 'Statement'));
      Object.assign(Object(statement), { Condition: { ArnLike: { 'aws:SourceArn': [{ 'Fn::Sub': arn }] } } });
    },
  },
  {
    sentence: 'every schedule has bounded retries and a dead-letter queue',
    violating: (template) =>
      failing(template, 'AWS::Scheduler::Schedule', ({ Properties }) => isBounded(template, Properties['Target'])),
    breakIt: (template) =>
      Object.assign(Object(at(of(template, 'SweepSchedulerSchedule1'), 'Properties', 'Target')), {
        RetryPolicy: undefined,
      }),
  },
  {
    sentence: 'every bucket is encrypted and private, survives the stack, and expires its objects',
    violating: (template) =>
      ownBuckets(template).flatMap(([name, { DeletionPolicy, Properties }]) => {
        const closed = Object.values(Object(Properties['PublicAccessBlockConfiguration']));
        const rules = listed(at(Properties, 'LifecycleConfiguration', 'Rules'));
        const isSafe =
          DeletionPolicy === 'Retain' &&
          listed(at(Properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration')).length > 0 &&
          closed.length === 4 &&
          closed.every((one) => one === true) &&
          rules.some((rule) => at(rule, 'Status') === 'Enabled' && Number(at(rule, 'ExpirationInDays')) > 0);
        return isSafe ? [] : [name];
      }),
    breakIt: (template) => strip(template, 'AnalyticsBucket', 'PublicAccessBlockConfiguration'),
  },
  {
    sentence: 'every bucket refuses unencrypted connections',
    violating: (template) => {
      const policies = resourcesOf(template, 'AWS::S3::BucketPolicy').filter(([, { Properties }]) =>
        listed(at(Properties, 'PolicyDocument', 'Statement')).some(
          (one) =>
            at(one, 'Effect') === 'Deny' &&
            at(one, 'Principal') === '*' &&
            at(one, 'Action') === 's3:*' &&
            at(one, 'Condition', 'Bool', 'aws:SecureTransport') === 'false',
        ),
      );
      const safe = policies.map(([, { Properties }]) => at(Properties, 'Bucket', 'Ref'));
      return ownBuckets(template).flatMap(([name]) => (safe.includes(name) ? [] : [name]));
    },
    breakIt: (template) => strip(template, 'AnalyticsBucketPolicy', 'PolicyDocument'),
  },
  {
    // S3 user guide, Object Lock: whoever writes an object may lock it, or a default retention does. That would also
    // lock outputs, and a lifecycle cannot remove a locked version.
    sentence: 'objects of the evidence bucket keep their versions, and can be locked, but not by default',
    violating: (template) => {
      const { Properties } = of(template, 'EvidenceBucket');
      const rules = listed(at(Properties, 'LifecycleConfiguration', 'Rules'));
      const isRight =
        at(Properties, 'VersioningConfiguration', 'Status') === 'Enabled' &&
        Properties['ObjectLockEnabled'] === true &&
        at(Properties, 'ObjectLockConfiguration', 'ObjectLockEnabled') === 'Enabled' &&
        at(Properties, 'ObjectLockConfiguration', 'Rule') === undefined &&
        at(template.Parameters, 'EvidenceRetention', 'Default') === 'NONE' &&
        rules.some(
          (rule) =>
            at(rule, 'Prefix') === 'outputs/' &&
            Number(at(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays')) > 0 &&
            Number(at(rule, 'ExpirationInDays')) > 0,
        );
      return isRight ? [] : ['EvidenceBucket'];
    },
    breakIt: (template) => strip(template, 'EvidenceBucket', 'VersioningConfiguration'),
  },
  {
    // S3 user guide, enforcing conditional writes.
    sentence: 'no output and no bundle in the evidence bucket is ever written over',
    violating: (template) => {
      const refusing = listed(
        at(of(template, 'EvidenceBucketPolicy').Properties, 'PolicyDocument', 'Statement'),
      ).filter(
        (one) =>
          at(one, 'Effect') === 'Deny' &&
          at(one, 'Action') === 's3:PutObject' &&
          textsIn(at(one, 'Resource')).join() === `\${EvidenceBucket.Arn}/outputs/*,\${EvidenceBucket.Arn}/bundles/*` &&
          at(one, 'Condition', 'Null', 's3:if-none-match') === 'true',
      );
      return refusing.length === 1 ? [] : ['EvidenceBucketPolicy'];
    },
    breakIt: (template) => strip(template, 'EvidenceBucketPolicy', 'PolicyDocument'),
  },
  {
    sentence: 'only checks may use a bucket, to write outputs, and who seals or links, to write or read bundles',
    violating: (template) =>
      allowed(template)
        .filter(({ at, Action }) => at !== 'AnalyticsRole' && Action.some((one) => one.startsWith('s3:')))
        .filter(({ Action }) => !LOCKING.test(Action.join()))
        .filter(({ at, Action, Resource }) => {
          const [actions, places] = [Action.join(), textsIn(Resource).join()];
          const [may, where] = IN_BUCKET[at] ?? [];
          return actions !== may || places !== `\${EvidenceBucket.Arn}/${where}/*`;
        })
        .map((one) => one.at),
    breakIt: (template) => give(template, 'PerformCheckRole', { Action: 's3:GetObject', Resource: 'arn:x' }),
  },
  {
    // S3 API reference, PutObject: this right goes with the headers of Object Lock.
    sentence: 'only who seals may lock objects, bundles alone and in the mode of the deployment, and nobody may unlock',
    violating: (template) =>
      allowed(template)
        .filter(({ Action }) => LOCKING.test(Action.join()))
        .filter(
          (one) =>
            !/^Seal(Evidence|Overdue)Role$/.test(one.at) ||
            one.Action.join() !== 's3:PutObjectRetention' ||
            textsIn(one.Resource).join() !== `\${EvidenceBucket.Arn}/bundles/*` ||
            at(one.Condition, 'StringEquals', 's3:object-lock-mode', 'Ref') !== 'EvidenceRetention',
        )
        .map((one) => one.at),
    breakIt: (template) =>
      give(template, 'SealEvidenceRole', { Action: 's3:BypassGovernanceRetention', Resource: 'x' }),
  },
  {
    sentence: 'only who seals may sign, with the key of the evidence alone and in one way',
    violating: (template) =>
      allowed(template)
        .filter(({ at, Action }) => at !== 'EvidenceKey' && Action.some((one) => one === 'kms:Sign'))
        .filter(
          (one) =>
            !/^Seal(Evidence|Overdue)Role$/.test(one.at) ||
            !textsIn(one.Resource).includes('EvidenceKey') ||
            at(one.Condition, 'StringEquals', 'kms:SigningAlgorithm') !== 'ECDSA_SHA_256',
        )
        .map((one) => one.at),
    breakIt: (template) => give(template, 'PublishRole', { Action: 'kms:Sign', Resource: 'arn:x' }),
  },
  {
    sentence: 'the key of the evidence signs with P-256, survives the stack, and passes on no right',
    violating: (template) => {
      const { DeletionPolicy, Properties } = of(template, 'EvidenceKey');
      const actions = allowed(template).flatMap((one) => (one.at === 'EvidenceKey' ? one.Action : []));
      const isRight =
        DeletionPolicy === 'Retain' &&
        Properties['KeySpec'] === 'ECC_NIST_P256' &&
        Properties['KeyUsage'] === 'SIGN_VERIFY' &&
        !actions.includes('kms:CreateGrant');
      return isRight ? [] : ['EvidenceKey'];
    },
    breakIt: (template) => strip(template, 'EvidenceKey', 'KeyUsage'),
  },
  {
    sentence: 'every query of exports is limited and its results are encrypted, whatever the client settings',
    violating: (template) =>
      failing(template, 'AWS::Athena::WorkGroup', ({ Properties }) => {
        const configured = (...path: string[]) => at(Properties, 'WorkGroupConfiguration', ...path);
        return (
          configured('EnforceWorkGroupConfiguration') === true &&
          Number(configured('BytesScannedCutoffPerQuery')) > 0 &&
          configured('ResultConfiguration', 'EncryptionConfiguration', 'EncryptionOption') !== undefined
        );
      }),
    breakIt: (template) =>
      Object.assign(Object(at(of(template, 'AnalyticsWorkGroup'), 'Properties', 'WorkGroupConfiguration')), {
        BytesScannedCutoffPerQuery: undefined,
      }),
  },
  {
    sentence: 'only the export schedule may export the table, and nothing else',
    violating: (template) => {
      const exports = allowed(template).filter(({ Action }) =>
        Action.some((one) => /^(s3:PutObjectAcl|glue:|athena:)|Export/.test(one)),
      );
      const inTable = allowed(template).filter(
        ({ at, Action }) =>
          at === 'AnalyticsRole' && Action.some((one) => /^dynamodb:(?!ExportTableToPointInTime)/.test(one)),
      );
      const trusted = textsIn(of(template, 'AnalyticsRole').Properties['AssumeRolePolicyDocument']);
      const thirdParties = trusted.includes('scheduler.amazonaws.com') ? [] : ['AnalyticsRole'];
      return [...exports.filter(({ at }) => at !== 'AnalyticsRole'), ...inTable]
        .map((one) => one.at)
        .concat(thirdParties);
    },
    breakIt: (template) => give(template, 'AnalyticsRole', { Action: 'dynamodb:Scan', Resource: 'arn:x' }),
  },
  {
    sentence: 'there are no resources for analysts by default',
    violating: (template) =>
      Object.entries(template.Resources)
        .filter(([name, { Type }]) => /^Analytics/.test(name) || /^AWS::(S3|Glue|Athena)::/.test(Type))
        .filter(([name]) => !FRAMEWORKS.test(name) && !name.startsWith('EvidenceBucket'))
        .flatMap(([name, { Condition }]) => (Condition === 'HasAnalytics' ? [] : [name])),
    breakIt: (template) => void delete of(template, 'ExportedTrials').Condition,
  },
  {
    // IAM user guide, quotas: a managed policy has at most 6,144 characters, a role's inline policies 10,240.
    sentence: 'no policy exceeds the size limits of IAM',
    violating: (template) =>
      resourcesOf(template, 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role')
        .filter(
          ([, { Type, Properties }]) =>
            lengthOf(Properties['PolicyDocument'] ?? Properties['Policies']) >
            (Type === 'AWS::IAM::Role' ? 10_240 : 6144),
        )
        .map(([name]) => name),
    breakIt: (template) => {
      const statements = at(of(template, 'ForwardedRights'), 'Properties', 'PolicyDocument', 'Statement') as unknown[];
      statements.push(...statements);
    },
  },
  {
    // cfn-lint also checks branches that are never taken: E1157, E1162 and E1164 (formats of keys), E3017, E3031 and
    // E3033 (properties that need one of several forms, a pattern, a length), E3510 (policies). CloudFormation checks
    // the value of a Ref when it is known.
    sentence: 'no resource has an empty string, except an environment variable that means none',
    violating: (template) =>
      Object.entries(template.Resources).flatMap(([name, { Properties }]) => emptyTexts(Properties).map(say(name))),
    breakIt: (template) =>
      Object.assign(of(template, 'AnalyticsBucket').Properties, {
        BucketEncryption: { 'Fn::If': ['HasKey', { KMSMasterKeyID: '' }, { Ref: 'AWS::NoValue' }] },
      }),
  },
  {
    sentence: 'keys, roles, boundaries and topics are references, so that their format is always valid',
    violating: (template) =>
      Object.entries(template.Resources).flatMap(([name, { Properties }]) =>
        valuesAt(
          Properties,
          /^(K[Mm][Ss](Master)?Key(I[Dd])?|KmsKey|PermissionsBoundary|Role(Arn)?|TopicArn|TargetArn)$/,
        )
          .filter((value) => typeof value === 'string')
          .map(say(name)),
      ),
    breakIt: (template) => Object.assign(of(template, 'EffectQueue').Properties, { KmsMasterKeyId: 'arn:aws:kms' }),
  },
  {
    // CloudFormation user guide, quotas: 500 resources per stack. The rest is a reserve.
    sentence: 'a stack has fewer than 450 resources',
    violating: ({ Resources }) => (Object.keys(Resources).length < 450 ? [] : [`${Object.keys(Resources).length}`]),
    breakIt: (template) => {
      const one = of(template, 'EffectQueue');
      for (let n = 0; n < 450; n++) template.Resources[`Another${n}`] = one;
    },
  },
  {
    // CloudFormation user guide, quotas: a template in a bucket may have 1 MB.
    sentence: 'a template is within the size limit of CloudFormation',
    violating: (template) => (JSON.stringify(template).length < 1_000_000 ? [] : ['the template']),
    breakIt: (template) =>
      Object.assign(of(template, 'Dashboard').Properties, { DashboardBody: 'x'.repeat(1_000_000) }),
  },
  {
    sentence: 'every parameter of the stack is used and optional',
    violating: (template) => {
      const used = new Set([template.Conditions, template.Resources].flatMap(referredTo));
      const { Parameters } = template;
      return Object.keys(Parameters).filter(
        (name) => !used.has(name) || Parameters[name]?.Type !== 'String' || Parameters[name]?.Default === undefined,
      );
    },
    breakIt: (template) => Object.assign(template.Parameters, { Colour: { Type: 'String', Default: 'blue' } }),
  },
  {
    // cfn-lint W8003: a condition of literals is constant.
    sentence: 'every condition uses a parameter',
    violating: ({ Conditions, Parameters }) =>
      Object.keys(Conditions).filter((name) => !referredTo(Conditions[name]).some((one) => Parameters[one])),
    breakIt: (template) => Object.assign(template.Conditions, { HasKey: { 'Fn::Equals': ['', ''] } }),
  },
  {
    sentence: 'every reference exists',
    violating: (template) =>
      Object.entries(template.Resources).flatMap(([name, resource]) =>
        referredTo(resource)
          .filter((one) => template.Resources[one] === undefined && template.Parameters[one] === undefined)
          .map(say(name)),
      ),
    breakIt: (template) => void delete template.Resources['EffectFailures'],
  },
  {
    sentence: 'resources have no circular dependencies',
    violating: (template) => {
      const after = (name: string) => new Set(referredTo(template.Resources[name]));
      return Object.keys(template.Resources).filter((start) => {
        const seen = after(start);
        for (const one of seen) for (const further of after(one)) seen.add(further);
        return seen.has(start);
      });
    },
    breakIt: (template) => {
      const variables = at(of(template, 'HardStopLambdaFunction'), 'Properties', 'Environment', 'Variables');
      Object.assign(Object(variables), { HARD_STOP_ARN: { 'Fn::GetAtt': ['HardStopLambdaFunction', 'Arn'] } });
    },
  },
];

let template: Template;
beforeAll(async () => {
  template = await generatedTemplate();
}, 120_000);

describe('the generated template', () => {
  test.each(RULES)('$sentence', ({ violating }) => {
    expect(violating(template)).toEqual([]);
  });

  test.each(RULES)('a violation is detected: $sentence', ({ violating, breakIt }) => {
    const copy = structuredClone(template);
    breakIt(copy);
    expect(violating(copy)).not.toEqual([]);
  });

  test('every parameter is used', () => {
    const text = ['serverless.yml', ...filesBelow('infra')].map(readText).join('\n');
    const names = Object.keys(readServerlessFile().params.default);
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !text.includes(`\${param:${name}}`))).toEqual([]);
  });

  test('the dashboard is JSON, and its widgets name metrics', () => {
    const [[, dashboard] = []] = resourcesOf(template, 'AWS::CloudWatch::Dashboard');
    const body = JSON.parse(String(at(dashboard, 'Properties', 'DashboardBody', 'Fn::Sub')));
    expect(
      listed(at(body, 'widgets')).filter((widget) => listed(at(widget, 'properties', 'metrics')).length === 0),
    ).toEqual([]);
  });

  test('AWS events are accepted only from AWS, unless test events are enabled', async () => {
    const sources = (one: Template) =>
      resourcesOf(one, 'AWS::Events::Rule')
        .map(([, { Properties }]) => at(Properties, 'EventPattern', 'source'))
        .filter((source) => textsIn(source).some((text) => text.startsWith('aws.')));
    expect(sources(template)).toEqual([['aws.drs'], ['aws.ec2'], ['aws.ssm'], ['aws.kms']]);
    const testing = await generatedTemplate({ testEvents: 'accepted' });
    expect(sources(testing)).toEqual([
      ['aws.drs', 'drs-drill.test.drs'],
      ['aws.ec2', 'drs-drill.test.ec2'],
      ['aws.ssm', 'drs-drill.test.ssm'],
      ['aws.kms'],
    ]);
  }, 120_000);

  test('drills can be requested by event only from configured sources, by default from none', () => {
    const { Parameters, Conditions, Resources } = template;
    expect(Parameters['EventRequests']).toMatchObject({ Default: '' });
    expect(Conditions['TakesEventRequests']).toEqual({
      'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'EventRequests' }, ''] }],
    });
    const toFunction = Object.entries(Resources).filter(
      ([, { Type, Properties }]) =>
        /^AWS::(Events::Rule|Lambda::Permission)$/.test(Type) &&
        textsIn(Properties).includes('DrillRequestedLambdaFunction'),
    );
    expect(toFunction.map(([name, { Condition }]) => [name, Condition])).toEqual([
      ['DrillRequestedRule', 'TakesEventRequests'],
      ['DrillRequestedPermission', 'TakesEventRequests'],
    ]);
    const named = { 'Fn::Split': [',', { Ref: 'EventRequests' }] };
    expect(at(of(template, 'DrillRequestedRule').Properties, 'EventPattern', 'source')).toEqual(named);
    const others = of(template, 'RequestBusPolicy');
    expect(others.Condition).toBe('TakesEventRequestsOfOthers');
    expect(at(others.Properties, 'Statement', 'Condition', 'StringEquals', 'events:source')).toEqual(named);
    const takes = new RegExp(String(at(Parameters['EventRequests'], 'AllowedPattern')));
    const given = ['', 'com.example', 'com.example,other/one', 'a, b', 'a,', '*', 'x\u001b', 'x'.repeat(257)];
    expect(given.filter((value) => takes.test(value))).toEqual(given.slice(0, 3));
  });

  test.each([
    ['resources for analysts exist', 'Analytics', 'HasAnalytics'],
    ['concurrency is reserved, which new accounts refuse,', 'ReservedConcurrency', 'ReservesConcurrency'],
  ])('%s only when enabled', (_what, parameter, condition) => {
    expect(template.Parameters[parameter]).toMatchObject({ Default: 'off', AllowedValues: ['on', 'off'] });
    expect(template.Conditions[condition]).toEqual({ 'Fn::Equals': [{ Ref: parameter }, 'on'] });
  });

  test('a --param reaches the stack parameter with its name', () => {
    const names = Object.keys(template.Parameters).map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
    // A value that the framework could also take for a table stream.
    const value = (name: string) => `arn:aws:dynamodb:eu-west-1:111122223333:table/${name}/stream/2026`;
    const given = Object.fromEntries(names.map((name) => [name, value(name)]));
    const handed = (values: Record<string, string>) =>
      Object.fromEntries(
        (readServerlessFile(values).provider.stackParameters ?? []).map((one) => [
          one.ParameterKey,
          one.ParameterValue,
        ]),
      );
    const defaults = Object.entries(template.Parameters).map(([name, { Default }]) => [name, Default]);
    expect(handed({})).toEqual(Object.fromEntries(defaults));
    expect(Object.values(handed(given))).toEqual(names.map(value));
  });

  test('with tokens instead of signatures, every route needs the scope of its kind', async () => {
    const issuer = { authorization: 'jwt', jwtIssuer: 'https://issuer.example', jwtAudience: 'drills' };
    const routes = resourcesOf(await generatedTemplate(issuer), 'AWS::ApiGatewayV2::Route');
    expect(routes.map(([, { Properties }]) => Properties['AuthorizationType'])).toEqual(routes.map(() => 'JWT'));
    expect(new Set(routes.flatMap(([, { Properties }]) => textsIn(Properties['AuthorizationScopes'])))).toEqual(
      new Set([
        'drs-drill/read',
        'drs-drill/plan',
        'drs-drill/schedule',
        'drs-drill/start',
        'drs-drill/steer',
        'drs-drill/acknowledge',
        'drs-drill/verdict',
        'drs-drill/lever',
        'drs-drill/note',
        'drs-drill/evidence',
      ]),
    );
  }, 120_000);
});

/** The condition and branches of an Fn::If; empty for a plain value. */
function choiceIn(value: unknown): unknown[] {
  const choice = at(value, 'Fn::If');
  if (Array.isArray(choice)) return choice;
  return value === undefined ? [] : ['none'];
}

/** The resources that a value references by Ref, GetAtt, Sub or DependsOn. */
function referredTo(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return String(inner).startsWith('AWS::') ? [] : [String(inner)];
    if (key === 'Fn::GetAtt') return textsIn(inner).slice(0, 1);
    if (key === 'DependsOn') return textsIn(inner);
    if (key !== 'Fn::Sub') return referredTo(inner);
    const names = [...String(inner).matchAll(/\$\{(\w+)(\.\w+)?\}/g)];
    return names.map(([, name = '']) => name);
  });
}

/** The places of empty strings, except environment variables and separators of Fn::Join. */
function emptyTexts(value: unknown, path = ''): string[] {
  if (value === '') return path.endsWith('.Fn::Join.0') ? [] : [path];
  if (typeof value !== 'object' || value === null || path.endsWith('.Environment.Variables')) return [];
  return Object.entries(value).flatMap(([key, inner]) => emptyTexts(inner, `${path}.${key}`));
}

/** The values of matching properties, including both branches of an Fn::If. */
function valuesAt(value: unknown, called: RegExp): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (called.test(key) ? listed(inner) : valuesAt(inner, called)));
}

/** The statements on single items of the table. */
function onItems(template: Template): Statement[] {
  return allowed(template).filter(
    ({ Action, Resource }) =>
      Action.some((one) => /^dynamodb:(Get|Put|Update|Delete|ConditionCheck)Item$|^dynamodb:Query$/.test(one)) &&
      textsIn(Resource).some((name) => name.includes(':table/') && !name.includes('/index/')),
  );
}

/** The partition keys that a statement is restricted to. */
function fenceOf(condition: unknown): string[] {
  return textsIn(at(condition, 'ForAllValues:StringLike', 'dynamodb:LeadingKeys'));
}

/** Whether two patterns of keys overlap. */
function isPartOf(one: string, other: string): boolean {
  const [start = '', part = ''] = [one, other].map((pattern) => pattern.replace(/\*.*$/, ''));
  return part.startsWith(start) || (other.includes('*') && start.startsWith(part));
}

/** What checks may read of DRS and EC2. */
const OF_CHECKS =
  /^(drs:Describe(Jobs|JobLogItems|RecoveryInstances)|ec2:(DescribeInstances|GetConsole(Output|Screenshot))|ssm:(Describe|List)\w+)$/;

const DRILL_KEY = '$drs-drill#drillId_*';
const SAVING =
  /^(StartDrill|CancelDrill|AcknowledgeLeak|ExtendHold|EndHold|GiveVerdict|DrillRequested|Sweep|Stream|PerformCheck|PerformEffect|RunSchedule)Role$/;

/** A removal is processed only for append-only items. */
function ofOwnKind(pattern: string): boolean {
  if (!/"eventName":\["(INSERT|MODIFY|REMOVE)"/.test(pattern)) return false;
  return (
    !/REMOVE/.test(pattern) ||
    /"OldImage":\{"__edb_e__":\{"S":\["journal","note","personNote","leverMove","givenRequest","record"\]/.test(pattern)
  );
}

/** The functions invoked by rules and schedules, including those of single drills. */
function asynchronous(template: Template): string[] {
  const targets = resourcesOf(template, 'AWS::Events::Rule', 'AWS::Scheduler::Schedule').flatMap(([, { Properties }]) =>
    textsIn([Properties['Targets'], at(Properties, 'Target', 'Arn')]).filter((text) => text.endsWith('LambdaFunction')),
  );
  return [...new Set([...targets, lambdaOf('wake'), lambdaOf('hardStop')])];
}

function ownBuckets(template: Template): [string, Resource][] {
  return resourcesOf(template, 'AWS::S3::Bucket').filter(([name]) => !FRAMEWORKS.test(name));
}

function streamMappings(template: Template): [string, Resource][] {
  return resourcesOf(template, MAPPING).filter(([, { Properties }]) =>
    textsIn(Properties['EventSourceArn']).includes('StreamArn'),
  );
}

function isBounded(template: Template, target: unknown): boolean {
  return (
    Number(at(target, 'RetryPolicy', 'MaximumEventAgeInSeconds')) > 0 &&
    Number(at(target, 'RetryPolicy', 'MaximumRetryAttempts')) >= 0 &&
    textsIn(at(target, 'DeadLetterConfig')).some((one) => isQueue(template, one))
  );
}

function isQueue(template: Template, name: string): boolean {
  return template.Resources[name]?.Type === 'AWS::SQS::Queue';
}

function failing(template: Template, type: string, isRight: (resource: Resource) => boolean): string[] {
  return resourcesOf(template, type).flatMap(([name, resource]) => (isRight(resource) ? [] : [name]));
}

function of(template: Template, name: string): Resource {
  const found = template.Resources[name];
  if (found === undefined) throw new Error(`the template has no ${name}`);
  return found;
}

function strip(template: Template, name: string, ...properties: string[]): void {
  for (const property of properties) delete of(template, name).Properties[property];
}

function give(template: Template, role: string, statement: Record<string, unknown>): void {
  statementsIn(template, role).push({ Effect: 'Allow', ...statement });
}

function statementsIn(template: Template, role: string): unknown[] {
  return at(of(template, role), 'Properties', 'Policies', 0, 'PolicyDocument', 'Statement') as unknown[];
}

function say(place: string): (text: string) => string {
  return (text) => `${place}: ${text}`;
}

function lengthOf(document: unknown): number {
  return JSON.stringify(document).length;
}
