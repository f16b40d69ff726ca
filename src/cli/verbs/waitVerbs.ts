import type { Command } from 'commander';
import { seconds } from '../durations.ts';
import { awaitDrill } from '../terminal/drillWatch.ts';
import type { Manual } from '../terminal/manual.ts';
import { addVerb } from './verb.ts';

/** drs-drill watch, wait */
export function addWaiting(program: Command): void {
  const watch = addVerb<TimeFlags>(program, 'watch <drill>', WATCH, ({ session, args: [drillId = ''], flags }) =>
    awaitDrill(session, drillId, { servers: true, ...flags }),
  );
  const wait = addVerb<TimeFlags>(program, 'wait <drill>', WAIT, ({ session, args: [drillId = ''], flags }) =>
    awaitDrill(session, drillId, { servers: false, ...flags }),
  );
  for (const command of [watch, wait]) {
    command
      .option('--timeout <duration>', 'the maximum time to wait (default no limit)', seconds)
      .option(
        '--interval <duration>',
        'the time between two requests (default 5 s, in the local world 0.5 s)',
        seconds,
      );
  }
}

interface TimeFlags {
  timeout?: number;
  interval?: number;
}

const ENDING =
  'Ends when the drill is ENDED, LEAKED or quarantined, and then prints it. The exit status is its outcome; a leak takes precedence. Ctrl-C ends only the command: the drill continues.';

const WATCH: Manual = {
  summary: 'watch a drill, server by server',
  description: `Shows a drill live on stderr, with every server: as a live view on a terminal, otherwise as one line per change. ${ENDING}`,
  examples: [
    [
      'Watch the newest drill',
      "drs-drill watch $(drs-drill drills --limit 1 --query 'drills[0].drillId' --output csv)",
    ],
  ],
};

const WAIT: Manual = {
  summary: 'wait for a drill and exit with its outcome',
  description: `Waits for a drill, with progress on stderr. ${ENDING}`,
  examples: [
    ['In a pipeline', 'drs-drill wait d-… --timeout 3h --output json > drill.json'],
    ['Start and wait in one command', 'drs-drill start --server s-… --hold 0 --reason CI --wait'],
  ],
};
