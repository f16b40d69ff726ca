import {
  DescribeRuleCommand,
  type DescribeRuleCommandOutput,
  ListRuleNamesByTargetCommand,
  type ListRuleNamesByTargetCommandOutput,
  ListTargetsByRuleCommand,
  type ListTargetsByRuleCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { ask, everyPage } from '../aws/calls.ts';
import { inTurns } from '../flow/inTurns.ts';
import type { Clients } from './clients.ts';
import { arnIn, type Deployed, deployAgain, type Place, prefixOf } from './deployed.ts';
import { checked, type Finding, fail, ok, unlessNotFound } from './finding.ts';
import { EVENTS, type FunctionName } from './parts.ts';
import { covers } from './patterns.ts';

/**
 * Checks that events of DRS, EC2 and Systems Manager from every Region with drills, and drill requests, reach the
 * product.
 */
export async function checkEvents(clients: Clients, deployed: Deployed, regions: string[]): Promise<Finding[]> {
  const { place } = deployed;
  const home = await inTurns(EVENTS, ({ functionName, what, pattern }) =>
    checked(`events-${functionName}`, () => targets(clients, deployed, { functionName, what, pattern })),
  );
  const request = await checked('events-drillRequested', () => requests(clients, deployed));
  const others = regions.filter((region) => region !== place.region);
  const elsewhere = await inTurns(others, (region) =>
    checked(`events-from-${region}`, () => isSeen(clients, place, region)),
  );
  return [...home.flat(), ...request, ...elsewhere.flat()];
}

/** Without a configured source, there must be no rule. */
async function requests(clients: Clients, deployed: Deployed): Promise<Finding> {
  const sources = deployed.environment['EVENT_REQUESTS'] ?? '';
  if (sources === '') return ok('events-drillRequested', 'Drill requests by event are disabled (eventRequests).');
  return targets(clients, deployed, {
    functionName: 'drillRequested',
    what: 'requests for drills',
    pattern: { source: sources.split(','), 'detail-type': ['Drill Requested'] },
    bus: prefixOf(deployed.place),
  });
}

interface Path {
  functionName: FunctionName;
  what: string;
  pattern: object;
  bus?: string;
}

/** A rule that sends events somewhere. */
interface Rule {
  name: string;
  isOn: boolean;
  pattern: unknown;
  targets: { arn: string; roleArn: string | null; deadLetterArn: string | null }[];
}

async function targets(
  clients: Clients,
  { place, functions }: Deployed,
  { functionName, what, pattern, bus }: Path,
): Promise<Finding> {
  const check = `events-${functionName}`;
  const target =
    functions.get(functionName)?.arn ?? arnIn(place, 'lambda', `function:${prefixOf(place)}-${functionName}`);
  const rules = await unlessNotFound(rulesTo(clients, place.region, target, bus));
  if (rules === undefined)
    return fail(check, `The bus ${bus} does not exist, so drills cannot be requested by event.`, deployAgain(place));
  const fitting = rules.filter((rule) => covers(rule.pattern, pattern, place.accountId));
  const [on] = fitting.filter(({ isOn }) => isOn);
  if (on === undefined) {
    const off = fitting[0];
    const says = `${off === undefined ? 'No rule sends' : `The rule ${off.name} is disabled, and no other rule sends`} ${what} to ${functionName}.`;
    const remedy =
      off === undefined
        ? deployAgain(place)
        : `Enable it: aws events enable-rule --name ${off.name}${bus === undefined ? '' : ` --event-bus-name ${bus}`}.`;
    return fail(check, says, remedy);
  }
  const failures = arnIn(place, 'sqs', `${prefixOf(place)}-event-failures`);
  if (!on.targets.some(({ arn, deadLetterArn }) => arn === target && deadLetterArn === failures)) {
    return fail(
      check,
      `Failed deliveries of the rule ${on.name} are lost: it has no dead-letter queue.`,
      deployAgain(place),
    );
  }
  return ok(check, `The rule ${on.name} sends ${what} to ${functionName}.`);
}

/** EventBridge user guide: events reach only the buses of their own Region, unless a rule there forwards them. */
async function isSeen(clients: Clients, place: Place, region: string): Promise<Finding> {
  const check = `events-from-${region}`;
  const home = arnIn(place, 'events', 'event-bus/default');
  const rules = await rulesTo(clients, region, home);
  const able = rules.filter(
    ({ isOn, targets }) => isOn && targets.some(({ arn, roleArn }) => arn === home && roleArn !== null),
  );
  const unseen = EVENTS.filter(({ pattern }) => !able.some((rule) => covers(rule.pattern, pattern, place.accountId)));
  if (unseen.length === 0) return ok(check, `Events of ${region} are forwarded to ${place.region}.`);
  const says = `${region} is blind: its ${unseen.map(({ what }) => what).join(' and ')} do not reach ${place.region}.`;
  const remedy = `aws cloudformation deploy --region ${region} --stack-name drs-drill-events --template-file infra/region.yml --capabilities CAPABILITY_IAM --parameter-overrides HomeRegion=${place.region}`;
  return fail(check, says, remedy);
}

async function rulesTo({ events }: Clients, region: string, TargetArn: string, bus?: string): Promise<Rule[]> {
  const client = events(region);
  const on = bus === undefined ? {} : { EventBusName: bus };
  const names = await everyPage(
    ({ nextToken: NextToken }) =>
      ask<ListRuleNamesByTargetCommandOutput>(
        client,
        'ListRuleNamesByTarget',
        new ListRuleNamesByTargetCommand({ TargetArn, ...on, ...(NextToken && { NextToken }) }),
      ),
    (page) => page.NextToken,
    (page) => page.RuleNames,
  );
  return inTurns(names, async (name) => {
    const rule = await ask<DescribeRuleCommandOutput>(
      client,
      'DescribeRule',
      new DescribeRuleCommand({ Name: name, ...on }),
    );
    const { Targets = [] } = await ask<ListTargetsByRuleCommandOutput>(
      client,
      'ListTargetsByRule',
      new ListTargetsByRuleCommand({ Rule: name, ...on }),
    );
    return {
      name,
      isOn: rule.State !== 'DISABLED',
      pattern: JSON.parse(rule.EventPattern ?? '{}'),
      targets: Targets.map(({ Arn, RoleArn, DeadLetterConfig }) => {
        return { arn: Arn ?? '', roleArn: RoleArn ?? null, deadLetterArn: DeadLetterConfig?.Arn ?? null };
      }),
    };
  });
}
