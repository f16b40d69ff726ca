import type { Command } from 'commander';
import {
  addStatisticFilters,
  FINDINGS_WANTED,
  REGRESSIONS_WANTED,
  type StatFilterFlags,
  serversWanted,
  statisticsWanted,
  trialsWanted,
} from './analystVerbs.ts';
import { type Moment, moment } from './durations.ts';
import { EXIT, type ExitStatus } from './exitStatus.ts';
import { helpOf, type Manual, setManual } from './manual.ts';
import { writeRows } from './output.ts';
import { pagesOf, rowsOf, type Wanted } from './pages.ts';
import {
  addDrillFilters,
  type DrillFilterFlags,
  drillsWanted,
  heedingJournal,
  type JournalFlags,
} from './readVerbs.ts';
import { addVerb, type Call } from './verb.ts';
import { COUNT_MAX, whole } from './wholeNumber.ts';
import { usageError } from './wrong.ts';

/** drs-drill export … */
export function addExport(program: Command): void {
  const parent = program.command('export').summary(MANUAL.summary);
  setManual(parent, MANUAL);
  addDrillFilters(
    exporting<DrillFilterFlags>(
      parent,
      'drills',
      'drills, newest first',
      rowsOfWanted(({ flags }) => drillsWanted(flags)),
    ),
  );
  exporting<JournalFlags>(parent, 'journal <drill>', 'the facts of one drill', heedingJournal).option(
    '--from-seq <number>',
    'from this entry on',
    whole(1, COUNT_MAX),
  );
  addServerExports(parent);
  addStatisticExports(parent);
}

function addServerExports(parent: Command): void {
  exporting<{ site?: string }>(
    parent,
    'servers',
    'source servers and their coverage',
    rowsOfWanted(({ flags }) => serversWanted(flags.site)),
  ).option('--site <region>', "of this Region (default the deployment's own)");
  exporting<{ from?: Moment; to?: Moment }>(
    parent,
    'trials <server>',
    'the drills of one source server',
    rowsOfWanted(({ args, flags }) => trialsWanted(args[0] ?? '', flags)),
  )
    .option('--from <time>', 'requested at or after', moment)
    .option('--to <time>', 'requested before', moment);
  exporting(
    parent,
    'findings',
    'servers that failed in their newest drill',
    rowsOfWanted(() => FINDINGS_WANTED),
  );
}

function addStatisticExports(parent: Command): void {
  addStatisticFilters(
    exporting<StatFilterFlags>(
      parent,
      'statistics',
      'what drills add up to',
      rowsOfWanted(({ flags }) => statisticsWanted(flags)),
    ),
  );
  exporting(
    parent,
    'regressions',
    'what got slower than its own history',
    rowsOfWanted(() => REGRESSIONS_WANTED),
  );
}

const FORM =
  'JSON Lines by default, CSV with --output csv: nested members become columns such as site.region, lists become JSON, what is not known is empty, and a cell that begins like a formula gets an apostrophe before it. With --file, the file appears only when it is whole.';

function exporting<Flags>(parent: Command, usage: string, what: string, act: Exporting<Flags>): Command {
  const [name = ''] = usage.split(' ');
  const file = `${name}.csv`;
  const operand = usage === name ? '' : ` ${usage.includes('server') ? 's-…' : 'd-…'}`;
  const manual: Manual = {
    summary: what,
    description: `Exports ${what}. ${FORM}`,
    examples: [['Into a spreadsheet', `drs-drill export ${name}${operand} --output csv --file ${file}`]],
    exits: [],
  };
  return addVerb<Flags & { file?: string }>(parent, usage, manual, async (call) => {
    const { session, flags } = call;
    if (session.query !== undefined)
      throw usageError('an export writes whole rows; --query goes with the lists', helpOf(call.command));
    const form = formOf(call.command);
    return act(call, (wanted) =>
      writeRows(form, wanted.listing.columns, rowsOf<unknown>(pagesOf(session, wanted)), flags.file),
    );
  }).option('--file <path>', 'write to this file (default stdout)');
}

/** Writes what is wanted, and says with what status the command ends. */
type Exporting<Flags> = (call: Call<Flags>, write: <Row>(wanted: Wanted<Row>) => Promise<void>) => Promise<ExitStatus>;

function rowsOfWanted<Flags>(wantedOf: (call: Call<Flags>) => Wanted<unknown>): Exporting<Flags> {
  return (call, write) => write(wantedOf(call)).then(() => EXIT.OK);
}

/** What the option asks for; a form that was kept for lists is not meant here. */
function formOf(command: Command): 'csv' | 'jsonl' {
  const { output } = command.optsWithGlobals<{ output?: string }>();
  if (output === undefined || output === 'jsonl') return 'jsonl';
  if (output === 'csv') return 'csv';
  throw usageError(`an export is written as csv or jsonl, not as ${output}`, '--output csv');
}

const MANUAL: Manual = {
  summary: 'write all rows of a query as CSV or JSON Lines',
  description: `Reads a query to its end, page by page, and writes each row as it arrives. ${FORM}`,
  examples: [
    [
      'All drills of a year',
      'drs-drill export drills --from 2026-01-01 --to 2027-01-01 --output csv --file drills.csv',
    ],
    ['Count outcomes without a spreadsheet', 'drs-drill export drills | jq -r .outcome | sort | uniq -c'],
  ],
  exits: [],
};
