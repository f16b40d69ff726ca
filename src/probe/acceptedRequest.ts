import { isIP } from 'node:net';
import { patternOf } from './pattern.ts';
import type { ProbeRequest } from './probeRequest.ts';

/** Accepts a request, or throws what is wrong where: `targets[3].port: must be a whole number from 1 to 65535`. */
export function acceptedRequest(request: unknown): ProbeRequest {
  if (!isObject(request)) throw new Error('the request: must be an object');
  check('', request, { budgetMilliseconds: MILLISECONDS, targets: list(0, TARGETS_MAX, target) });
  const accepted = request as unknown as ProbeRequest;
  const ids = accepted.targets.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0) throw new Error(`targets[${twice}].id: must differ from those before it`);
  return accepted;
}

/** Throws what is wrong with a value, naming its place. */
type Rule = (place: string, value: unknown) => void;

const TARGETS_MAX = 50;
const STATUSES_MAX = 50;
/** Lambda quotas: a function runs for at most 15 minutes. */
const MILLISECONDS = whole(1, 900_000);
const PORT = whole(1, 65_535);
const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const NAME = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`, 'i');
const PATH = /^\/[!-~]{0,2047}$/;
const PATTERN_LENGTH_MAX = 1000;

const EVERY: Record<string, Rule> = {
  id: text((id) => id.length >= 1 && id.length <= 200, 'a text of 1 to 200 characters'),
  kind: oneOf('HTTP', 'TCP', 'HOST'),
  port: PORT,
  timeoutMilliseconds: MILLISECONDS,
};
/** Whether the probe connects to it is for the result of the target to say. */
const ADDRESS = text((address) => address.length <= 253, 'a text of at most 253 characters');

const HTTP: Record<string, Rule> = {
  ...EVERY,
  address: ADDRESS,
  tls: oneOf(true, false),
  path: text((path) => PATH.test(path), 'visible ASCII after a slash, at most 2,048 characters'),
  // Neither SNI nor the Host header of a site is an address (RFC 6066).
  host: optional(text((host) => NAME.test(host) && isIP(host) === 0, 'a DNS name')),
  verifyTls: optional(oneOf(false)),
  statuses: list(1, STATUSES_MAX, whole(200, 599)),
  bodyPattern: optional(pattern),
};

/** What a target of each kind may have. */
const KINDS = new Map<unknown, Record<string, Rule>>([
  ['HTTP', HTTP],
  ['TCP', { ...EVERY, address: ADDRESS }],
  ['HOST', { ...EVERY, host: text((host) => NAME.test(host) || isIP(host) !== 0, 'a DNS name or an IP address') }],
]);

function target(place: string, value: unknown): void {
  if (!isObject(value)) throw new Error(`${place}: must be an object`);
  check(`${place}.`, value, KINDS.get(value['kind']) ?? EVERY);
}

function check(prefix: string, value: Record<string, unknown>, members: Record<string, Rule>): void {
  for (const [name, rule] of Object.entries(members)) rule(`${prefix}${name}`, value[name]);
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(members, name));
  if (unknown !== undefined) throw new Error(`${prefix}${unknown}: is not a member of it`);
}

function whole(least: number, most: number): Rule {
  return (place, value) => {
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return;
    throw new Error(`${place}: must be a whole number from ${least} to ${most}`);
  };
}

function text(isRight: (value: string) => boolean, wanted: string): Rule {
  return (place, value) => {
    if (typeof value !== 'string' || !isRight(value)) throw new Error(`${place}: must be ${wanted}`);
  };
}

function oneOf(...values: unknown[]): Rule {
  return (place, value) => {
    if (!values.includes(value)) throw new Error(`${place}: must be ${values.join(' or ')}`);
  };
}

function optional(rule: Rule): Rule {
  return (place, value) => {
    if (value !== undefined) rule(place, value);
  };
}

function list(least: number, most: number, each: Rule): Rule {
  return (place, value) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) {
      throw new Error(`${place}: must be a list of ${least} to ${most}`);
    }
    value.forEach((one, index) => {
      each(`${place}[${index}]`, one);
    });
  };
}

function pattern(place: string, value: unknown): void {
  text((source) => source.length <= PATTERN_LENGTH_MAX, `at most ${PATTERN_LENGTH_MAX} characters`)(place, value);
  try {
    patternOf(String(value));
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : 'is not a pattern'}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
