import type { Service } from './contract.ts';
import { type Dice, forkOf } from './dice.ts';
import { faultsNow, type World } from './state.ts';

/**
 * A response with one member removed, or a text emptied, when the faults say so. Any member qualifies except those
 * that the DRS API model requires and those whose absence has a meaning: a result list and its token (there is
 * nothing, or nothing more), and launch template members (never set). Tag keys are not members.
 */
export function loseMemberByFault(
  world: World,
  service: Service,
  operation: string,
  answer: Record<string, unknown>,
): Record<string, unknown> {
  // Computed before the other losses, which draw from the same dice.
  const networkDice = forkOf(world.faultDice, 'network');
  const changed = loseOther(world, service, operation, answer);
  const isLost = operation === 'DescribeInstances' && networkDice.chance(faultsNow(world).membersMissing);
  return isLost ? withoutNetwork(changed, networkDice) : changed;
}

/** A response without one member of one instance's network. */
function withoutNetwork(answer: Record<string, unknown>, dice: Dice): Record<string, unknown> {
  const changed = structuredClone(answer) as { Reservations?: { Instances?: Record<string, unknown>[] }[] };
  const instances = (changed.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
  if (instances.length > 0) delete dice.pick(instances)[dice.pick([...NETWORK])];
  return changed;
}

function loseOther(
  world: World,
  service: Service,
  operation: string,
  answer: Record<string, unknown>,
): Record<string, unknown> {
  if (!DESCRIBED.has(service) || !/^(Describe|Get|ListLaunchActions|ListCommandInvocations)/.test(operation))
    return answer;
  const { membersMissing, namelessAnswers } = faultsNow(world);
  const isNameless = world.faultDice.chance(namelessAnswers);
  if (!isNameless && !world.faultDice.chance(membersMissing)) return answer;
  const changed = structuredClone(answer);
  const all = Object.entries(changed).flatMap(([name, value]) =>
    LISTS.has(name) ? placesIn(value) : name === 'nextToken' || name === 'NextToken' ? [] : placesOf(changed, name),
  );
  const places = isNameless ? all.filter(({ name }) => NAMES.has(name)) : all;
  if (places.length === 0) return answer;
  const { owner, name } = world.faultDice.pick(places);
  if (typeof owner[name] === 'string' && world.faultDice.chance(0.5)) owner[name] = '';
  else delete owner[name];
  return changed;
}

interface Place {
  owner: Record<string, unknown>;
  name: string;
}

const DESCRIBED: ReadonlySet<Service> = new Set(['drs', 'ec2', 'ssm']);
const LISTS: ReadonlySet<string> = new Set([
  'items',
  'Reservations',
  'InstanceStatuses',
  'Volumes',
  'CommandInvocations',
]);
/**
 * DRS API model: required in a job and in a recovery snapshot. An error without text means that there is no reason to
 * report. A conversion without a server means that no server is known.
 */
const REQUIRED: ReadonlySet<string> = new Set([
  'jobID',
  'snapshotID',
  'expectedTimestamp',
  'rawError',
  'conversionServerID',
]);
/** What identifies a resource, and marks it as a drill's. */
const NAMES: ReadonlySet<string> = new Set([
  'sourceServerID',
  'recoveryInstanceID',
  'ec2InstanceID',
  'InstanceId',
  'jobID',
  'isDrill',
  'initiatedBy',
  'tags',
  'Tags',
]);
/** Members of an instance that are lost by dice of their own. */
const NETWORK: ReadonlySet<string> = new Set(['PrivateIpAddress', 'SubnetId', 'SecurityGroups']);
/** Below these, the content belongs to the customer. */
const WHOLE: ReadonlySet<string> = new Set(['tags', 'LaunchTemplateData']);

function placesOf(owner: Record<string, unknown>, name: string): Place[] {
  const below = WHOLE.has(name) ? [] : placesIn(owner[name]);
  return [{ owner, name }, ...below];
}

function placesIn(value: unknown): Place[] {
  if (Array.isArray(value)) return value.flatMap(placesIn);
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((name) => (isRequired(owner, name) ? [] : placesOf(owner, name)));
}

function isRequired(owner: Record<string, unknown>, name: string): boolean {
  if ('InstanceId' in owner && NETWORK.has(name)) return true;
  if (name === 'sourceServerID') return 'snapshotID' in owner;
  if (name === 'jobID') return 'participatingServers' in owner || 'creationDateTime' in owner;
  return REQUIRED.has(name);
}
