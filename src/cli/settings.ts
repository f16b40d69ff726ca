import { usageError } from './commandError.ts';
import { type Config, configPath, readConfig } from './configFile.ts';
import { type AccessToken, accessTokenOf } from './http/accessToken.ts';

/** The output formats. */
export const FORMATS = ['table', 'json', 'yaml', 'jsonl', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** When to use colours. `auto`: if the terminal supports them and NO_COLOR is not set. */
export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;
export type ColorChoice = (typeof COLOR_CHOICES)[number];

/** The options of every command. */
export interface GlobalFlags {
  api?: string;
  profile?: string;
  region?: string;
  tokenFile?: string;
  output?: Format;
  query?: string;
  color?: ColorChoice;
  requestTimeout: number;
  retries: number;
  verbose: boolean;
}

export interface Settings {
  /** The API's address without a trailing slash; undefined when not set. */
  api: URL | undefined;
  profile: string | undefined;
  region: string | undefined;
  /** The access token to send instead of a signature. */
  token: AccessToken | undefined;
  /** The credentials are those of the environment, which stay while the command runs, whoever renews them. */
  isFixed: boolean;
  output: Format;
}

/** Resolves the settings of a command: options, then the environment, then the saved configuration, then defaults. */
export function settingsOf(flags: GlobalFlags, env: NodeJS.ProcessEnv, isTerminal: boolean): Settings {
  const config = readConfig(configPath(env));
  const api = flags.api || env['DRS_DRILL_API'] || config.api;
  const profile = flags.profile ?? keptProfile(config, env);
  const token = accessTokenOf(flags, env);
  return {
    api: api === undefined ? undefined : apiUrl(api),
    profile,
    region: flags.region ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || config.region),
    token,
    isFixed: token === undefined ? profile === undefined && hasKeys(env) : flags.tokenFile === undefined,
    output: flags.output ?? keptOutput(config) ?? (isTerminal ? 'table' : 'json'),
  };
}

/** Parses a pasted address, also with the path that `npm start` prints. */
export function apiUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw usageError(
      `${text} is not a valid API address`,
      'for example --api https://API_ID.execute-api.eu-west-1.amazonaws.com',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw usageError(
      'an API address must not contain credentials: it is saved and shown in plain text',
      `--api ${url.protocol}//${url.host}; requests are signed with AWS credentials`,
    );
  }
  if (url.protocol === 'http:' && !isLocal(url)) {
    throw usageError(`${url.origin} would send signed requests in plain text`, `--api https://${url.host}`);
  }
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/v1(\/drills)?$/, '');
  url.search = '';
  url.hash = '';
  return url;
}

/** The local world listens on loopback and accepts any caller without a signature. */
export function isLocal({ hostname }: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/** How a person renews the credentials. */
export function renewalOf({ profile, token, isFixed = false }: Credentials): string {
  if (token !== undefined) return token.renewal;
  if (isFixed) return 'set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN to fresh ones';
  return profile === undefined ? 'aws sso login' : `aws sso login --profile ${profile}`;
}

/** What requests are signed with, or the token that they carry instead. */
export type Credentials = Pick<Settings, 'profile' | 'token'> & Partial<Pick<Settings, 'isFixed'>>;

/** A profile takes precedence over the keys, as in the AWS CLI. */
function hasKeys(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env['AWS_ACCESS_KEY_ID'] && env['AWS_SECRET_ACCESS_KEY'] && !env['AWS_PROFILE']);
}

/** Credentials in the environment take precedence over a saved profile. */
function keptProfile(config: Config, env: NodeJS.ProcessEnv): string | undefined {
  return env['AWS_PROFILE'] || env['AWS_ACCESS_KEY_ID'] ? undefined : config.profile;
}

function keptOutput({ output }: Config): Format | undefined {
  if (output === undefined) return undefined;
  const known = FORMATS.find((format) => format === output);
  if (known === undefined) {
    throw usageError(
      `the saved output ${output} is not a valid format`,
      `drs-drill config set output ${FORMATS.join('|')}`,
    );
  }
  return known;
}
