import type { Command } from 'commander';
import type { Difference } from '../../evidence/diff/difference.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { grid, paragraph } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import { addVerb, type Call } from '../verbs/verb.ts';

/** drs-drill diff */
export function addDiff(program: Command): void {
  addVerb(program, 'diff <drill> <other>', DIFF, diff);
}

async function diff({ session, args: [one = '', other = ''] }: Call<unknown>): Promise<ExitStatus> {
  const path = `/v1/drills/${encodeURIComponent(one)}/diff/${encodeURIComponent(other)}`;
  const { body } = await session.get<Difference>(path);
  await session.show({ document: body, rows: 'parts', table: () => table(body) });
  return EXIT.OK;
}

function table({ a, b, parts }: Difference): string {
  if (parts.length === 0) return paragraph(`nothing that is compared differs between ${a.drillId} and ${b.drillId}`);
  const rows = parts.flatMap(({ part, lines, leftOut }) => [
    ...lines.map((line) => [part, line.of ?? 'drill', line.what, said(line.a), said(line.b)]),
    ...(leftOut === 0 ? [] : [[part, '…', `${leftOut} more`, '', '']]),
  ]);
  return grid(['PART', 'OF', 'WHAT', a.drillId, b.drillId], rows);
}

function said(value: string | number | null): string {
  return value === null ? '-' : String(value);
}

const DIFF: Manual = {
  summary: 'compare two drills',
  description:
    'Shows what differs between the reports of two drills: plan, servers, launch settings, recovery points, times by stage, checks, findings and quantities. Times count as different only if their bounds do not overlap.',
  examples: [['Only the checks', 'drs-drill diff d-… d-… --query "parts[?part==\'CHECKS\'].lines[]"']],
  exits: [],
};
