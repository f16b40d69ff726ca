import { type Command, InvalidArgumentError, Option } from 'commander';
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
      'Lists drills, newest first. A time range can be combined with one other filter. The API refuses two other filters, because no index serves both.',
    examples: [
      ['Drills in their hold', 'drs-drill drills --phase HOLDING'],
      ['Drills that may have instances up', 'drs-drill drills --phase LAUNCHING,VERIFYING,HOLDING,TERMINATING'],
      [
        'All failures of the last 30 days, one JSON object per line',
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
    summary: 'list the facts of a drill, in order',
    description:
      'Lists every fact that a drill has recorded, in order. These facts alone make up the state of the drill. Each entry has the hash of the previous one, and the record has that of the last. If the chain is broken, stderr names the mismatch, and the exit status is 6.',
    examples: [['Entries after entry 40', 'drs-drill journal d-… --from-seq 41']],
    exits: [EXIT.NOT_CLEAN],
  },
  filters: (command) => command.option('--from-seq <number>', 'from this entry on', whole(1, COUNT_MAX)),
  read: checkingJournal,
};

/** drs-drill lever history */
export const MOVES_LIST: List = {
  usage: 'history',
  manual: {
    summary: 'list the moves of the safety lever',
    description:
      'Lists every move of every lever, including those by real recoveries and restores, and every released job; newest first. Entries are never removed.',
    examples: [
      ['The newest moves', 'drs-drill lever history'],
      ['All of them, for an audit', 'drs-drill export lever history --output csv --file moves.csv'],
    ],
    exits: [],
  },
  read: reading(() => ({ path: '/v1/lever/history', query: {}, listing: MOVES })),
};

/** The query of the list of drills with these filters. */
export function drillsWanted({ phase, outcome, plan, site, requestedBy, ...range }: ListFlags) {
  const query = { ...rangeQuery(range), phase, outcome, recoveryPlan: plan, region: site, requestedBy };
  return { path: '/v1/drills', query, listing: DRILLS };
}

/** The filters of the list of drills. The API decides which can be combined. */
function addDrillFilters(command: Command): Command {
  return addRange(command)
    .addOption(
      new Option('--phase <phase>', 'in this phase, or in any of several, separated by commas')
        .choices(PHASES)
        .argParser(phasesIn),
    )
    .addOption(new Option('--outcome <outcome>', 'with this outcome').choices(OUTCOMES))
    .option('--plan <name>', 'of this recovery plan')
    .option('--site <region>', 'in this Region')
    .option('--requested-by <who>', 'requested by this caller');
}

const PHASES = ['REQUESTED', 'VALIDATING', 'LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING', 'ENDED'];
const OUTCOMES = ['PASSED', 'FAILED', 'OBJECTIVE_MISSED', 'REJECTED', 'CANCELLED', 'YIELDED', 'READY'];

/** The phases of a drill, separated by commas, with those of the same option before it. */
export function phasesIn(text: string, before?: string): string {
  const strange = text.split(',').filter((phase) => !PHASES.includes(phase));
  if (strange.length > 0) throw new InvalidArgumentError(`Allowed choices are ${PHASES.join(', ')}.`);
  return before === undefined ? text : `${before},${text}`;
}

/** Reports a broken hash chain of the journal on stderr. */
async function checkingJournal(
  { session, args: [drillId = ''], flags: { fromSeq } }: Call<ListFlags>,
  read: ReadList,
): Promise<ExitStatus> {
  const contradictions = new Set<string>();
  // Missing in the response of an older API.
  const heed = ({ contradiction }: Record<string, unknown>) => {
    if (typeof contradiction === 'string') contradictions.add(contradiction);
  };
  const path = `/v1/drills/${encodeURIComponent(drillId)}/journal`;
  await read({ path, query: { fromSeq }, listing: JOURNAL, heed });
  for (const contradiction of contradictions) session.note(`the journal is not intact: ${plain(contradiction)}`);
  return contradictions.size === 0 ? EXIT.OK : EXIT.NOT_CLEAN;
}
