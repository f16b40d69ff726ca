import { usageError } from './commandError.ts';
import { type Config, configPath, readConfig } from './configFile.ts';

/** The forms in which results are written. */
export const FORMATS = ['table', 'json', 'yaml', 'jsonl', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** When there are colours: where the terminal has them and NO_COLOR is not set, or whatever is there. */
export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;
export type ColorChoice = (typeof COLOR_CHOICES)[number];

/** The options that every command has. */
export interface GlobalFlags {
  api?: string;
  profile?: string;
  region?: string;
  output?: Format;
  query?: string;
  color?: ColorChoice;
  requestTimeout: number;
  retries: number;
  verbose: boolean;
}

export interface Settings {
  /** The API's address without a slash at its end; undefined when nobody has said it. */
  api: URL | undefined;
  profile: string | undefined;
  region: string | undefined;
  output: Format;
}

/** What holds for this command: its options before the environment, before what `config` keeps, before the default. */
export function settingsOf(flags: GlobalFlags, env: NodeJS.ProcessEnv, isTerminal: boolean): Settings {
  const config = readConfig(configPath(env));
  const api = flags.api || env['DRS_DRILL_API'] || config.api;
  return {
    api: api === undefined ? undefined : apiUrl(api),
    profile: flags.profile ?? keptProfile(config, env),
    region: flags.region ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || config.region),
    output: flags.output ?? keptOutput(config) ?? (isTerminal ? 'table' : 'json'),
  };
}

/** An address as people paste it, also with the path that `npm start` prints. */
export function apiUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw usageError(
      `${text} is not the address of an API`,
      'for example --api https://API_ID.execute-api.eu-west-1.amazonaws.com',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw usageError(
      'the address of an API holds no credentials: it is kept and shown in the clear',
      `--api ${url.protocol}//${url.host}; requests are signed with the credentials of AWS`,
    );
  }
  if (url.protocol === 'http:' && !isLocal(url)) {
    throw usageError(`${url.origin} would send what is signed in the clear`, `--api https://${url.host}`);
  }
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/v1(\/drills)?$/, '');
  url.search = '';
  url.hash = '';
  return url;
}

/** The local world is on loopback, takes no signatures, and its callers are whoever may reach it. */
export function isLocal({ hostname }: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/** How to get fresh credentials. */
export function loginOf(profile: string | undefined): string {
  return profile === undefined ? 'aws sso login' : `aws sso login --profile ${profile}`;
}

/** Credentials of the environment are nearer than a profile that was kept long ago. */
function keptProfile(config: Config, env: NodeJS.ProcessEnv): string | undefined {
  return env['AWS_PROFILE'] || env['AWS_ACCESS_KEY_ID'] ? undefined : config.profile;
}

function keptOutput({ output }: Config): Format | undefined {
  if (output === undefined) return undefined;
  const known = FORMATS.find((format) => format === output);
  if (known === undefined) {
    throw usageError(
      `output is kept as ${output}, which is no form`,
      `drs-drill config set output ${FORMATS.join('|')}`,
    );
  }
  return known;
}
