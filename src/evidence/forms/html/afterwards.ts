import type { Hours } from '../../../drill/forecast.ts';
import type { CostReported, Lesson, Report } from '../../report/report.ts';
import { NOTHING } from '../said.ts';
import { facts, section, sentences } from './blocks.ts';
import { type Child, type Markup, markup, outwardLink } from './markup.ts';
import { moment, words } from './pieces.ts';
import { table } from './table.ts';

/** What people learned from the drill, and what it used. */
export function afterwards(report: Report): Markup {
  return markup`${section('lessons', 'Lessons and remarks', [lessons(report), remarks(report)])}
${section('quantities', 'Quantities and cost', [quantities(report), cost(report.cost)])}`;
}

function lessons({ lessons: all }: Report): Markup {
  return table<Lesson>('Lessons', all, 'Nobody has noted a lesson.', [
    { head: 'Lesson', isName: true, width: 8, look: 'plain', cell: ({ text }) => words(text) },
    {
      head: 'Tracked at',
      width: 8,
      cell: ({ trackerUrl }) => (trackerUrl === null ? 'nowhere' : outwardLink(trackerUrl)),
    },
    { head: 'Noted by', width: 8, cell: ({ by, at }) => markup`${by}, ${moment(at)}` },
  ]);
}

function remarks({ remarks: all }: Report): Markup {
  return table('Remarks', all, 'Nobody has noted a remark.', [
    { head: 'Remark', isName: true, width: 8, look: 'plain', cell: ({ text }) => words(text) },
    { head: 'Noted by', width: 8, cell: ({ by, at }) => markup`${by}, ${moment(at)}` },
  ]);
}

function quantities({ quantities: used }: Report): Child {
  if (used === null) return markup`<p class="none">What the drill used is not known.</p>`;
  const rows = [
    ...used.instanceHours.map(({ instanceType, hours }) => ({ name: `${instanceType}, instance hours`, hours })),
    ...used.gigabyteHours.map(({ volumeType, hours }) => ({ name: `${volumeType}, gigabyte hours`, hours })),
  ];
  return [
    table('What the drill used', rows, 'It used nothing that is known.', [
      { head: 'What', isName: true, width: 8, cell: ({ name }) => name },
      { head: 'At least', width: 3, look: 'number', cell: ({ hours }) => hours.atLeast },
      { head: 'At most', width: 3, look: 'number', cell: ({ hours }) => hours.atMost },
    ]),
    markup`<p>Servers whose use is not fully known: ${used.unknown}.</p>`,
  ];
}

function cost(reported: CostReported | null): Child {
  if (reported === null) return markup`<p class="none">The cost is not known: no list prices were read.</p>`;
  const { currency, amount, pricesPublishedAt, pricesReadAt, notPriced } = reported;
  return [
    facts([
      ['Cost by list prices', amount === null ? NOTHING : rangeSaid(amount, currency)],
      ['Prices published', moment(pricesPublishedAt)],
      ['Prices read', moment(pricesReadAt)],
    ]),
    notPriced.length === 0 ? null : markup`<p>Not in the amount:</p>${sentences(notPriced)}`,
  ];
}

function rangeSaid({ atLeast, atMost }: Hours, currency: string): string {
  return atLeast === atMost ? `${atMost} ${currency}` : `${atLeast} to ${atMost} ${currency}`;
}
