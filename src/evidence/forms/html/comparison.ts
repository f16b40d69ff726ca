import type { DifferentLine, DifferentPart } from '../../diff/difference.ts';
import type { Report } from '../../report/report.ts';
import { NOTHING } from '../said.ts';
import { PART_SAID } from '../words.ts';
import { section } from './blocks.ts';
import { type Child, type Markup, markup } from './markup.ts';
import { id, moment } from './pieces.ts';
import { table } from './table.ts';

/** What differs from the drill that it is compared with. */
export function comparison({ comparison: difference }: Report): Markup {
  return section('comparison', 'Compared with before', contentOf(difference));
}

function contentOf(difference: Report['comparison']): Child {
  if (difference === null) return markup`<p class="none">No earlier drill of its plan has passed.</p>`;
  const { a, b, parts } = difference;
  const intro = markup`<p>${sideOf('Before', a)} ${sideOf('This drill', b)} Measured times are listed only where their bounds do not overlap.</p>`;
  return [intro, parts.length === 0 ? markup`<p>Nothing differs.</p>` : parts.map(partOf)];
}

function sideOf(name: string, { drillId, outcome, endedAt }: NonNullable<Report['comparison']>['a']): Markup {
  return markup`${name}: ${id(drillId)}, ${outcome ?? 'no outcome'}, ended ${moment(endedAt)}.`;
}

function partOf({ part, lines, leftOut }: DifferentPart): Child {
  return [
    table<DifferentLine>(PART_SAID[part], lines, '', [
      { head: 'Of', width: 5, cell: ({ of }) => (of === null ? 'the drill' : id(of)) },
      { head: 'What', isName: true, width: 8, look: 'plain', cell: ({ what }) => what },
      { head: 'Before', width: 5, cell: ({ a }) => a ?? NOTHING },
      { head: 'This drill', width: 5, cell: ({ b }) => b ?? NOTHING },
    ]),
    leftOut === 0 ? null : markup`<p>${leftOut} more lines differ and are left out here.</p>`,
  ];
}
