import { DescribeAlarmsCommand, type DescribeAlarmsCommandOutput, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import {
  ListSubscriptionsByTopicCommand,
  type ListSubscriptionsByTopicCommandOutput,
  type Subscription,
} from '@aws-sdk/client-sns';
import { ask, everyPage } from '../aws/calls.ts';
import type { Clients } from './clients.ts';
import { type Deployed, deployAgain, prefixOf } from './deployed.ts';
import { checked, type Finding, fail, ok, unlessNotFound, warn } from './finding.ts';
import { ALARMS } from './parts.ts';

/** Checks that people are notified when something goes wrong. */
export async function checkPeople(clients: Clients, deployed: Deployed): Promise<Finding[]> {
  const topic = deployed.environment['NOTICES_TOPIC_ARN'] ?? '';
  return [
    ...(await checked('topic', async () => {
      const found = await unlessNotFound(subscriptions(clients, deployed, topic));
      return found === undefined ? noTopic(deployed, topic) : isSubscribed(topic, found);
    })),
    ...(await checked('alarms', async () => alarms(deployed, topic, await alarmsOf(clients, deployed)))),
  ];
}

function subscriptions({ sns }: Clients, { place }: Deployed, TopicArn: string): Promise<Subscription[]> {
  const client = sns(place.region);
  return everyPage(
    ({ nextToken: NextToken }) =>
      ask<ListSubscriptionsByTopicCommandOutput>(
        client,
        'ListSubscriptionsByTopic',
        new ListSubscriptionsByTopicCommand({ TopicArn, ...(NextToken && { NextToken }) }),
      ),
    (page) => page.NextToken,
    (page) => page.Subscriptions,
  );
}

function noTopic({ place }: Deployed, topic: string): Finding {
  return fail('topic', `The topic ${topic.split(':').at(-1)} does not exist: nobody is notified.`, deployAgain(place));
}

function isSubscribed(topic: string, found: Subscription[]): Finding {
  const check = 'topic';
  const name = topic.split(':').at(-1);
  // SNS API reference, ListSubscriptionsByTopic: a subscription has no ARN until it is confirmed.
  const confirmed = found.filter(({ SubscriptionArn }) => SubscriptionArn?.startsWith('arn:') === true);
  if (confirmed.length > 0)
    return ok(
      check,
      `The topic ${name} has ${confirmed.length === 1 ? 'one confirmed subscriber' : `${confirmed.length} confirmed subscribers`}.`,
    );
  if (found.length > 0) {
    return warn(
      check,
      `Nobody receives messages of the topic ${name}: its subscription is not confirmed.`,
      'Open the confirmation link in the email from SNS.',
    );
  }
  const remedy = 'Deploy with --param="alarmEmail=drills@example.com", or subscribe your own endpoint.';
  return warn(check, `Nobody is subscribed to the topic ${name}: leaks and alarms go unnoticed.`, remedy);
}

function alarmsOf({ cloudwatch }: Clients, { place }: Deployed): Promise<MetricAlarm[]> {
  const client = cloudwatch(place.region);
  const answer = { AlarmNamePrefix: `${prefixOf(place)}-` };
  return everyPage(
    ({ nextToken: NextToken }) =>
      ask<DescribeAlarmsCommandOutput>(
        client,
        'DescribeAlarms',
        new DescribeAlarmsCommand({ ...answer, ...(NextToken && { NextToken }) }),
      ),
    (page) => page.NextToken,
    (page) => page.MetricAlarms,
  );
}

function alarms({ place }: Deployed, topic: string, found: MetricAlarm[]): Finding[] {
  const check = 'alarms';
  const named = ALARMS.map((name) => ({
    name,
    alarm: found.find(({ AlarmName }) => AlarmName === `${prefixOf(place)}-${name}`),
  }));
  const mute = named.filter(
    ({ alarm }) => alarm?.ActionsEnabled !== true || alarm.AlarmActions?.includes(topic) !== true,
  );
  const ringing = named.filter(({ alarm }) => alarm?.StateValue === 'ALARM');
  const problems = [
    ...mute.map(({ name, alarm }) =>
      fail(
        check,
        alarm === undefined ? `The alarm ${name} does not exist.` : `The alarm ${name} notifies nobody.`,
        deployAgain(place),
      ),
    ),
    ...ringing.map(({ name }) =>
      warn(check, `The alarm ${name} is in state ALARM.`, `See docs/operations.md, “Runbook”, ${name}.`),
    ),
  ];
  return problems.length > 0 ? problems : [ok(check, `All ${ALARMS.length} alarms exist, and none is in state ALARM.`)];
}
