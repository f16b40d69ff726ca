import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { makeProgram } from '../../src/cli/program.ts';
import { pathOf } from '../../src/cli/terminal/manual.ts';

const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
const commands = all(makeProgram());

describe('the manual', () => {
  test.each(commands.map((command) => [pathOf(command), command] as const))('%s has its page', (path, command) => {
    const page = command.helpInformation();
    for (const head of ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'OPTIONS', 'EXAMPLES']) {
      expect(page).toMatch(new RegExp(`^${head}$`, 'm'));
    }
    expect(page).toMatch(new RegExp(`^NAME\\n {4}${path} - \\S`));
  });

  test('the first page has what all commands share, and the pages of the verbs refer to it', () => {
    const [first, ...verbs] = commands.map((command) => command.helpInformation());
    for (const shared of [/^ {4}--request-timeout/m, /^ENVIRONMENT$/m, /^FILES$/m, /^ {4}130 {2}interrupted/m]) {
      expect(first).toMatch(shared);
    }
    for (const page of verbs) {
      expect(page).not.toMatch(/--request-timeout|^ENVIRONMENT$|^FILES$/m);
      expect(page).toMatch(/^SEE ALSO\n {4}drs-drill help/m);
    }
  });

  test.each([
    ['wait', ['0', '3', '4', '5', '6', '7', '130']],
    ['leaks', ['6']],
    ['drills', []],
  ])('%s lists the exit statuses %j, which not every command has', (verb, statuses) => {
    const page = commands.find((command) => command.name() === verb)?.helpInformation() ?? '';
    const reported = [...page.matchAll(/^ {4}(\d+) {2}/gm)].map(([, status]) => status);
    expect(reported).toEqual(expect.arrayContaining(statuses));
    if (statuses.length < 2) expect(reported).toEqual(statuses);
  });

  test('no page is wider than the terminal, except for commands to copy and longer words', () => {
    const before = process.env['COLUMNS'];
    process.env['COLUMNS'] = '60';
    try {
      for (const command of commands) {
        const lines = command.helpInformation().split('\n');
        const wide = lines.filter((line) => line.length > 60 && !/drs-drill |--\S+ <\S+>$/.test(line));
        expect(wide, pathOf(command)).toEqual([]);
      }
    } finally {
      if (before === undefined) delete process.env['COLUMNS'];
      else process.env['COLUMNS'] = before;
    }
  });

  test('a mistyped option suggests a similar one, but never --force or --yes', () => {
    const said = (...argv: string[]) => {
      const program = makeProgram();
      const errors: string[] = [];
      for (const command of all(program)) command.configureOutput({ writeErr: (text) => void errors.push(text) });
      expect(() => program.parse(argv, { from: 'user' })).toThrow();
      return errors.join('');
    };
    expect(said('hold', 'd-1', '--unti', 'x')).toContain('(Did you mean --until?)');
    for (const word of ['--for', '--forse', '--yess'])
      expect(said('hold', 'd-1', word)).toMatch(/^drs-drill: unknown option '--\w+'\nfix: drs-drill help hold\n$/);
  });

  test('every example is a valid command line', () => {
    const examples = commands.flatMap((command) => {
      const [, shown = ''] = /^EXAMPLES\n([\s\S]*?)^[A-Z]/m.exec(command.helpInformation()) ?? [];
      return [...shown.matchAll(/^ {8}(.*)$/gm)].flatMap(([, line = '']) => callsIn(line));
    });
    expect(examples.length).toBeGreaterThan(30);
    for (const example of examples) expect(() => parse(wordsOf(example)), example).not.toThrow();
  });
});

/** Every call of the command in a shell line: nested, in sequence, or in a pipe. */
function callsIn(line: string): string[] {
  const inner = [...line.matchAll(/[$<]\(([^()]*)\)/g)].map(([, call = '']) => call);
  const outer = line.replace(/[$<]\([^()]*\)/g, 'd-1');
  return [...inner, ...outer.split(/ (?:\|\||&&|\||>) /)].filter((call) => call.startsWith('drs-drill '));
}

function wordsOf(call: string): string[] {
  const words = call.match(/(?:"(?:\\.|[^"])*"|'[^']*'|[^\s])+/g) ?? [];
  return words.slice(1).map((word) => word.replace(/^(["'])([\s\S]*)\1$/, '$2'));
}

/** Parses a command line as the program does, without running it. */
function parse(words: string[]): void {
  const program = makeProgram();
  for (const command of all(program)) {
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    const acts = command.commands.length === 0 || command.registeredArguments.length > 0;
    if (acts) command.action(() => undefined);
  }
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (Object(error).code !== 'commander.helpDisplayed') throw error;
  }
}
