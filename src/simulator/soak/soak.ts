import { program } from 'commander';
import { whole } from '../../cli/wholeNumber.ts';
import type { Soaked } from './soakJudge.ts';
import { soak } from './soakRun.ts';

interface Flags {
  drills: number;
  seed: number;
  speed: number;
  json: boolean;
}

/** `npm run soak`: many drills over the wire with random failures. Exits with 0 only when every promise held. */
async function main({ drills, seed, speed, json }: Flags): Promise<number> {
  process.stderr.write(`seed ${seed}\n`);
  const began = performance.now();
  const progress = (line: string) => void process.stderr.write(`${line}\n`);
  const soaked = await soak({ drills, seed, speed, progress });
  const events = report(soaked, seed, (performance.now() - began) / 1000);
  process.stdout.write(json ? `${JSON.stringify(events)}\n` : plain(events));
  return soaked.violations.length === 0 ? 0 : 1;
}

type Report = ReturnType<typeof report>;

function report(soaked: Soaked, seed: number, wallSeconds: number) {
  const { violations, drills, deadLetters, ...counts } = soaked;
  return {
    seed,
    wallSeconds: Math.round(wallSeconds),
    drills: drills.length,
    ended: drills.filter(({ phase }) => phase === 'ENDED').length,
    outcomes: counted(drills.map(({ outcome, cleanup }) => `${outcome}, ${cleanup}`)),
    whys: counted(drills.map(({ why }) => shortened(why ?? 'no reason yet'))),
    ...counts,
    deadLetters: deadLetters.length,
    deadLettersByKind: counted(deadLetters.map(({ queue, kind }) => `${queue}: ${kind}`)),
    deadLetterReasons: counted(deadLetters.flatMap(({ reasons }) => reasons.map(shortened))),
    violations,
  };
}

/** Treats reasons that differ only by an id or a number as one. */
function shortened(reason: string): string {
  return reason
    .replace(/\b(d|s|i|drsjob)-[0-9a-z]{17,24}/g, '$1-…')
    .replace(/\d+/g, 'N')
    .slice(0, 120);
}

function counted(names: string[]): Record<string, number> {
  const groups = Map.groupBy(names, (name) => name);
  const counts = [...groups].map(([name, all]) => [name, all.length] as const);
  return Object.fromEntries(counts.sort((one, other) => other[1] - one[1]));
}

function plain(events: Report): string {
  const lines = Object.entries(events).flatMap(([name, value]) => {
    if (Array.isArray(value)) return [`${name}: ${value.length}`, ...value.map((one) => `  ${one}`)];
    if (typeof value !== 'object') return [`${name}: ${value}`];
    return [`${name}:`, ...Object.entries(value).map(([key, count]) => `  ${String(count).padStart(6)}  ${key}`)];
  });
  return `${lines.join('\n')}\n`;
}

/** Forty simulated minutes pass per second while nothing is in progress. */
const SPEED = 2400;

function flagsOf(argv: string[]): Flags {
  program
    .name('npm run soak --')
    .description('Runs many drills on this machine, against a simulated AWS in which everything fails at random.')
    .option('--drills <count>', 'number of drills to request', whole(1, 10_000), 200)
    .option('--seed <number>', 'seed of the requests and of the fault rates', whole(0, 2 ** 32 - 1), 1)
    .option('--speed <seconds>', 'simulated seconds per second while nothing is in progress', whole(1, 10_000), SPEED)
    .option('--json', 'print one JSON object on stdout and nothing else', false)
    .parse(argv);
  return program.opts<Flags>();
}

try {
  process.exitCode = await main(flagsOf(process.argv));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
}
