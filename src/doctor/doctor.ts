import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { createClients } from './clients.ts';
import { examine, type Scope } from './examine.ts';
import { report } from './report.ts';

interface Flags {
  stage: string;
  region: string;
  sites: string;
  drillSubnets: string;
  drillSecurityGroups: string;
  all: boolean;
  json: boolean;
}

/** `npm run doctor`: checks everything that a drill needs, without changing anything. */
async function main(argv: string[]): Promise<number> {
  const { json, all, stage, region, sites, drillSubnets, drillSecurityGroups } = flagsOf(argv);
  const planned = { SITES: sites, DRILL_SUBNETS: drillSubnets, DRILL_SECURITY_GROUPS: drillSecurityGroups };
  const answer: Scope = { stage, region, planned };
  const examination = await examine(createClients(), answer);
  const isSound = !examination.chapters.some(({ findings }) => findings.some(({ status }) => status === 'FAIL'));
  const text = json
    ? `${JSON.stringify({ isSound, ...examination }, null, 2)}\n`
    : report(examination, { all, stream: process.stdout });
  process.stdout.write(text);
  return isSound ? 0 : 1;
}

const USAGE = 2;

function flagsOf(argv: string[]): Flags {
  const program = new Command('npm run doctor --')
    .description('Checks everything that a drill needs, with the default AWS credential chain. Read-only.')
    .option('--stage <stage>', 'stage of the deployment', formed(STAGE), 'dev')
    .option('--region <region>', 'its Region', formed(REGION), process.env['AWS_REGION'] ?? 'eu-west-1')
    .option(
      '--sites <regions>',
      'before a deployment: other Regions for drills, separated by commas',
      formed(REGIONS),
      '',
    )
    .option('--drill-subnets <ids>', 'before a deployment: subnets for drills, separated by commas', '')
    .option('--drill-security-groups <ids>', 'before a deployment: security groups for drills, separated by commas', '')
    .option('--all', 'also show passed checks', false)
    .option('--json', 'print only one JSON object to stdout', false)
    .addHelpText('after', '\n0: sound · 1: something failed · 2: the command line is wrong')
    .exitOverride();
  return program.parse(argv, { from: 'user' }).opts<Flags>();
}

interface Form {
  pattern: RegExp;
  says: string;
}

const STAGE: Form = {
  pattern: /^[A-Za-z][A-Za-z0-9-]{0,30}$/,
  says: 'It must have letters, digits and hyphens, as in prod.',
};
const REGION: Form = { pattern: /^[a-z]{2}(-[a-z]+)+-\d$/, says: 'It must be the name of a Region, as in eu-west-1.' };
const REGIONS: Form = {
  pattern: /^[a-z]{2}(-[a-z]+)+-\d(,[a-z]{2}(-[a-z]+)+-\d)*$/,
  says: 'It must name Regions, separated by commas, as in eu-west-1,us-east-1.',
};

/** Validates the value of an option. */
function formed({ pattern, says }: Form): (text: string) => string {
  return (text) => {
    if (pattern.test(text)) return text;
    throw new InvalidArgumentError(says);
  };
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // Commander has already printed the message.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
  else {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
