import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { usageError } from '../commandError.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import type { Session } from '../http/session.ts';
import { json } from '../terminal/escaped.ts';
import { plain } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import { wholeFile } from '../terminal/wholeFile.ts';
import { addVerb, type Call } from '../verbs/verb.ts';
import { monthNamed, monthText } from './monthText.ts';

/** drs-drill report */
export function addReport(program: Command): void {
  addVerb<ReportFlags>(program, 'report [drill]', REPORT, report)
    .option('--month <month>', 'instead of a drill: the drills of this month (UTC), such as 2026-10', monthNamed)
    .addOption(new Option('--format <form>', 'the form of the report').choices(Object.keys(TYPES)).default('md'))
    .option('--file <path>', 'write to this file (default stdout)');
}

interface ReportFlags {
  month?: string;
  format: keyof typeof TYPES;
  file?: string;
}

const TYPES = { html: 'text/html', md: 'text/markdown', json: 'application/json', csv: 'text/csv' };

async function report({ session, args: [drillId], flags }: Call<ReportFlags>): Promise<ExitStatus> {
  const { format, file, month } = flags;
  const text = await textOf(session, drillId, flags);
  if (file !== undefined) {
    await wholeFile(file, (temporary) => writeFile(temporary, text, { flag: 'wx' }));
    session.note(`${file} has the report of ${month ?? drillId}`);
  } else if (format === 'json') {
    const document: unknown = JSON.parse(text);
    await session.show({ document, table: () => json(document, 2) });
  } else process.stdout.write(process.stdout.isTTY ? seen(text) : text);
  return EXIT.OK;
}

async function textOf(session: Session, drillId: string | undefined, { month, format }: ReportFlags): Promise<string> {
  if ((drillId === undefined) === (month === undefined)) {
    throw usageError('name a drill or a month', 'drs-drill report d-…, or drs-drill report --month 2026-10');
  }
  if (month !== undefined) return monthText(session, month, format);
  return session.text(`/v1/drills/${encodeURIComponent(drillId ?? '')}/report`, TYPES[format]);
}

/** A terminal would interpret some characters in texts that other people wrote. */
function seen(text: string): string {
  return text.split(/\r?\n/).map(plain).join('\n');
}

const REPORT: Manual = {
  summary: 'show the report of a drill, or of a month',
  description:
    'Shows what a drill has shown, and what it has not: as Markdown, as one HTML page to read and to print, as JSON, or the servers as CSV. While the drill runs, the report says that it is not final. With --month, it shows the drills of a month: outcomes, coverage, trend, overdue servers, and the lessons that people noted.',
  examples: [
    ['For the summary of a CI job', 'drs-drill report d-… > summary.md'],
    ['A page to print', 'drs-drill report d-… --format html --file report.html'],
    ['A month', 'drs-drill report --month 2026-10 --format html --file 2026-10.html'],
    ['The verdict', 'drs-drill report d-… --format json --query verdict.computed'],
  ],
  exits: [],
};
