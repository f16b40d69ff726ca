import * as z from 'zod';
import {
  AFTER_CLEANUP_SECONDS_MAX,
  ATTEMPTS_MAX,
  CHECK_SECONDS_DEFAULT,
  HOLD_SECONDS_MAX,
  SERVERS_PER_DRILL_MAX,
} from '../drill/bounds.ts';
import { formed, listOf, seconds, sourceServerId, text } from './input.ts';
import { isLinear } from './linearPattern.ts';
import { tagChoice } from './tagChoice.ts';

/** The format of a check's name, which is part of a path. */
export const CHECK_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** A check during the hold. */
export function check() {
  return z.discriminatedUnion('kind', [verdict(), http(), tcp(), unreachable(), command(), judge(), console()], {
    error: 'must be VERDICT, HTTP, TCP, UNREACHABLE, SSM, LAMBDA or CONSOLE',
  });
}

function verdict() {
  return z.strictObject({
    kind: z.literal('VERDICT').meta({ description: 'A person or a pipeline judges: PUT …/checks/{name}' }),
    ...everyCheck(),
    timeoutSeconds: seconds(1, HOLD_SECONDS_MAX)
      .optional()
      .meta({ description: 'How long the verdict may take from then on; default: until the end of the hold' }),
  });
}

function http() {
  return z.strictObject({
    kind: z.literal('HTTP').meta({ description: 'A request to each instance, by its private address' }),
    ...everyCheck(),
    ...ofServers(),
    tls: z.boolean().default(true),
    port: port().optional().meta({ description: 'Default: 443, or 80 without TLS' }),
    path: path().default('/'),
    host: host()
      .refine((name) => !/^[\d.]+$/.test(name), 'must be the name of a host, not an address')
      .optional()
      .meta({ description: 'The Host header and the name for TLS; default: the address' }),
    verifyTls: z.boolean().default(true).meta({ description: 'Whether the certificate must be valid' }),
    statuses: listOf(z.int().min(200, STATUS).max(599, STATUS), 10, 'status codes')
      .default([200])
      .meta({ description: 'The status codes that pass; no redirect is followed' }),
    bodyPattern: text(PATTERN_CHARACTERS_MAX)
      .refine(isLinear, 'must be a pattern in RE2’s syntax: without look-around and back-references')
      .optional()
      .meta({ description: 'What the first 64 KiB of the body must contain, in RE2’s syntax' }),
    attempts: attempts(),
    control: z
      .strictObject({ port: port().optional(), path: path().optional() })
      .refine((control) => Object.keys(control).length > 0, 'must have a port or a path')
      .optional()
      .meta({ description: 'The same request to another port or path, which must not pass' }),
  });
}

function tcp() {
  return z.strictObject({
    kind: z.literal('TCP').meta({ description: 'A connection to each instance, by its private address' }),
    ...everyCheck(),
    ...ofServers(),
    port: port(),
    attempts: attempts(),
    control: z.strictObject({ port: port() }).optional().meta({ description: 'A port where nothing may listen' }),
  });
}

function unreachable() {
  return z.strictObject({
    kind: z.literal('UNREACHABLE').meta({ description: 'A host that must not be reachable from where they are' }),
    ...everyCheck(),
    ...ofServers(),
    host: host().meta({ description: 'One of the deployment’s `isolationHosts`' }),
    port: port(),
    control: z
      .strictObject({ port: port() })
      .meta({ description: 'A port of each instance that must be reachable in the same run' }),
  });
}

function command() {
  return z.strictObject({
    kind: z.literal('SSM').meta({ description: 'A command document of AWS Systems Manager, run on each instance' }),
    ...everyCheck(),
    ...ofServers(),
    document: formed(/^[A-Za-z0-9_.:/-]{3,128}$/, 'must be the name of a command document').meta({
      description: 'One of the deployment’s `checkDocuments`',
    }),
    parameters: z
      .record(z.string().min(1).max(64), listOf(z.string().max(2000), 20, 'values'))
      .refine((parameters) => Object.keys(parameters).length <= 20, 'must have at most 20 parameters')
      .refine(
        (given) => !/\p{Cs}/u.test(Object.entries(given).flat(2).join(' ')),
        'must be without unpaired surrogates',
      )
      .optional()
      .meta({ description: 'The parameters of the document' }),
  });
}

function judge() {
  return z.strictObject({
    kind: z.literal('LAMBDA').meta({ description: 'A function judges the drill as a whole' }),
    ...everyCheck(),
    ...ofServers(),
    functionArn: formed(
      /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?$/,
      'must be the ARN of a Lambda function',
    ).meta({ description: 'One of the deployment’s `checkFunctions`' }),
    when: z
      .enum(['HOLDING', 'AFTER_CLEANUP'])
      .default('HOLDING')
      .meta({
        description: `AFTER_CLEANUP: once everything is proved gone; then it is not required, and takes at most ${AFTER_CLEANUP_SECONDS_MAX} s`,
      }),
  });
}

function console() {
  return z.strictObject({
    kind: z.literal('CONSOLE').meta({ description: 'The screenshot and the console output of each instance, kept' }),
    ...everyCheck(),
    ...ofServers(),
  });
}

/** What every kind of check says. */
function everyCheck() {
  return {
    name: formed(CHECK_NAME, 'must be the name of a check: 1 to 40 letters, digits, dots, hyphens or underscores'),
    afterSeconds: seconds(0, HOLD_SECONDS_MAX)
      .optional()
      .meta({ description: 'How long after the beginning of the hold it begins; default: 0' }),
    required: z
      .boolean()
      .optional()
      .meta({ description: 'Unless it passes, the drill does not; default: true, where it can be' }),
  };
}

function ofServers() {
  return {
    of: z
      .union(
        [
          z.strictObject({ wave: z.int().min(1) }),
          z.strictObject({ sourceServerIds: listOf(sourceServerId(), SERVERS_PER_DRILL_MAX, 'source server ids') }),
          z.strictObject({ tags: tagChoice() }),
        ],
        { error: 'must be one of {wave}, {sourceServerIds} and {tags}' },
      )
      .optional()
      .meta({
        description:
          'Which servers it is about: those of a wave (the first is 1), these, or those with these tags in DRS',
      }),
    timeoutSeconds: seconds(1, HOLD_SECONDS_MAX)
      .default(CHECK_SECONDS_DEFAULT)
      .meta({ description: 'How long it may take from then on' }),
  };
}

function attempts() {
  const allowed = `must be a number from 1 to ${ATTEMPTS_MAX}`;
  return z
    .int(allowed)
    .min(1, allowed)
    .max(ATTEMPTS_MAX, allowed)
    .default(1)
    .meta({ description: 'How often it is tried, until it passes' });
}

function port() {
  const allowed = 'must be a port from 1 to 65535';
  return z.int(allowed).min(1, allowed).max(65_535, allowed);
}

function path() {
  return formed(/^\/[!-~]{0,1023}$/, 'must be a path that begins with a slash: at most 1,024 visible ASCII characters');
}

function host() {
  return formed(
    /^(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$/,
    'must be the name or the IPv4 address of a host',
  );
}

const STATUS = 'must be a status code from 200 to 599';
const PATTERN_CHARACTERS_MAX = 256;
