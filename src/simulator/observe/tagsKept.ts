import { textIn } from '../../flow/unchecked.ts';
import { arn, KEPT_BACK, type Keep, type Place } from './allowList.ts';
import { isId } from './pseudonyms.ts';

/** Stands for the account's own tags. Its value is their number. */
export const OTHERS = '(others)';

/** The tags that the product gives to its jobs. */
export const OWN_TAGS = ['DrillOwner', 'DrillId', 'Launch', 'Wave', 'ExecutionType'];

/** Tags by key if AWS or the product sets them. Others are only counted. */
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

/** Keeps ids as pseudonyms, and words that are the same in every account. */
function valueKept(value: string, place: Place): string {
  if (COMMON.has(value)) return value;
  if (isId(value)) return place.names.of(value);
  return arn(value, place) ?? KEPT_BACK;
}

const COMMON = new Set(['', 'drs.amazonaws.com', 'Drill']);

function pairsOf(value: unknown): [string, string][] | undefined {
  if (Array.isArray(value)) return value.map((one) => [textIn(one, 'Key') ?? '', textIn(one, 'Value') ?? '']);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.keys(value).map((key) => [key, textIn(value, key) ?? '']);
}
