import { Argument, Command, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { seconds } from './durations.ts';
import { addDiff } from './evidence/diffVerb.ts';
import { addEvidence } from './evidence/evidenceVerbs.ts';
import { addNotes } from './evidence/noteVerbs.ts';
import { addReplay } from './evidence/replayVerb.ts';
import { addReport } from './evidence/reportVerb.ts';
import { EXIT } from './exitStatus.ts';
import { addPage } from './page/pageVerb.ts';
import { addPlan } from './plans/planVerbs.ts';
import { addBlackout } from './schedules/blackoutVerbs.ts';
import { addSchedule } from './schedules/scheduleVerbs.ts';
import { COLOR_CHOICES, FORMATS } from './settings.ts';
import { completionScript, SHELLS, type Shell } from './terminal/completion.ts';
import { type Manual, manualPage, setManual } from './terminal/manual.ts';
import { addChecks } from './verbs/checkVerbs.ts';
import { addConfig } from './verbs/configVerb.ts';
import { addCoverage } from './verbs/coverageVerb.ts';
import { addExport } from './verbs/exportVerb.ts';
import { addLever } from './verbs/leverVerb.ts';
import { addLists } from './verbs/listVerbs.ts';
import { addReading } from './verbs/readVerbs.ts';
import { addStart } from './verbs/startVerb.ts';
import { addSteering } from './verbs/steerVerbs.ts';
import { addVerb } from './verbs/verb.ts';
import { addWaiting } from './verbs/waitVerbs.ts';
import { whole } from './wholeNumber.ts';

/** Builds the command with all its verbs. */
export function makeProgram(): Command {
  const program = new Command('drs-drill');
  setManual(program, MANUAL);
  program
    .version(manifest.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print the manual page of the command')
    .configureHelp({ showGlobalOptions: true, formatHelp: manualPage })
    .exitOverride()
    .helpCommand('help [command]', 'print the manual page of a command')
    .showSuggestionAfterError();
  addGlobalOptions(program);
  for (const add of [
    addStart,
    addWaiting,
    addReading,
    addSteering,
    addChecks,
    addNotes,
    addReport,
    addDiff,
    addEvidence,
    addReplay,
    addLists,
    addCoverage,
    addExport,
    addPlan,
    addSchedule,
    addBlackout,
    addLever,
    addPage,
    addConfig,
    addCompletion,
  ]) {
    add(program);
  }
  return program;
}

function addGlobalOptions(program: Command): void {
  program
    .option('--api <url>', 'the address of the API')
    .option('--profile <name>', 'the AWS profile to sign with')
    .option(
      '--region <region>',
      'the Region of the API, if its address does not contain it; the Region of a drill is --site',
    )
    .option('--token-file <file>', 'a file with an access token (JWT) to send instead of a signature')
    .addOption(new Option('-o, --output <form>', 'the output format; table on a terminal, else json').choices(FORMATS))
    .option('-q, --query <expression>', 'a JMESPath expression that selects from the result')
    .addOption(
      new Option('--request-timeout <duration>', 'the timeout of an API request')
        .argParser(seconds)
        .default(30, '30 s'),
    )
    .option('--retries <count>', 'the number of retries after network errors, 429, 502, 503 and 504', whole(0, 20), 3)
    .addOption(
      new Option('--color <when>', 'when to use colours: if the terminal supports them, always, or never')
        .choices(COLOR_CHOICES)
        .default('auto'),
    )
    .option('-v, --verbose', 'log every request to stderr', false);
}

function addCompletion(program: Command): void {
  addVerb(program, 'completion', COMPLETION, async ({ args: [shell] }) => {
    process.stdout.write(completionScript(program, shell as Shell));
    return EXIT.OK;
  }).addArgument(new Argument('<shell>', 'which').choices(SHELLS));
}

const MANUAL: Manual = {
  summary: 'run disaster-recovery drills with AWS DRS, and clean up after them',
  description:
    'Starts, watches, controls and reports disaster-recovery drills, through the HTTP API of a drs-drill deployment or of the local world that `npm start` runs. Results go to stdout, notes for people to stderr, and the exit status gives scripts the outcome.',
  examples: [
    ['Set the API for all commands', 'drs-drill config set api https://API_ID.execute-api.eu-west-1.amazonaws.com'],
    [
      'Drill a server and wait for the outcome',
      'drs-drill start --server s-… --hold 30m --reason "quarterly rehearsal" --wait',
    ],
    ['Servers not proved recoverable', 'drs-drill coverage'],
    ['The manual page of a command', 'drs-drill start --help'],
  ],
};

const COMPLETION: Manual = {
  summary: 'print a completion script for a shell',
  description: 'Prints a script that lets bash, zsh or fish complete the subcommands and options of this command.',
  examples: [
    ['bash, in ~/.bashrc', 'source <(drs-drill completion bash)'],
    ['zsh, in ~/.zshrc', 'source <(drs-drill completion zsh)'],
    ['fish', 'drs-drill completion fish > ~/.config/fish/completions/drs-drill.fish'],
  ],
  exits: [],
};
