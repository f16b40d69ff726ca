import type { Report } from '../../report/report.ts';
import { countSaid, NOTHING } from '../said.ts';
import { CHOSEN_SAID, saidWith } from '../words.ts';
import { facts, section, sentences } from './blocks.ts';
import { type Child, type Markup, markup } from './markup.ts';
import { id, ids, moment, words } from './pieces.ts';
import { table } from './table.ts';

/** Who and what was behind the drill, before it began. */
export function background(report: Report): Markup {
  return markup`${section('identity', 'Identity', identity(report))}
${section('authority', 'Authority and people', [authority(report), people(report)])}
${section('scope', 'Scope and preflight', [scope(report), preflight(report)])}`;
}

function identity({ identity: mine, verdict, test }: Report): Markup {
  const { plan, schedule, site } = mine;
  const tags = Object.entries(mine.tags).map(([name, value]) => markup`${name} = ${value}`);
  return facts([
    ['Drill', id(mine.drillId)],
    ['World', mine.world ?? NOTHING],
    ['Deployment', id(mine.deployment)],
    ['Product', `${mine.product.name} ${mine.product.version}`],
    ['Site', markup`account ${id(site.accountId)}, Region ${id(site.region)}`],
    ['Phase', verdict.phase],
    ['Type of test', markup`${test.type ?? NOTHING}: ${test.basis}`],
    ['Plan', plan === null ? NOTHING : markup`${plan.name}, version ${plan.version}, SHA-256 ${id(plan.hash)}`],
    ['Schedule', schedule === null ? NOTHING : markup`${schedule.name}, run of ${moment(schedule.scheduledAt)}`],
    ['Recovery plan', mine.recoveryPlan ?? NOTHING],
    ['Change reference', mine.changeReference ?? NOTHING],
    ['Request', mine.requestHash === null ? NOTHING : markup`SHA-256 ${id(mine.requestHash)}`],
    ['Tags', tags.length === 0 ? NOTHING : sentences(tags)],
  ]);
}

function authority({ authority: { requestedBy, requestedAt, steered, waived, acknowledged } }: Report): Child {
  return [
    facts([['Requested by', markup`${requestedBy}, ${moment(requestedAt)}`]]),
    table('What people did to the running drill', steered, 'Nobody steered the running drill.', [
      { head: 'When (UTC)', width: 5, cell: ({ at }) => moment(at) },
      { head: 'Who', isName: true, width: 8, look: 'plain', cell: ({ by }) => by },
      { head: 'What', width: 8, cell: ({ what }) => words(what) },
    ]),
    table('Waived checks', waived, 'No check was waived.', [
      { head: 'Check', isName: true, width: 5, cell: ({ check }) => check },
      {
        head: 'Server',
        width: 5,
        cell: ({ sourceServerId }) => (sourceServerId === null ? 'all' : id(sourceServerId)),
      },
      { head: 'Reason', width: 8, cell: ({ reason }) => words(reason) },
      { head: 'Who', width: 8, cell: ({ by }) => by },
    ]),
    table('Acknowledged leaks', acknowledged, 'No leak was acknowledged.', [
      { head: 'When (UTC)', width: 5, cell: ({ at }) => moment(at) },
      { head: 'Who', isName: true, width: 5, look: 'plain', cell: ({ by }) => by },
      { head: 'Reason', width: 8, cell: ({ reason }) => words(reason) },
      { head: 'Servers', width: 5, cell: ({ sourceServerIds }) => ids(sourceServerIds) },
    ]),
  ];
}

function people({ people: { participants, observers } }: Report): Markup {
  const all = [
    ...participants.map((person) => ({ ...person, as: 'participant' })),
    ...observers.map((person) => ({ ...person, as: 'observer' })),
  ];
  return table('People, by the notes', all, 'The notes name nobody who took part or watched.', [
    { head: 'Name', isName: true, width: 6, cell: ({ name }) => name },
    { head: 'As', width: 4, cell: ({ as }) => as },
    { head: 'Role', width: 5, cell: ({ role }) => role ?? NOTHING },
    { head: 'Note', width: 6, cell: ({ text }) => words(text) },
    { head: 'Noted by', width: 8, cell: ({ notedBy, notedAt }) => markup`${notedBy}, ${moment(notedAt)}` },
  ]);
}

function scope({ scope: { waves, candidates, seed } }: Report): Child {
  return [
    candidates === null && seed === null
      ? null
      : facts([
          ['Chosen from', candidates === null ? NOTHING : countSaid(candidates, 'server')],
          ['Seed of the sample', seed ?? NOTHING],
        ]),
    table('Waves', waves, 'There was no wave.', [
      { head: 'Wave', isName: true, width: 3, cell: ({ wave }) => wave },
      { head: 'Chosen', width: 5, cell: ({ chosen }) => saidWith(CHOSEN_SAID, chosen, '') },
      { head: 'Must pass', width: 3, cell: ({ optional }) => (optional ? 'no' : 'yes') },
      { head: 'Servers', width: 20, cell: ({ sourceServerIds }) => ids(sourceServerIds) },
    ]),
  ];
}

function preflight({ preflight: { passed, failures, waived, warnings } }: Report): Child {
  const found = [
    ...failures.map((one) => ({ ...one, as: 'failed' })),
    ...warnings.map((one) => ({ ...one, as: 'warning' })),
  ];
  const result = passed === null ? 'It was not completed.' : passed ? 'It passed.' : 'It failed: nothing was launched.';
  return markup`<h3>Preflight</h3>
<p>${result} ${waived.length === 0 ? 'No failed check was waived.' : markup`Waived: ${waived.join(', ')}.`}</p>
${table('What preflight has found', found, 'It has found nothing amiss.', [
  { head: 'Check', isName: true, width: 5, cell: ({ check }) => check },
  { head: 'Result', width: 3, cell: ({ as }) => as },
  {
    head: 'Server',
    width: 5,
    cell: ({ sourceServerId }) => (sourceServerId === null ? 'the site' : id(sourceServerId)),
  },
  { head: 'Message', width: 8, cell: ({ message }) => words(message) },
])}`;
}
