import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { pathOf } from '../../src/cli/manual.ts';
import { makeProgram } from '../../src/cli/program.ts';

const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
const commands = all(makeProgram());

describe('the manual', () => {
  test.each(commands.map((command) => [pathOf(command), command] as const))('%s has its page', (path, command) => {
    const page = command.helpInformation();
    for (const head of [
      'NAME',
      'SYNOPSIS',
      'DESCRIPTION',
      'OPTIONS',
      'EXAMPLES',
      'EXIT STATUS',
      'ENVIRONMENT',
      'FILES',
    ]) {
      expect(page).toMatch(new RegExp(`^${head}$`, 'm'));
    }
    expect(page).toMatch(new RegExp(`^NAME\\n {4}${path} - \\S`));
    expect(page).toMatch(/^ {4}130 {2}interrupted/m);
  });

  test('every example is a command line that can be read', () => {
    const examples = commands.flatMap((command) => {
      const [, shown = ''] = /^EXAMPLES\n([\s\S]*?)^EXIT STATUS$/m.exec(command.helpInformation()) ?? [];
      return [...shown.matchAll(/^ {8}(.*)$/gm)].flatMap(([, line = '']) => callsIn(line));
    });
    expect(examples.length).toBeGreaterThan(30);
    for (const example of examples) expect(() => parse(wordsOf(example)), example).not.toThrow();
  });
});

/** Every call of the command in a line of a shell: one that stands in another, one after the other, one in a pipe. */
function callsIn(line: string): string[] {
  const inner = [...line.matchAll(/[$<]\(([^()]*)\)/g)].map(([, call = '']) => call);
  const outer = line.replace(/[$<]\([^()]*\)/g, 'd-1');
  return [...inner, ...outer.split(/ (?:\|\||&&|\||>) /)].filter((call) => call.startsWith('drs-drill '));
}

function wordsOf(call: string): string[] {
  const words = call.match(/(?:"(?:\\.|[^"])*"|'[^']*'|[^\s])+/g) ?? [];
  return words.slice(1).map((word) => word.replace(/^(["'])([\s\S]*)\1$/, '$2'));
}

/** Reads a command line as the program does, and does nothing of it. */
function parse(words: string[]): void {
  const program = makeProgram();
  for (const command of all(program)) {
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    if (command.commands.length === 0) command.action(() => undefined);
  }
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (Object(error).code !== 'commander.helpDisplayed') throw error;
  }
}
