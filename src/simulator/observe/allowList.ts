import { isId, type Pseudonyms } from './pseudonyms.ts';

/** Takes from a value what may be kept of it; undefined: nothing. */
export type Keep<Kept> = (value: unknown, place: Place) => Kept | undefined;

/** What a Keep keeps. */
export type KeptOf<Kind> = Kind extends Keep<infer Kept> ? Kept : never;

/** Where in an answer a value stands. */
export interface Place {
  names: Pseudonyms;
  path: string;
  /** Hears of the members that were left out, by name. */
  leftOut(path: string): void;
}

/** Stands for a text that is not kept. */
export const KEPT_BACK = '…';

/** The word of an enumeration; what has the form of an id is none. */
export const word: Keep<string> = (value, { names }) =>
  asText(value, WORD, (text) => (isId(text) ? names.of(text) : text));

const WORD = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** The name of an AWS service: `drs.amazonaws.com`. */
export const service: Keep<string> = (value) => asText(value, SERVICE, (text) => text);

const SERVICE = /^[a-z0-9-]{1,40}\.amazonaws\.com$/;

/** The code of an error or of a reason, as EC2 and CloudTrail write it: `Client.UnauthorizedOperation`. */
export const code: Keep<string> = (value) => asText(value, CODE, (text) => text);

const CODE = /^((Client|Server)\.)?[A-Za-z]{1,64}$/;

/** A moment as it was written, for its form; one that an SDK has read, as RFC 3339 writes it. */
export const moment: Keep<string> = (value) =>
  value instanceof Date
    ? Number.isNaN(value.getTime())
      ? KEPT_BACK
      : value.toISOString()
    : asText(value, MOMENT, (text) => text);

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

export const flag: Keep<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

export const number: Keep<number> = (value) => (typeof value === 'number' ? value : undefined);

/** An id, under its pseudonym. */
export const id: Keep<string> = (value, { names }) =>
  typeof value === 'string' && value !== '' ? names.of(value) : undefined;

/** Of an ARN, the service, the kind of resource and its id; neither account nor Region. */
export const arn: Keep<string> = (value, { names }) =>
  asText(value, ARN, (text) => {
    const [, service, kind = '', resource = ''] = ARN.exec(text) ?? [];
    return `arn:aws:${service}:*:*:${kind}/${names.of(resource)}`;
  });

const ARN = /^arn:aws[a-z-]*:(drs|ec2):[a-z0-9-]*:\d*:([a-z-]+)\/([0-9A-Za-z-]+)$/;

/** Of an error's text, which call was refused, and how. */
export const refusal: Keep<string> = (value) =>
  typeof value === 'string' && value !== '' ? (REFUSAL.exec(value)?.slice(1, 3).join(' of ') ?? KEPT_BACK) : undefined;

const REFUSAL = /\((\w{1,60})\) when calling the (\w{1,60}) operation/;

/** Of a denied call, the right that was missing and the kind of resource that it was missing on. */
export const denial: Keep<string> = (value) =>
  typeof value === 'string' && value !== '' ? (DENIAL.exec(value)?.slice(1, 3).join(' on ') ?? KEPT_BACK) : undefined;

const DENIAL =
  /perform: ([a-z0-9-]{1,40}:\w{1,60}) on resource: arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d*:([a-z-]{1,40})\//;

/** How many there are. */
export const count: Keep<number> = (value) =>
  Array.isArray(value)
    ? value.length
    : typeof value === 'object' && value !== null
      ? Object.keys(value).length
      : undefined;

/** Whether it is there at all. */
export const presence: Keep<boolean> = (value) => value !== undefined && value !== null;

/** A list; what cannot be kept of it at all is not in it. */
export function listOf<Kept>(keep: Keep<Kept>): Keep<Kept[]> {
  return (value, place) =>
    Array.isArray(value) ? value.flatMap((one) => keep(one, { ...place, path: `${place.path}[]` }) ?? []) : undefined;
}

/** A structure: of these members, what may be kept; the others' names are told, their values are not. */
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

/** Names of an API's members; the SDK puts some of its own beside them. */
const NAME = /^[A-Za-z]\w{0,63}$/;

function asText(value: unknown, allowed: RegExp, kept: (text: string) => string): string | undefined {
  if (typeof value !== 'string') return undefined;
  return allowed.test(value) ? kept(value) : KEPT_BACK;
}
