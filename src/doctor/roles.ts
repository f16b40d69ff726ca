import { SimulatePrincipalPolicyCommand, type SimulatePrincipalPolicyCommandOutput } from '@aws-sdk/client-iam';
import { GetTopicAttributesCommand, type GetTopicAttributesCommandOutput } from '@aws-sdk/client-sns';
import { type AwsClient, ask, everyPage } from '../aws/calls.ts';
import { inTurns } from '../flow/inTurns.ts';
import type { Clients } from './clients.ts';
import { arnIn, type Deployed, deployAgain } from './deployed.ts';
import { checked, type Finding, fail, ok, unlessNotFound } from './finding.ts';
import { mappingsOf } from './mappings.ts';
import { type FunctionName, functionsCalledBy } from './parts.ts';
import { type Reach, type Right, rightsOf, rightsOfSchedules } from './rights.ts';

/** Whether the deployed roles may do what a drill needs, as IAM would decide it; nothing of it is done. */
export async function checkRoles(clients: Clients, deployed: Deployed, drsRegions: string[]): Promise<Finding[]> {
  const [arns, topicKeyArn] = await Promise.all([streamArns(clients, deployed), keyOfTopic(clients, deployed)]);
  const [first, ...others] = rolesOf(deployed, { drsRegions, streamArns: arns, topicKeyArn });
  if (first === undefined) return [];
  const began = await checkRole(clients, deployed, first);
  // Whoever may not ask about one role may not ask about any.
  if (began.some(({ status }) => status === 'NOT_ASKED')) return began.map((one) => ({ ...one, check: 'rights' }));
  return [...began, ...(await inTurns(others, (role) => checkRole(clients, deployed, role))).flat()];
}

interface Role {
  /** The function whose role it is, or what else calls in its name. */
  of: string;
  arn: string;
  rights: Right[];
}

/** The streams that functions read; whoever may not ask for them is told so where functions are. */
async function streamArns(clients: Clients, deployed: Deployed): Promise<string[]> {
  const readers = functionsCalledBy('STREAM').filter((name) => deployed.functions.has(name));
  const read = await Promise.allSettled(readers.map((name) => mappingsOf(clients, deployed, name)));
  const arns = read.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  return [...new Set(arns.flatMap(({ EventSourceArn }) => EventSourceArn ?? []))];
}

/** SNS API reference, GetTopicAttributes: the key as it was set, which may be its id alone. */
async function keyOfTopic({ sns }: Clients, { place, environment }: Deployed): Promise<string | null> {
  const command = new GetTopicAttributesCommand({ TopicArn: environment['NOTICES_TOPIC_ARN'] });
  const asked = ask<GetTopicAttributesCommandOutput>(sns(place.region), 'GetTopicAttributes', command);
  const [read] = await Promise.allSettled([asked]);
  const key = read.status === 'fulfilled' ? read.value.Attributes?.['KmsMasterKeyId'] : undefined;
  // Rights on an alias are those on its key, which it does not name.
  if (key === undefined || key.includes('alias/')) return null;
  return key.startsWith('arn:') ? key : arnIn(place, 'kms', `key/${key}`);
}

function rolesOf(deployed: Deployed, reach: Reach): Role[] {
  const names = [...deployed.functions.keys()].sort(dangerousFirst);
  const ofFunctions = names.map((name) => {
    return { of: name, arn: deployed.functions.get(name)?.roleArn ?? '', rights: rightsOf(name, deployed, reach) };
  });
  const arn = deployed.environment['SCHEDULE_ROLE_ARN'] ?? '';
  const needing = ofFunctions.filter(({ rights }) => rights.length > 0);
  return [...needing, { of: 'schedules', arn, rights: rightsOfSchedules(deployed) }];
}

function dangerousFirst(one: FunctionName, other: FunctionName): number {
  return Number(other === 'performEffect') - Number(one === 'performEffect');
}

function checkRole({ iam }: Clients, { place }: Deployed, { of, arn, rights }: Role): Promise<Finding[]> {
  const check = `rights-${of}`;
  return checked(check, async () => {
    const lacking: string[] = [];
    for (const right of rights) {
      const refused = await unlessNotFound(refusedOf(iam(place.region), arn, right));
      if (refused === undefined) return fail(check, `The role ${arn} is not there.`, deployAgain(place));
      lacking.push(...refused);
    }
    if (lacking.length === 0) {
      const count = new Set(rights.flatMap(({ actions }) => actions)).size;
      return ok(check, `${of} may do the ${count === 1 ? 'one thing' : `${count} things`} that it needs.`);
    }
    return fail(check, `${of} may not: ${shown([...new Set(lacking)])}.`, rightMissing(arn));
  });
}

function rightMissing(arn: string): string {
  const role = arn.split('/').at(-1);
  return `See what keeps it from ${role}: a permissions boundary, a service control policy, or a change made by hand.`;
}

/** Actions with the kind of resource that they are refused on. */
async function refusedOf(
  client: AwsClient,
  PolicySourceArn: string,
  { actions, resources, keys = {} }: Right,
): Promise<string[]> {
  const ContextEntries = Object.entries(keys).map(([ContextKeyName, value]) => ({
    ContextKeyName,
    ContextKeyValues: [value],
    ContextKeyType: value === 'true' ? ('boolean' as const) : ('string' as const),
  }));
  const asked = {
    PolicySourceArn,
    ActionNames: [...actions],
    ResourceArns: [...resources],
    ...(ContextEntries.length > 0 && { ContextEntries }),
  };
  const results = await everyPage(
    ({ nextToken: Marker }) =>
      ask<SimulatePrincipalPolicyCommandOutput>(
        client,
        'SimulatePrincipalPolicy',
        new SimulatePrincipalPolicyCommand({ ...asked, ...(Marker && { Marker }) }),
      ),
    (page) => page.Marker,
    (page) => page.EvaluationResults,
  );
  return results.flatMap(({ EvalActionName, EvalResourceName, EvalDecision, ResourceSpecificResults = [] }) => {
    const decisions = [
      EvalDecision,
      ...ResourceSpecificResults.map(({ EvalResourceDecision }) => EvalResourceDecision),
    ];
    return decisions.every((one) => one === 'allowed') ? [] : [`${EvalActionName}${kindOf(EvalResourceName)}`];
  });
}

/** ` on source-server`, of an ARN. */
function kindOf(resource = '*'): string {
  const kind = /^arn:(?:[^:]*:){4}([a-z-]+)[/:]/.exec(resource)?.[1];
  return kind === undefined ? '' : ` on ${kind}`;
}

const SHOWN_MAX = 6;

function shown(lacking: string[]): string {
  const rest = lacking.length - SHOWN_MAX;
  return rest <= 0 ? lacking.join(', ') : `${lacking.slice(0, SHOWN_MAX).join(', ')} and ${rest} more`;
}
