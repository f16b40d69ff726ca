import type { Caller } from '../aws/contract.ts';
import { type Names, resolveIn } from '../lambda/cloudFormation.ts';
import type { Deployment } from '../lambda/serverlessFile.ts';
import { regionTemplate } from './regionTemplate.ts';
import type { RuleTruth } from './truth.ts';

/** The rules of the functions in serverless.yml, with the names that the framework gives them. */
export function rulesOf({ site, functions, resolve }: Deployment): RuleTruth[] {
  return functions.flatMap(({ arn, events }) => {
    const given = events.flatMap((event) => ('eventBridge' in event ? [event['eventBridge'] as EventBridge] : []));
    return given.map(({ eventBus, pattern, deadLetterQueueArn: failures }, index): RuleTruth => {
      const name = `${arn.split(':').at(-1)}-rule-${index + 1}`;
      return {
        region: site.region,
        bus: eventBus === undefined ? 'default' : String(resolve(eventBus)),
        name,
        state: 'ENABLED',
        pattern: resolve(pattern),
        targets: [
          {
            Id: name,
            Arn: arn,
            ...(failures !== undefined && { DeadLetterConfig: { Arn: String(resolve(failures)) } }),
          },
        ],
      };
    });
  });
}

interface EventBridge {
  eventBus?: unknown;
  pattern: unknown;
  deadLetterQueueArn?: unknown;
}

/** The rules that infra/region.yml creates in another Region. */
export function forwardersIn(region: string, home: Caller): RuleTruth[] {
  const { Conditions, Resources } = regionTemplate();
  const entries = Object.entries(Resources);
  const names: Names = {
    site: { accountId: home.accountId, region },
    resources: Object.fromEntries(entries.map(([id, one]) => [id, { type: one.Type, properties: one.Properties }])),
    parameters: { HomeRegion: home.region, PermissionsBoundaryArn: '' },
    conditions: Conditions,
    prefix: '',
    queueUrlBase: '',
  };
  return entries
    .filter(([, { Type }]) => Type === 'AWS::Events::Rule')
    .filter(([, { Condition }]) => Condition === undefined || resolveIn(names, { 'Fn::If': [Condition, true, false] }))
    .map(([id, { Properties }]): RuleTruth => {
      const { EventPattern: pattern, Targets: targets } = resolveIn(names, Properties) as {
        EventPattern: unknown;
        Targets: RuleTruth['targets'];
      };
      return { region, bus: 'default', name: `drs-drill-events-${id}`, state: 'ENABLED', pattern, targets };
    });
}

/** The other Regions that a deployment has as sites. */
export function otherRegions({ functions }: Deployment): string[] {
  const sites = functions[0]?.environment['SITES'] ?? '';
  return sites.split(',').flatMap((one) => one.trim() || []);
}
