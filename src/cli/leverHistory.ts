import type { Command } from 'commander';
import type { LeverMoveDocument } from '../api/leverDocuments.ts';
import { EXIT, type ExitStatus } from './exitStatus.ts';
import { grid, painted, plain } from './grid.ts';
import { type Listing, short } from './listings.ts';
import type { Manual } from './manual.ts';
import { printList } from './pages.ts';
import { addVerb, type Call } from './verb.ts';
import { COUNT_MAX, whole } from './wholeNumber.ts';

/** drs-drill lever history */
export function addLeverHistory(lever: Command): void {
  addVerb<HistoryFlags>(lever, 'history', MANUAL, history)
    .option('--limit <count>', 'at most so many', whole(1, COUNT_MAX), 20)
    .option('--all', 'all of them, page after page')
    .option('--cursor <cursor>', 'go on where an earlier list has ended');
}

interface HistoryFlags {
  limit: number;
  all?: boolean;
  cursor?: string;
}

async function history({ session, flags }: Call<HistoryFlags>): Promise<ExitStatus> {
  const { limit, all, cursor } = flags;
  const query = { cursor };
  await printList(session, { path: '/v1/lever/history', query, listing: MOVES, limit: all ? undefined : limit });
  return EXIT.OK;
}

const MOVES: Listing<LeverMoveDocument> = {
  rows: 'moves',
  columns: ['at', 'region', 'by', 'what', 'from', 'to', 'reason', 'expiresAt', 'afterwards', 'jobId', 'moveId'],
  table: (rows) =>
    grid(
      ['AT', 'REGION', 'FROM', 'TO', 'BY', 'REASON'],
      rows.map(({ at, region, what, from, to, by, reason, jobId }) => [
        at,
        region ?? 'all',
        painted(from),
        what === 'RELEASED' ? `released ${plain(jobId ?? '-')}` : painted(to),
        plain(by),
        short(reason),
      ]),
    ),
};

const MANUAL: Manual = {
  summary: 'list who has moved the safety lever, when and why',
  description:
    'Every move of every lever, those of real recoveries and restores included, and every job that was released; newest first. Nothing is ever taken out of this list.',
  examples: [
    ['The newest moves', 'drs-drill lever history'],
    ['All of them, for an audit', 'drs-drill lever history --all --output csv'],
  ],
  exits: [],
};
