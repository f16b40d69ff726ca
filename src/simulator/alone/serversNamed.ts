import type { ServerOptions } from '../aws/drs/sourceServers.ts';
import { SOURCE_SERVER_ID } from '../aws/drs/validation.ts';
import type { LaunchOutcome } from '../aws/state.ts';

/** Reads the number of servers, or the options of each. Refuses invalid options, and lists the valid ones. */
export function serversOf(given: unknown): number | ServerOptions[] {
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= SERVERS_MAX) return given;
  if (!Array.isArray(given) || given.length > SERVERS_MAX)
    throw new Error(`servers must be a whole number up to ${SERVERS_MAX}, or a list such as [{"hostname": "db-1"}].`);
  return given.map(serverOf);
}

const SERVERS_MAX = 10_000;

function serverOf(given: unknown): ServerOptions {
  if (typeof given !== 'object' || given === null) throw new Error('Each of servers must be an object.');
  for (const [name, value] of Object.entries(given)) {
    const member = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
    if (member === undefined)
      throw new Error(`A server has no ${name}. It can have: ${Object.keys(MEMBERS).join(', ')}.`);
    if (!member.takes(value)) throw new Error(`${name} must be ${member.allowed}.`);
  }
  return given as ServerOptions;
}

const OUTCOMES: readonly LaunchOutcome[] = [
  'LAUNCHED',
  'FAILS_SNAPSHOT',
  'FAILS_CONVERSION',
  'FAILS_LAUNCH',
  'FAILS_LATE',
  'ENDS_AFTER_SNAPSHOT',
  'ENDS_AT_LAUNCH',
  'HANGS',
  'SKIPPED',
];

interface Member {
  takes: (value: unknown) => boolean;
  allowed: string;
}

const TEXT: Member = { takes: (value) => typeof value === 'string', allowed: 'a text' };
const SECONDS: Member = { takes: (value) => typeof value === 'number' && value >= 0, allowed: 'a number of seconds' };

/** The options of a simulated server that external tests may need. */
const MEMBERS: Readonly<Record<string, Member>> = {
  sourceServerID: {
    takes: (value) => typeof value === 'string' && SOURCE_SERVER_ID.test(value),
    allowed: 's- and 17 letters or digits',
  },
  hostname: TEXT,
  tags: { takes: (value) => typeof value === 'object' && value !== null, allowed: 'an object of texts' },
  outcome: { takes: (value) => (OUTCOMES as unknown[]).includes(value), allowed: OUTCOMES.join(', ') },
  errorText: TEXT,
  replicationState: TEXT,
  lagSeconds: SECONDS,
  launchSeconds: SECONDS,
  bootSeconds: SECONDS,
  terminateSeconds: SECONDS,
};
