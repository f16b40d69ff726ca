import type { Command } from 'commander';
import { usageError } from '../commandError.ts';
import { CONFIG_KEYS, type Config, type ConfigKey, configPath, readConfig, writeConfig } from '../configFile.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import type { Session } from '../http/session.ts';
import { apiUrl, FORMATS, type GlobalFlags } from '../settings.ts';
import { sheet } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill config */
export function addConfig(program: Command): void {
  addVerb<GlobalFlags>(program, 'config', MANUAL, config)
    .argument('[action]', 'show (default), get, set, unset, or path')
    .argument('[key]', `one of ${CONFIG_KEYS.join(', ')}`)
    .argument('[value]', 'the value to save');
}

async function config({
  session,
  flags,
  args: [action = 'show', name, value],
}: Call<GlobalFlags>): Promise<ExitStatus> {
  const path = configPath(process.env);
  const kept = readConfig(path);
  switch (action) {
    case 'show':
      await session.show({ document: kept, table: () => sheet(Object.entries(kept)) || `nothing is saved in ${path}` });
      return EXIT.OK;
    case 'path':
      return print(session, flags, path);
    case 'get':
      return print(session, flags, kept[keyIn(name)] ?? null);
    case 'set':
      writeConfig(path, { ...kept, ...checked(keyIn(name), value) });
      return EXIT.OK;
    case 'unset':
      writeConfig(path, { ...kept, [keyIn(name)]: undefined });
      return EXIT.OK;
    default:
      throw usageError(`config has no action ${action}`, 'one of show, get, set, unset, path');
  }
}

/** Prints the bare text for scripts, unless another format is requested. */
async function print(session: Session, { output, query }: GlobalFlags, text: string | null): Promise<ExitStatus> {
  if (output === undefined && query === undefined) process.stdout.write(`${text ?? ''}\n`);
  else await session.show({ document: text, table: () => text ?? '' });
  return EXIT.OK;
}

function keyIn(name: string | undefined): ConfigKey {
  const key = CONFIG_KEYS.find((one) => one === name);
  if (key !== undefined) return key;
  throw usageError(
    `${name === undefined ? 'the key is missing' : `${name} is not a setting`}`,
    `one of ${CONFIG_KEYS.join(', ')}`,
  );
}

function checked(key: ConfigKey, value: string | undefined): Config {
  if (value === undefined || value === '')
    throw usageError(`no value for ${key}`, `drs-drill config unset ${key} removes it`);
  if (key === 'api') return { api: apiUrl(value).href.replace(/\/$/, '') };
  if (key === 'output' && !FORMATS.some((format) => format === value)) {
    throw usageError(`${value} is not an output format`, `one of ${FORMATS.join(', ')}`);
  }
  return { [key]: value };
}

const MANUAL: Manual = {
  summary: 'save the address of the API and other defaults',
  description:
    'Shows, sets or removes saved settings. Options take precedence over the environment, and the environment over saved settings. Credentials are never saved.',
  examples: [
    ['Set the API for all commands', 'drs-drill config set api https://API_ID.execute-api.eu-west-1.amazonaws.com'],
    ['Set the profile', 'drs-drill config set profile drills'],
  ],
  exits: [],
};
