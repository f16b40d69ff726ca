import { type Command, Option } from 'commander';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { plain } from '../terminal/grid.ts';
import { COUNT_MAX, whole } from '../wholeNumber.ts';
import { addRange, type List, type ListFlags, type ReadList, rangeQuery, reading } from './list.ts';
import { DRILLS, JOURNAL, MOVES } from './listings.ts';
import type { Call } from './verb.ts';

/** drs-drill drills */
export const DRILLS_LIST: List = {
  usage: 'drills',
  manual: {
    summary: 'list drills, newest first',
    description:
      'Lists drills, newest first. A time range goes with any one of the other filters; two of those at once are refused by the API, because it has no index for both and never reads what it would not return.',
    examples: [
      ['What runs now', 'drs-drill drills --phase HOLDING'],
      [
        'All failures of the last 30 days, one JSON object a line',
        'drs-drill drills --outcome FAILED --from 30d --all --output jsonl',
      ],
      ['Only the ids', "drs-drill drills --query 'drills[].drillId' --output csv"],
    ],
    exits: [],
  },
  filters: addDrillFilters,
  read: reading(({ flags }) => drillsWanted(flags)),
};

/** drs-drill journal */
export const JOURNAL_LIST: List = {
  usage: 'journal <drill>',
  manual: {
    summary: "list a drill's facts, in order",
    description:
      'Lists every fact that a drill has recorded, in order. The drill is the fold of these. Each entry names the hash of the one before, and the record that of the last; where that does not hold any more, stderr says what contradicts what, and the command ends with 6.',
    examples: [['What has happened since entry 40', 'drs-drill journal d-… --from-seq 41']],
    exits: [EXIT.NOT_CLEAN],
  },
  filters: (command) => command.option('--from-seq <number>', 'from this entry on', whole(1, COUNT_MAX)),
  read: heedingJournal,
};

/** drs-drill lever history */
export const MOVES_LIST: List = {
  usage: 'history',
  manual: {
    summary: 'list who has moved the safety lever, when and why',
    description:
      'Lists every move of every lever, those of real recoveries and restores included, and every job that was released; newest first. Nothing is ever taken out of this list.',
    examples: [
      ['The newest moves', 'drs-drill lever history'],
      ['All of them, for an audit', 'drs-drill export lever history --output csv --file moves.csv'],
    ],
    exits: [],
  },
  read: reading(() => ({ path: '/v1/lever/history', query: {}, listing: MOVES })),
};

/** The list of drills that these filters mean. */
export function drillsWanted({ phase, outcome, plan, site, requestedBy, ...range }: ListFlags) {
  const query = { ...rangeQuery(range), phase, outcome, recoveryPlan: plan, region: site, requestedBy };
  return { path: '/v1/drills', query, listing: DRILLS };
}

/** The filters that the list of drills has; which go together is the API's to say. */
function addDrillFilters(command: Command): Command {
  return addRange(command)
    .addOption(new Option('--phase <phase>', 'in this phase').choices(PHASES))
    .addOption(new Option('--outcome <outcome>', 'ended so').choices(OUTCOMES))
    .option('--plan <name>', 'of this recovery plan')
    .option('--site <region>', 'in this Region')
    .option('--requested-by <who>', 'asked for by this caller');
}

const PHASES = ['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING', 'ENDED'];
const OUTCOMES = ['PASSED', 'FAILED', 'OBJECTIVE_MISSED', 'REJECTED', 'CANCELLED', 'YIELDED'];

/** Says aloud when the journal is no longer the one that was written. */
async function heedingJournal(
  { session, args: [drillId = ''], flags: { fromSeq } }: Call<ListFlags>,
  read: ReadList,
): Promise<ExitStatus> {
  const contradictions = new Set<string>();
  // Left out by an API that is older than this command.
  const heed = ({ contradiction }: Record<string, unknown>) => {
    if (typeof contradiction === 'string') contradictions.add(contradiction);
  };
  const path = `/v1/drills/${encodeURIComponent(drillId)}/journal`;
  await read({ path, query: { fromSeq }, listing: JOURNAL, heed });
  for (const contradiction of contradictions) session.note(`the journal is not intact: ${plain(contradiction)}`);
  return contradictions.size === 0 ? EXIT.OK : EXIT.NOT_CLEAN;
}
