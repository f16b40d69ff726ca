import { arn, KEPT_BACK, type Keep, type Place } from './allowList.ts';
import { isId } from './pseudonyms.ts';

/** Stands for the tags of somebody's own; its value says how many there are. */
export const OTHERS = '(others)';

/** The tags that the product gives the jobs that it starts. */
export const OWN_TAGS = ['DrillOwner', 'DrillId', 'Launch', 'Wave', 'ExecutionType'];

/** Tags as DRS or EC2 writes them: AWS's own and the product's by their keys, the others only counted. */
export const tags: Keep<Record<string, string>> = (value, place) => {
  const all = pairsOf(value);
  if (all === undefined) return undefined;
  const known = all.filter(([key]) => isKnown(key));
  const others = all.length - known.length;
  const kept = known.map(([key, text]) => [key, valueKept(text, place)] as const);
  return Object.fromEntries([...kept, ...(others === 0 ? [] : [[OTHERS, String(others)] as const])]);
};

const KNOWN = [...OWN_TAGS, 'Name', 'RecoveryPlan', 'resourceArn'];
const BY_AWS = /^(AWSElasticDisasterRecovery\w{0,40}|drs\.amazonaws\.com-[\w-]{1,40}|aws:[\w:./-]{1,60})$/;

function isKnown(key: string): boolean {
  return KNOWN.includes(key) || BY_AWS.test(key);
}

/** Of values, ids under their pseudonyms, and the words that every account has alike. */
function valueKept(value: string, place: Place): string {
  if (COMMON.has(value)) return value;
  if (isId(value)) return place.names.of(value);
  return arn(value, place) ?? KEPT_BACK;
}

const COMMON = new Set(['', 'drs.amazonaws.com', 'Drill']);

function pairsOf(value: unknown): [string, string][] | undefined {
  if (Array.isArray(value)) return value.map((one) => [textIn(one, 'Key'), textIn(one, 'Value')]);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.keys(value).map((key) => [key, textIn(value, key)]);
}

function textIn(holder: unknown, name: string): string {
  const text: unknown = typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
  return typeof text === 'string' ? text : '';
}
