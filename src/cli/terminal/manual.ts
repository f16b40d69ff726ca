import type { Command, Help, Option } from 'commander';
import { EXIT_SAID, type ExitStatus } from '../exitStatus.ts';
import { lineWidth, wrapped } from './wrapping.ts';

/** The manual of a command, apart from its options. */
export interface Manual {
  /** A short phrase for lists of commands. */
  summary: string;
  description: string;
  /** The purpose and the command. */
  examples: [string, string][];
  /** Its exit statuses in addition to 0 to 3 and 130; all of them by default. */
  exits?: ExitStatus[];
}

const manuals = new WeakMap<Command, Manual>();

export function setManual(command: Command, manual: Manual): void {
  manuals.set(command, manual);
  command.description(manual.description).configureOutput({
    outputError: (text, write) => write(`${harmless(text).replace(/^error:/, 'drs-drill:')}fix: ${helpOf(command)}\n`),
  });
}

/** Never suggests --force or --yes after a typing error. */
function harmless(text: string): string {
  return text.replace(/\n\(Did you mean [^)]*--(force|yes)\b[^)]*\)/, '');
}

/** The help command of a command. */
export function helpOf(command: Command): string {
  if (command.parent === null) return `${command.name()} help`;
  const isVerb = command.parent.parent === null;
  return isVerb ? `${pathOf(command.parent)} help ${command.name()}` : `${pathOf(command)} --help`;
}

/** The manual page of a command, as `--help` prints it. */
export function manualPage(command: Command, help: Help): string {
  const manual = manuals.get(command);
  const name = pathOf(command);
  const options = help.visibleOptions(command).map((option) => optionTerm(option, help));
  const args = help.visibleArguments(command).map((one): Term => [one.name(), one.description]);
  const commands = help
    .visibleCommands(command)
    .map((one): Term => [help.subcommandTerm(one), one.summary() || one.description()]);
  return [
    section('NAME', filled(`${name}${manual === undefined ? '' : ` - ${manual.summary}`}`)),
    section('SYNOPSIS', help.commandUsage(command)),
    section('DESCRIPTION', filled(command.description())),
    section('ARGUMENTS', terms(args)),
    section('COMMANDS', terms(commands)),
    section('OPTIONS', terms(options)),
    section(
      'EXAMPLES',
      (manual?.examples ?? []).map(([what, how]) => `${filled(`${what}:`)}\n    ${how}`).join('\n\n'),
    ),
    section('EXIT STATUS', terms(exits(manual))),
    ...(command.parent === null ? shared() : [section('SEE ALSO', filled(SEE_ALSO))]),
  ].join('');
}

/** The sections that apply to every command, shown only on the first page. */
function shared(): string[] {
  return [section('ENVIRONMENT', terms(ENVIRONMENT)), section('FILES', terms(FILES))];
}

const SEE_ALSO = 'drs-drill help: options of every command, exit statuses, environment, and files';

type Term = [string, string];

const INDENT = 4;
const WIDTH_MAX = 92;
const WIDTH_MIN = 36;
const TERM_WIDTH_MAX = 34;

/** As wide as the terminal, up to a readable width. */
function pageWidth(): number {
  return Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, lineWidth(process.stdout) - INDENT));
}

function filled(text: string): string {
  return wrapped(text, pageWidth()).join('\n');
}

const ENVIRONMENT: Term[] = [
  ['DRS_DRILL_API', 'the address of the API, if --api is not given'],
  [
    'DRS_DRILL_TOKEN',
    'an access token (JWT) to send instead of a signature, if neither --token-file nor --profile is given',
  ],
  ['AWS_PROFILE, AWS_REGION, AWS_…', 'credentials and Region as every AWS tool reads them; the local world needs none'],
  ['NO_COLOR', 'set: no colours, unless --color always'],
  ['COLUMNS', 'the width of tables without a terminal'],
  ['XDG_CONFIG_HOME', 'the folder of the configuration'],
];

const FILES: Term[] = [
  ['~/.config/drs-drill/config.json', 'the settings saved by `drs-drill config`: api, profile, region, output'],
];

/** The full command with its parents, as typed. */
export function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function optionTerm(option: Option, help: Help): Term {
  const { argChoices, defaultValue, defaultValueDescription } = option;
  const notes = [
    ...(argChoices === undefined ? [] : [`one of ${argChoices.join(', ')}`]),
    ...(defaultValueDescription === undefined && typeof defaultValue !== 'number' && typeof defaultValue !== 'string'
      ? []
      : [`default ${defaultValueDescription ?? defaultValue}`]),
    ...(option.mandatory ? ['required'] : []),
  ];
  return [help.optionTerm(option), `${option.description}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`];
}

function exits(manual: Manual | undefined): Term[] {
  const all = Object.entries(EXIT_SAID).map(([status, said]): Term => [status, said]);
  const own = manual?.exits?.map(String);
  return own === undefined ? all : all.filter(([status]) => own.includes(status));
}

function section(head: string, text: string): string {
  return text === '' ? '' : `${head}\n${indented(text, INDENT)}\n\n`;
}

/** Keeps terms to less than half of a narrow page. */
const TERM_SHARE_MAX = 0.4;

/** Short terms are next to their description, long ones above it. */
function terms(listed: Term[]): string {
  const termWidthMax = Math.min(TERM_WIDTH_MAX, Math.floor(pageWidth() * TERM_SHARE_MAX));
  const width = Math.min(termWidthMax, Math.max(0, ...listed.map(([term]) => term.length + 2)));
  const lines = listed.map(([term, said]) => {
    const text = indented(wrapped(said, pageWidth() - width).join('\n'), width);
    return term.length + 2 > width ? `${term}\n${text}` : term.padEnd(width) + text.slice(width);
  });
  return lines.join('\n');
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}
