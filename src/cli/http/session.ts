import { randomUUID } from 'node:crypto';
import { usageError } from '../commandError.ts';
import { type ColorChoice, type GlobalFlags, type Settings, settingsOf } from '../settings.ts';
import { plain } from '../terminal/grid.ts';
import { print, type Result } from '../terminal/output.ts';
import { download } from './download.ts';
import { type Ask, askTime, send, type Transport } from './httpClient.ts';
import { signatureFor } from './signature.ts';
import type { Answer } from './tried.ts';

/** The session of one command. */
export interface Session {
  settings: Settings;
  query: string | undefined;
  interrupted: AbortSignal;
  /** What requests to the API are sent with. */
  readonly transport: Transport;
  /** Sends a GET request. */
  get<Body>(path: string, query?: Ask['query'], how?: Pick<Ask, 'patient'>): Promise<Answer<Body>>;
  /** Gets an answer as a text of this media type. */
  text(path: string, type: string): Promise<string>;
  /** Gets a file from an address that needs no credentials. */
  download(url: string): Promise<Uint8Array>;
  /** The time on the API's clock. */
  now(): Promise<number>;
  /** Sends a write; retries with the same key take effect once. */
  write<Body>(ask: Ask, idempotencyKey: string): Promise<Answer<Body>>;
  /** Writes a result to stdout in the requested format. */
  show(result: Result): Promise<void>;
  /** Writes a note for people to stderr. */
  note(line: string): void;
}

/** Opens a session from the options, the environment and the saved configuration. */
export function openSession(flags: GlobalFlags, interrupted: AbortSignal): Session {
  chooseColours(flags.color);
  // Read lazily, so that `config` can repair an invalid saved setting.
  let read: Settings | undefined;
  const settings = () => {
    read ??= settingsOf(flags, process.env, process.stdout.isTTY === true);
    return read;
  };
  // Only a command that calls the API needs its address.
  let opened: Transport | undefined;
  const transport = () => {
    opened ??= openTransport(settings(), flags, interrupted);
    return opened;
  };
  return {
    get settings() {
      return settings();
    },
    get transport() {
      return transport();
    },
    query: flags.query,
    interrupted,
    get: (path, query = {}, how = {}) => send(transport(), { method: 'GET', path, query, ...how }),
    text: async (path, type) => (await send<string>(transport(), { method: 'GET', path, type })).body,
    download: (url) => download(transport(), url),
    now: () => askTime(transport()),
    write: (ask, key) => send(transport(), { ...ask, headers: { ...ask.headers, 'idempotency-key': key } }),
    show: (result) => print(result, { output: settings().output, query: flags.query }),
    note: (line) => void process.stderr.write(`${plain(line)}\n`),
  };
}

/** `util.styleText` reads the environment, so the choice is set there. */
function chooseColours(choice: ColorChoice = 'auto'): void {
  if (choice === 'auto') return;
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS']) delete process.env[name];
  process.env[choice === 'always' ? 'FORCE_COLOR' : 'NO_COLOR'] = '1';
}

/** The given idempotency key, or a new one. */
export function keyOf({ idempotencyKey }: { idempotencyKey?: string }): string {
  return idempotencyKey ?? randomUUID();
}

function openTransport(settings: Settings, flags: GlobalFlags, interrupted: AbortSignal): Transport {
  const { api, profile, token, isFixed } = settings;
  if (api === undefined) {
    throw usageError(
      'the address of the API is missing',
      '--api URL, DRS_DRILL_API=URL, or permanently: drs-drill config set api URL (`npm start` prints that of the local world)',
    );
  }
  return {
    api,
    profile,
    token,
    isFixed,
    sign: signatureFor(api, settings),
    timeoutSeconds: flags.requestTimeout,
    retries: flags.retries,
    interrupted,
    log: (line) => void (flags.verbose && process.stderr.write(`${plain(line)}\n`)),
  };
}
