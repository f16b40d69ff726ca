import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useSearchParams } from 'wouter';
import type { PlanLine } from '../api/client.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { useRows } from '../shown/useRows.tsx';

interface PlanVersionsProps {
  name: string;
  /** The version that is shown. */
  version: number;
  /** The version that it is compared with. */
  compared: number | undefined;
  lines: PlanLine[];
}

/** All versions of a plan, and the choice of one to compare the shown one with. */
export function PlanVersions({ name, version, compared, lines }: PlanVersionsProps) {
  const rows = useRows(lines);
  const others = lines.filter((line) => line.version !== version);
  return (
    <Table
      header={
        <Header
          variant="h2"
          counter={`(${lines.length})`}
          description="None ever changes."
          actions={others.length > 0 && <Compare {...{ others, version, compared }} />}
        >
          Versions
        </Header>
      }
      {...rows}
      columnDefinitions={useStacked('Version', columnsOf(name, lines))}
      trackBy="hash"
      wrapLines
    />
  );
}

interface CompareProps {
  others: PlanLine[];
  version: number;
  compared: number | undefined;
}

function Compare({ others, version, compared }: CompareProps) {
  const [, setSearch] = useSearchParams();
  const options = others.map((line) => ({
    value: String(line.version),
    label: `compared with version ${line.version}`,
  }));
  return (
    <Select
      selectedOption={options.find(({ value }) => value === String(compared)) ?? null}
      placeholder={`Compare version ${version} with …`}
      ariaLabel={`Compare version ${version} with`}
      options={options}
      onChange={({ detail }) => setSearch({ compare: detail.selectedOption.value ?? '' })}
    />
  );
}

function columnsOf(name: string, lines: PlanLine[]): TableProps.ColumnDefinition<PlanLine>[] {
  const path = `/plans/${encodeURIComponent(name)}`;
  const before = ({ version }: PlanLine) => lines.find((line) => line.version < version)?.version;
  return [
    {
      id: 'version',
      header: 'Version',
      cell: ({ version }) => <InnerLink href={`${path}/${version}`}>{version}</InnerLink>,
      isRowHeader: true,
    },
    { id: 'savedAt', header: 'Saved', cell: ({ savedAt }) => <TimeText at={savedAt} />, minWidth: 210 },
    { id: 'savedBy', header: 'Saved by', cell: ({ savedBy }) => <PlainText text={savedBy} /> },
    {
      id: 'description',
      header: 'Description',
      cell: ({ description }) => <PlainText text={description} isBrief />,
      minWidth: 200,
    },
    {
      id: 'changes',
      header: 'Changes',
      cell: (line) => {
        const previous = before(line);
        if (previous === undefined) return 'the first one';
        return <InnerLink href={`${path}/${line.version}?compare=${previous}`}>since version {previous}</InnerLink>;
      },
      minWidth: 150,
    },
    { id: 'hash', header: 'Hash', cell: ({ hash }) => <code title={hash}>{hash.slice(0, 12)}</code> },
  ];
}
