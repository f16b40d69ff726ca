import { Option, program } from 'commander';
import { whole } from '../../cli/wholeNumber.ts';
import type { DemonstrationShape } from './demonstration.ts';

/** The flags of `npm start`. */
export interface Flags extends DemonstrationShape {
  port: number;
  awsPort: number;
  page: boolean;
  pagePort?: number;
  once: boolean;
  json: boolean;
  speed: number;
  seed: number;
  demo: boolean;
  data?: string;
  restored?: string;
  application?: number;
}

/** Reads the flags, or ends with what is wrong. */
export function flagsOf(argv: string[]): Flags {
  program
    .name('npm start --')
    .description('Runs drs-drill on this machine, against a simulated AWS, with two example drills.')
    .option('--port <port>', 'port of the HTTP API', whole(0, 65_535), 0)
    .option('--aws-port <port>', 'port of the simulated AWS', whole(0, 65_535), 0)
    .option(
      '--page-port <port>',
      'port of the page; otherwise 8378, or any free one if that is taken',
      whole(0, 65_535),
    )
    .option('--no-page', 'no page')
    .option('--once', 'end after the demonstration; 0 only when it ended as planned', false)
    .option('--json', 'print one JSON object on stdout, and nothing else', false)
    .option('--servers <count>', 'servers of the world; half of them in a drill that passes', whole(1, 300), 6)
    .option('--no-demo', 'no example drills')
    .addOption(
      new Option('--fail <count>', 'servers that fail to launch, in the second drill; 0: one drill with all servers')
        .argParser(whole(0, 150))
        .default(1),
    )
    .option('--speed <seconds>', 'simulated seconds per second while idle', whole(1, 10_000), SPEED)
    .option('--seed <number>', 'seed of all random choices', whole(0, 2 ** 32 - 1), 1)
    .option('--data <folder>', 'keep all state here between runs; the demonstration is shown once')
    .option(
      '--application <port>',
      'port of a server on this machine that plays the applications of the instances',
      whole(1, 65_535),
    )
    .option('--restored <name>', 'new name for a restored table: the table in the folder is an older copy')
    .addHelpText('after', '\n0: ended as planned · 1: did not · 2: could not start, with the reason')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : COULD_NOT_START))
    .parse(argv);
  const flags = program.opts<Flags>();
  const others = Math.ceil(flags.servers / 2);
  if (flags.fail > others)
    program.error(`--fail may be at most ${others}: the other servers are in the drill that passes`);
  return flags;
}

/** The exit status when nothing was started. */
export const COULD_NOT_START = 2;

/** An hour of drills in about 40 seconds. */
const SPEED = 120;
