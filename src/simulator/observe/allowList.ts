import { isId, type Pseudonyms } from './pseudonyms.ts';

/** Returns the part of a value that may be kept; undefined: nothing. */
export type Keep<Kept> = (value: unknown, place: Place) => Kept | undefined;

/** The type that a Keep returns. */
export type KeptOf<Kind> = Kind extends Keep<infer Kept> ? Kept : never;

/** The place of a value in a response. */
export interface Place {
  names: Pseudonyms;
  path: string;
  /** Receives the names of members that were left out. */
  leftOut(path: string): void;
}

/** Replaces a text that is not kept. */
export const KEPT_BACK = '…';

/** An enumeration value. Anything in the form of an id does not count. */
export const word: Keep<string> = (value, { names }) =>
  asText(value, WORD, (text) => (isId(text) ? names.of(text) : text));

const WORD = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** The name of an AWS service: `drs.amazonaws.com`. */
export const service: Keep<string> = (value) => asText(value, SERVICE, (text) => text);

const SERVICE = /^[a-z0-9-]{1,40}\.amazonaws\.com$/;

/** An error or reason code, as EC2 and CloudTrail write it: `Client.UnauthorizedOperation`. */
export const code: Keep<string> = (value) => asText(value, CODE, (text) => text);

const CODE = /^((Client|Server)\.)?[A-Za-z]{1,64}$/;

/** A timestamp exactly as written, to show its format. A Date that an SDK has parsed is written in RFC 3339. */
export const moment: Keep<string> = (value) =>
  value instanceof Date
    ? Number.isNaN(value.getTime())
      ? KEPT_BACK
      : value.toISOString()
    : asText(value, MOMENT, (text) => text);

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

export const flag: Keep<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

export const number: Keep<number> = (value) => (typeof value === 'number' ? value : undefined);

/** An id, replaced by its pseudonym. */
export const id: Keep<string> = (value, { names }) =>
  typeof value === 'string' && value !== '' ? names.of(value) : undefined;

/** The service, resource type and id of an ARN, without account and Region. */
export const arn: Keep<string> = (value, { names }) =>
  asText(value, ARN, (text) => {
    const [, service, kind = '', resource = ''] = ARN.exec(text) ?? [];
    return `arn:aws:${service}:*:*:${kind}/${names.of(resource)}`;
  });

const ARN = /^arn:aws[a-z-]*:(drs|ec2):[a-z0-9-]*:\d*:([a-z-]+)\/([0-9A-Za-z-]+)$/;

/** The refused call and the error code from an error message. */
export const refusal: Keep<string> = (value) =>
  typeof value === 'string' && value !== '' ? (REFUSAL.exec(value)?.slice(1, 3).join(' of ') ?? KEPT_BACK) : undefined;

const REFUSAL = /\((\w{1,60})\) when calling the (\w{1,60}) operation/;

/** From a denied call: the missing permission and the resource type that lacks it. */
export const denial: Keep<string> = (value) =>
  typeof value === 'string' && value !== '' ? (DENIAL.exec(value)?.slice(1, 3).join(' on ') ?? KEPT_BACK) : undefined;

const DENIAL =
  /perform: ([a-z0-9-]{1,40}:\w{1,60}) on resource: arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d*:([a-z-]{1,40})\//;

/** The number of elements. */
export const count: Keep<number> = (value) =>
  Array.isArray(value)
    ? value.length
    : typeof value === 'object' && value !== null
      ? Object.keys(value).length
      : undefined;

/** Whether the member is present. */
export const presence: Keep<boolean> = (value) => value !== undefined && value !== null;

/** A list. Elements of which nothing may be kept are omitted. */
export function listOf<Kept>(keep: Keep<Kept>): Keep<Kept[]> {
  return (value, place) =>
    Array.isArray(value) ? value.flatMap((one) => keep(one, { ...place, path: `${place.path}[]` }) ?? []) : undefined;
}

/** A structure with only these members. The names of the others are reported, their values are not. */
export function members<Shape extends Record<string, Keep<unknown>>>(
  shape: Shape,
): Keep<{ [Name in keyof Shape]?: KeptOf<Shape[Name]> }> {
  return (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const kept = Object.entries(value).flatMap(([name, member]) => {
      const path = place.path === '' ? name : `${place.path}.${name}`;
      const keep = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (keep === undefined && member !== undefined && NAME.test(name)) place.leftOut(path);
      const one = keep?.(member, { ...place, path });
      return one === undefined ? [] : [[name, one] as const];
    });
    return Object.fromEntries(kept) as { [Name in keyof Shape]?: KeptOf<Shape[Name]> };
  };
}

/** Names of an API's members. The SDK adds some of its own. */
const NAME = /^[A-Za-z]\w{0,63}$/;

function asText(value: unknown, allowed: RegExp, kept: (text: string) => string): string | undefined {
  if (typeof value !== 'string') return undefined;
  return allowed.test(value) ? kept(value) : KEPT_BACK;
}
