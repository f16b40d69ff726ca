import { ServerLink } from '../shown/links/serverLink.tsx';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { useRows } from '../shown/useRows.tsx';
import { isSourceServer } from '../words/isSourceServer.ts';
import './evidence.css';
import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Difference } from '../api/client.ts';
import { OnDemand } from '../shown/onDemand.tsx';
import { type AlikeLines, alikeLines, changeText, lineWords, PART_WORDS, valueText } from './differences.ts';

type Part = Difference['parts'][number];

interface DifferentPartProps {
  part: Part;
  /** Of source servers, by id. */
  hostnames: ReadonlyMap<string, string>;
}

/** What differs in one part of two drills. */
export function DifferentPart({ part: { part, lines, leftOut }, hostnames }: DifferentPartProps) {
  const alike = alikeLines(lines);
  return (
    <Table
      {...useRows(alike)}
      trackBy="key"
      contentDensity="compact"
      wrapLines
      ariaLabels={{ tableLabel: PART_WORDS[part] }}
      header={
        <Header
          variant="h2"
          counter={`(${lines.length + leftOut})`}
          {...(leftOut > 0 && { description: `${leftOut} more differ, which the API leaves out.` })}
        >
          {PART_WORDS[part]}
        </Header>
      }
      columnDefinitions={useStacked('Difference', columnsOf(hostnames))}
    />
  );
}

function columnsOf(hostnames: ReadonlyMap<string, string>): TableProps.ColumnDefinition<AlikeLines>[] {
  return [
    {
      id: 'of',
      header: 'Of',
      width: 210,
      minWidth: 130,
      sortingComparator: (one: AlikeLines, other: AlikeLines) => (one.of[0] ?? '').localeCompare(other.of[0] ?? ''),
      cell: ({ of: about }) => <About {...{ about, hostnames }} />,
    },
    {
      id: 'what',
      header: 'What',
      minWidth: 200,
      isRowHeader: true,
      sortingField: 'what',
      cell: (line) => lineWords(line),
    },
    { id: 'a', header: 'A', minWidth: 180, cell: (line) => <Value text={valueText(line, line.a)} /> },
    { id: 'b', header: 'B', minWidth: 180, cell: (line) => <Value text={valueText(line, line.b)} /> },
    { id: 'change', header: 'B − A', minWidth: 100, cell: (line) => changeText(line) ?? '–' },
  ];
}

function Value({ text }: { text: string }) {
  return <bdi className={HASH.test(text) ? 'hash' : ''}>{text}</bdi>;
}

const HASH = /^[0-9a-f]{64}$/;

/** Servers, checks, or the drill as a whole. */
function About({ about, hostnames }: { about: string[] } & Pick<DifferentPartProps, 'hostnames'>) {
  const [first] = about;
  if (first === undefined) return <>the drill</>;
  if (about.length === 1) return <One about={first} name={hostnames.get(first)} />;
  return (
    <OnDemand summary={`${about.length} ${about.every(isSourceServer) ? 'servers' : 'servers or checks'}`}>
      {() => (
        <ul className="sentences">
          {about.map((one) => (
            <li key={one}>
              <One about={one} name={hostnames.get(one)} />
            </li>
          ))}
        </ul>
      )}
    </OnDemand>
  );
}

function One({ about, name = null }: { about: string; name: string | null | undefined }) {
  return isSourceServer(about) ? <ServerLink sourceServerId={about} name={name} /> : <bdi>{about}</bdi>;
}
