import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { usageError } from './commandError.ts';

/** The settings that can be saved between commands. */
export const CONFIG_KEYS = ['api', 'profile', 'region', 'output'] as const;
export type ConfigKey = (typeof CONFIG_KEYS)[number];
export type Config = Partial<Record<ConfigKey, string>>;

/** The path of the configuration file (XDG Base Directory specification). */
export function configPath(env: NodeJS.ProcessEnv): string {
  const home = env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  return join(home, 'drs-drill', 'config.json');
}

/** Reads the saved settings; empty without a file. */
export function readConfig(path: string): Config {
  const text = textOf(path);
  if (text === undefined) return {};
  const kept = parsed(text, path);
  const known = CONFIG_KEYS.flatMap((key) => {
    const value = Object(kept)[key];
    return typeof value === 'string' ? [[key, value]] : [];
  });
  return Object.fromEntries(known);
}

/** Saves the settings atomically: a reader sees the old file or the new one. */
export function writeConfig(path: string, config: Config): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(config, null, 2)}\n`);
  renameSync(temporary, path);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (Object(error).code === 'ENOENT') return undefined;
    throw usageError(`${path} cannot be read: ${Object(error).code}`);
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw usageError(`${path} is not JSON: ${error.message}`, `repair the file, or remove it: rm ${path}`);
  }
}
