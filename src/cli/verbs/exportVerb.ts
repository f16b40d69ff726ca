import type { Command } from 'commander';
import { usageError } from '../commandError.ts';
import { pagesOf, rowsOf } from '../http/pages.ts';
import { helpOf, type Manual, setManual } from '../terminal/manual.ts';
import { writeRows } from '../terminal/output.ts';
import type { List, ListFlags } from './list.ts';
import { LEVER_LISTS, LISTS, PLAN_LISTS, SCHEDULE_LISTS } from './lists.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill export …: every list under its own name */
export function addExport(program: Command): void {
  const parent = grouped(program, 'export', MANUAL);
  for (const list of LISTS) addExporting(parent, list);
  const lever = grouped(parent, 'lever', LEVER_MANUAL);
  for (const list of LEVER_LISTS) addExporting(lever, list);
  const plan = grouped(parent, 'plan', PLAN_MANUAL);
  for (const list of PLAN_LISTS) addExporting(plan, list);
  const schedule = grouped(parent, 'schedule', SCHEDULE_MANUAL);
  for (const list of SCHEDULE_LISTS) addExporting(schedule, list);
}

function grouped(parent: Command, name: string, manual: Manual): Command {
  const group = parent.command(name).summary(manual.summary);
  setManual(group, manual);
  return group;
}

const FORM =
  'JSON Lines by default, CSV with --output csv: nested members become columns such as site.region, lists become JSON, unknown values are empty, and a cell that begins like a formula gets a leading apostrophe. With --file, the file appears only when it is complete.';

function addExporting(parent: Command, list: List): void {
  const [name = '', operand] = list.usage.split(' ');
  const typed = [
    parent.name() === 'export' ? [] : parent.name(),
    name,
    operand === undefined ? [] : (OPERANDS[operand] ?? []),
  ];
  const manual: Manual = {
    summary: list.manual.summary.replace(/^list /, ''),
    description: `Exports all rows. ${list.manual.description} ${FORM}`,
    examples: [['Into a spreadsheet', `drs-drill export ${typed.flat().join(' ')} --excel --file ${name}.csv`]],
    exits: list.manual.exits ?? [],
  };
  const command = addVerb<ListFlags & ExportFlags>(parent, list.usage, manual, (call) =>
    list.read(call, (wanted) => {
      const rows = rowsOf<unknown>(pagesOf(call.session, wanted));
      return writeRows(formOf(call), wanted.listing.columns, rows, call.flags.file);
    }),
  )
    .option('--file <path>', 'write to this file (default stdout)')
    .option('--excel', 'CSV with a byte-order mark, so that Excel reads it as UTF-8');
  list.filters?.(command);
}

interface ExportFlags {
  file?: string;
  excel?: boolean;
}

const OPERANDS: Record<string, string> = { '<drill>': 'd-…', '<server>': 's-…', '<plan>': 'web-shop' };

/** The format from the options. The saved output format applies only to lists. */
function formOf({ session, command, flags: { excel } }: Call<ExportFlags>): 'csv' | 'excel' | 'jsonl' {
  if (session.query !== undefined)
    throw usageError('an export writes whole rows; use --query with a list', helpOf(command));
  const { output = excel ? 'csv' : 'jsonl' } = command.optsWithGlobals<{ output?: string }>();
  if (excel && output !== 'csv') throw usageError(`--excel is CSV, and --output says ${output}`, 'omit one of them');
  if (output === 'csv') return excel ? 'excel' : 'csv';
  if (output === 'jsonl') return 'jsonl';
  throw usageError(`an export is csv or jsonl, not ${output}`, '--output csv');
}

const MANUAL: Manual = {
  summary: 'write all rows of a list as CSV or JSON Lines',
  description: `Reads a list to its end, page by page, and writes each row as it arrives. ${FORM}`,
  examples: [
    [
      'All drills of a year',
      'drs-drill export drills --from 2026-01-01 --to 2027-01-01 --output csv --file drills.csv',
    ],
    ['Count outcomes without a spreadsheet', 'drs-drill export drills | jq -r .outcome | sort | uniq -c'],
  ],
  exits: [],
};

const PLAN_MANUAL: Manual = {
  summary: 'write the lists of plans and of their versions',
  description: `Writes the plans, or the versions of one. ${FORM}`,
  examples: [['For an audit', 'drs-drill export plan versions web-shop --output csv --file versions.csv']],
  exits: [],
};

const SCHEDULE_MANUAL: Manual = {
  summary: 'write the list of schedules',
  description: `Writes the schedules. ${FORM}`,
  examples: [['For a review', 'drs-drill export schedule list --output csv --file schedules.csv']],
  exits: [],
};

const LEVER_MANUAL: Manual = {
  summary: 'write the history of the safety lever',
  description: `Writes the list of moves of the safety lever. ${FORM}`,
  examples: [['For an audit', 'drs-drill export lever history --output csv --file moves.csv']],
  exits: [],
};
