import { GetTopicAttributesCommand, type GetTopicAttributesCommandOutput } from '@aws-sdk/client-sns';
import { ask } from '../aws/calls.ts';
import { inTurns } from '../flow/inTurns.ts';
import type { Clients } from './clients.ts';
import { arnIn, type Deployed, deployAgain } from './deployed.ts';
import { checked, type Finding, fail, ok, unlessNotFound } from './finding.ts';
import { keyRights } from './forwarded.ts';
import { mappingsOf } from './mappings.ts';
import { type FunctionName, functionsCalledBy } from './parts.ts';
import { refusedOf } from './refused.ts';
import type { Right } from './right.ts';
import { rightsOf, rightsOfSchedules, type Targets } from './rights.ts';
import { volumeKeys } from './volumeKeys.ts';

/** Simulates with IAM whether the deployed roles have the rights that a drill needs. */
export async function checkRoles(clients: Clients, deployed: Deployed, drsRegions: string[]): Promise<Finding[]> {
  const seen: { topicKeyArn: string | null; keys: string[] } = { topicKeyArn: null, keys: [] };
  const unseen = [
    ...(await checked('rights-topic-key', async () => {
      seen.topicKeyArn = await keyOfTopic(clients, deployed);
      return [];
    })),
    ...(await checked('rights-volume-keys', async () => {
      seen.keys = await volumeKeys(clients, drsRegions);
      return [];
    })),
  ];
  const targets = { drsRegions, streamArns: await streamArns(clients, deployed), topicKeyArn: seen.topicKeyArn };
  const [first, ...others] = [...rolesOf(deployed, targets), ...ofKeys(deployed, seen.keys)];
  if (first === undefined) return unseen;
  const began = await checkRole(clients, deployed, first);
  // Without permission for one role, the others are not checked either.
  if (began.some(({ status }) => status === 'NOT_CHECKED')) return began.map((one) => ({ ...one, check: 'rights' }));
  const rest = await inTurns(others, (role) => checkRole(clients, deployed, role));
  return [...unseen, ...began, ...rest.flat()];
}

interface Role {
  /** The function of the role, or its other user. */
  of: string;
  arn: string;
  rights: Right[];
  /** The name of the check, if it differs from `of`. */
  check?: string;
  /** The remedy for a missing right; by default, the usual causes. */
  remedy?: string;
}

/** The streams that functions read. A missing permission is reported by the check of the functions. */
async function streamArns(clients: Clients, deployed: Deployed): Promise<string[]> {
  const readers = functionsCalledBy('STREAM').filter((name) => deployed.functions.has(name));
  const read = await Promise.allSettled(readers.map((name) => mappingsOf(clients, deployed, name)));
  const arns = read.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  return [...new Set(arns.flatMap(({ EventSourceArn }) => EventSourceArn ?? []))];
}

/** SNS API reference, GetTopicAttributes: the key as configured, which may be only its id. */
async function keyOfTopic({ sns }: Clients, { place, environment }: Deployed): Promise<string | null> {
  const command = new GetTopicAttributesCommand({ TopicArn: environment['NOTICES_TOPIC_ARN'] });
  const answer = ask<GetTopicAttributesCommandOutput>(sns(place.region), 'GetTopicAttributes', command);
  const key = (await unlessNotFound(answer))?.Attributes?.['KmsMasterKeyId'];
  // An alias does not name the key to which the permissions would apply.
  if (key === undefined || key.includes('alias/')) return null;
  return key.startsWith('arn:') ? key : arnIn(place, 'kms', `key/${key}`);
}

function rolesOf(deployed: Deployed, targets: Targets): Role[] {
  const names = [...deployed.functions.keys()].sort(dangerousFirst);
  const ofFunctions = names.map((name) => {
    return { of: name, arn: deployed.functions.get(name)?.roleArn ?? '', rights: rightsOf(name, deployed, targets) };
  });
  const arn = deployed.environment['SCHEDULE_ROLE_ARN'] ?? '';
  const needing = ofFunctions.filter(({ rights }) => rights.length > 0);
  return [...needing, { of: 'schedules', arn, rights: rightsOfSchedules(deployed) }];
}

/** Volumes with customer managed keys need rights that only a parameter grants. */
function ofKeys({ functions }: Deployed, keys: string[]): Role[] {
  const arn = functions.get('performEffect')?.roleArn;
  if (arn === undefined || keys.length === 0) return [];
  const remedy = `Deploy with --param="ebsKeyArns=${keys.join(',')}".`;
  return [{ of: 'performEffect', check: 'volume-keys', arn, rights: keyRights(keys), remedy }];
}

function dangerousFirst(one: FunctionName, other: FunctionName): number {
  return Number(other === 'performEffect') - Number(one === 'performEffect');
}

function checkRole({ iam }: Clients, { place }: Deployed, role: Role): Promise<Finding[]> {
  const { of, arn, rights, check: name = of } = role;
  const check = `rights-${name}`;
  return checked(check, async () => {
    const lacking: string[] = [];
    for (const right of rights) {
      const refused = await unlessNotFound(refusedOf(iam(place.region), arn, right));
      if (refused === undefined) return fail(check, `The role ${arn} does not exist.`, deployAgain(place));
      lacking.push(...refused);
    }
    if (lacking.length === 0) {
      const count = new Set(rights.flatMap(({ actions }) => actions)).size;
      return ok(check, `${of} has the ${count === 1 ? 'permission' : `${count} permissions`} that it needs.`);
    }
    return fail(check, `${of} lacks: ${shown([...new Set(lacking)])}.`, rightMissing(role));
  });
}

function rightMissing({ arn, remedy }: Role): string {
  if (remedy !== undefined) return remedy;
  const role = arn.split('/').at(-1);
  return `Find out what denies it to ${role}: a permissions boundary, a service control policy, or a manual change.`;
}

const SHOWN_MAX = 6;

function shown(lacking: string[]): string {
  const rest = lacking.length - SHOWN_MAX;
  return rest <= 0 ? lacking.join(', ') : `${lacking.slice(0, SHOWN_MAX).join(', ')} and ${rest} more`;
}
