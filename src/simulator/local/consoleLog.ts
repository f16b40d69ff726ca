import { cell, flattened } from '../../cli/terminal/csv.ts';
import { plain } from '../../cli/terminal/grid.ts';
import type { Log } from '../../flow/ports.ts';

/** A log of errors for the person who started the local world, one line each. Repeated lines are counted. */
export function consoleLog(write: (line: string) => void): Log {
  const times = new Map<string, number>();
  return {
    // Successes show in the drills themselves.
    info: () => undefined,
    error: (message, details) => {
      const line = sentence(message, details);
      const same = line.replace(/\d+/g, '#');
      const count = (times.get(same) ?? 0) + 1;
      times.set(same, count);
      if (count === 1) write(`${line}\n`);
      else if (isReported(count)) write(`${line} (${count} times by now)\n`);
    },
  };
}

/** The 10th time, the 100th and so on. */
function isReported(count: number): boolean {
  return /^10+$/.test(String(count));
}

function sentence(message: string, details: Record<string, unknown>): string {
  const said = Object.entries(flattened(details)).map(([name, value]) => `${words(name)} ${withoutStack(cell(value))}`);
  return plain([message, said.join(', ')].filter(Boolean).join(': '));
}

/** `functionName` in words. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('.', ' ');
}

function withoutStack(text: string): string {
  return text.split(/\n\s+at /)[0] ?? text;
}
