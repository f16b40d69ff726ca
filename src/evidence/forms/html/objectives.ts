import type { ObjectivesVerdict } from '../../../drill/clocks.ts';
import type { Report } from '../../report/report.ts';
import { amountSaid, durationSaid, measureSaid } from '../said.ts';
import { type Worst, worstOf } from '../servers.ts';
import { noVerdict } from '../verdictSaid.ts';
import { OBJECTIVES_SAID, saidWith } from '../words.ts';
import { type Child, type Markup, markup } from './markup.ts';
import { below, coloured, id, type Mood, words } from './pieces.ts';
import { table } from './table.ts';

/** Each objective beside what was measured, and the verdict about them. */
export function objectives(report: Report): Markup {
  const { verdict, why, recoveryTimeSeconds, recoveryPointSeconds, recoveryTime } = report.objectives;
  const [slowest, oldest] = [worstOf(report, 'recoveryTime'), worstOf(report, 'recoveryPoint')];
  const rows: Row[] = [
    {
      name: 'Recovery time',
      meaning: TIME,
      objective: recoveryTimeSeconds,
      result: measureSaid(recoveryTime),
      worst: slowest,
    },
    {
      name: 'Recovery point',
      meaning: POINT,
      objective: recoveryPointSeconds,
      result: oldest.clock === null ? 'not measured' : measureSaid(oldest.clock),
      worst: oldest,
    },
    ...checkedRow(report),
  ];
  const said = coloured(
    verdict === null ? 'soft' : MOODS[verdict],
    saidWith(OBJECTIVES_SAID, verdict, noVerdict(report)),
  );
  return markup`${table('Each objective beside its result', rows, '', [
    { head: 'Measure', isName: true, width: 8, cell: ({ name, meaning }) => markup`${name}${below(meaning)}` },
    { head: 'Objective', width: 4, cell: objectiveCell },
    { head: 'Result', width: 7, cell: ({ result }) => result },
    { head: 'Longest server', width: 8, cell: ({ worst }) => worstCell(worst) },
  ])}
<p>Objectives: ${said}. ${why === null ? null : words(why)}</p>`;
}

const MOODS: Record<ObjectivesVerdict, Mood> = { MET: 'good', MISSED: 'bad', UNDECIDED: 'warn' };
const TIME = 'from the first job until the last required server was seen working';
const POINT = 'data that a disaster at the request would have lost';
const CHECKED = 'from the request until all required checks had passed';

interface Row {
  name: string;
  meaning: string;
  objective: number | null;
  result: string;
  worst: Worst | null;
}

function checkedRow({ timeToChecked }: Report): Row[] {
  if (timeToChecked === null) return [];
  const result = measureSaid(timeToChecked);
  return [{ name: 'Time to checked', meaning: CHECKED, objective: null, result, worst: null }];
}

function objectiveCell({ objective }: Row): Child {
  if (objective === null) return 'none';
  return markup`at most ${durationSaid(objective)}${below(amountSaid(objective, 's'))}`;
}

function worstCell(worst: Worst | null): Child {
  if (worst === null) return null;
  const missing = worst.unmeasured === 0 ? null : below(`not measured on ${worst.unmeasured} required`);
  if (worst.clock === null || worst.sourceServerId === null) return missing;
  return markup`${measureSaid(worst.clock)} on ${id(worst.sourceServerId)}${missing}`;
}
