import type { Command } from 'commander';
import { makeProgram } from './program.ts';
import { pathOf } from './terminal/manual.ts';

const BEGIN = '<!-- manual: npm run docs:cli writes from here on -->';
const END = '<!-- manual -->';

/** Replaces the manual pages in docs/cli.md with the current output of the program. */
export function withManual(page: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from === -1 || to < from) throw new Error(`docs/cli.md has no place for the manual pages: ${BEGIN} … ${END}`);
  const sections = commandsOf(makeProgram()).map(sectionOf);
  return page.slice(0, from) + [BEGIN, ...sections, END].join('\n\n') + page.slice(to + END.length);
}

function sectionOf(command: Command): string {
  return [`### ${pathOf(command)}`, `\`\`\`text\n${command.helpInformation().trimEnd()}\n\`\`\``].join('\n\n');
}

/** A command, followed by its subcommands. */
function commandsOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(commandsOf)];
}
