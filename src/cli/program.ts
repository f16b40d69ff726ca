import { Argument, Command, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { seconds } from './durations.ts';
import { EXIT } from './exitStatus.ts';
import { COLOR_CHOICES, FORMATS } from './settings.ts';
import { completionScript, SHELLS, type Shell } from './terminal/completion.ts';
import { type Manual, manualPage, setManual } from './terminal/manual.ts';
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

/** The command with all its verbs. */
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
    addLists,
    addCoverage,
    addExport,
    addLever,
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
    .option('--region <region>', "the Region of the API, where its address does not tell it; a drill's own is --site")
    .addOption(
      new Option('-o, --output <form>', 'how results are written; table on a terminal, else json').choices(FORMATS),
    )
    .option('-q, --query <expression>', 'what of the result, in JMESPath')
    .addOption(
      new Option('--request-timeout <duration>', 'how long the API may take to answer')
        .argParser(seconds)
        .default(30, '30 s'),
    )
    .option(
      '--retries <count>',
      'how often a request is sent again after network errors, 429, 502, 503 and 504',
      whole(0, 20),
      3,
    )
    .addOption(
      new Option('--color <when>', 'when there are colours: where the terminal has them, always, or never')
        .choices(COLOR_CHOICES)
        .default('auto'),
    )
    .option('-v, --verbose', 'tell every request on stderr', false);
}

function addCompletion(program: Command): void {
  addVerb(program, 'completion', COMPLETION, async ({ args: [shell] }) => {
    process.stdout.write(completionScript(program, shell as Shell));
    return EXIT.OK;
  }).addArgument(new Argument('<shell>', 'which').choices(SHELLS));
}

const MANUAL: Manual = {
  summary: 'rehearse disaster recovery with AWS DRS, and clean up',
  description:
    'Starts, watches, steers and reports disaster-recovery drills, over the HTTP API of a drs-drill deployment or of the local world that `npm start` runs. Results are on stdout, everything for people on stderr, and the exit status tells scripts what became of it.',
  examples: [
    ['Which API, once and for all', 'drs-drill config set api https://API_ID.execute-api.eu-west-1.amazonaws.com'],
    [
      'Drill a server and wait for the outcome',
      'drs-drill start --server s-… --hold 30m --reason "quarterly rehearsal" --wait',
    ],
    ['What was never proved recoverable', 'drs-drill coverage'],
    ['The manual page of a command', 'drs-drill start --help'],
  ],
};

const COMPLETION: Manual = {
  summary: 'print a completion script for a shell',
  description: 'Prints the script by which bash, zsh or fish completes the verbs and options of this command.',
  examples: [
    ['bash, in ~/.bashrc', 'source <(drs-drill completion bash)'],
    ['zsh, in ~/.zshrc', 'source <(drs-drill completion zsh)'],
    ['fish', 'drs-drill completion fish > ~/.config/fish/completions/drs-drill.fish'],
  ],
  exits: [],
};
