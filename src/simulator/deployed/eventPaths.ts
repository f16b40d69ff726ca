import type { Caller } from '../aws.ts';
import { type Names, resolveIn } from '../cloudFormation.ts';
import type { Deployment } from '../deployment.ts';
import type { PolicyStatement } from '../iam.ts';
import type { RuleTruth } from './account.ts';
import { regionTemplate } from './regionTemplate.ts';

/** The rules that the functions of serverless.yml have, named as the framework names them. */
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

/** What infra/region.yml makes in another Region: its rules, and the role that they hand events on with. */
export interface Forwarder {
  rules: RuleTruth[];
  roles: Record<string, PolicyStatement[]>;
}

export function forwarder(region: string, home: Caller): Forwarder {
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
  const made = (type: string) =>
    entries
      .filter(([, one]) => one.Type === type)
      .map(([id, { Properties }]) => ({ id, ...(resolveIn(names, Properties) as Made) }));
  const roles = made('AWS::IAM::Role').map(({ id, Policies = [] }) => {
    const statements = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    return [String(resolveIn(names, { 'Fn::GetAtt': [id, 'Arn'] })), statements];
  });
  const rules = made('AWS::Events::Rule').map(({ id, EventPattern, Targets = [] }): RuleTruth => {
    return {
      region,
      bus: 'default',
      name: `drs-drill-events-${id}`,
      state: 'ENABLED',
      pattern: EventPattern,
      targets: Targets,
    };
  });
  return { rules, roles: Object.fromEntries(roles) };
}

interface Made {
  EventPattern?: unknown;
  Targets?: RuleTruth['targets'];
  Policies?: { PolicyDocument: { Statement: PolicyStatement[] } }[];
}

/** The other Regions that a deployment names as its sites. */
export function otherRegions({ functions }: Deployment): string[] {
  const sites = functions[0]?.environment['SITES'] ?? '';
  return sites.split(',').flatMap((one) => one.trim() || []);
}
