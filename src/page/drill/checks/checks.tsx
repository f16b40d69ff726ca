import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { GiveVerdict } from '../../actions/giveVerdict.tsx';
import type { Check, Drill } from '../../api/client.ts';
import { type DetailColumn, DetailTable } from '../../shown/detailTable.tsx';
import { boundsText } from '../../shown/durations.ts';
import { InnerLink } from '../../shown/innerLink.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { TimeText } from '../../shown/timeText.tsx';
import { CheckStatus } from './checkStatus.tsx';
import { KINDS, safeAddress, serversText, timingText } from './checkText.ts';

/** The checks of a drill with their results, and the verdicts that people can give. */
export function Checks({ drill }: { drill: Drill }) {
  const { checks, timeToChecked, drillId } = drill;
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${checks.length})`}
          description={
            timeToChecked !== null &&
            `From the request until the last required check had passed: ${timeToChecked.seconds === null ? (timeToChecked.reason ?? 'not measured') : boundsText(timeToChecked.atLeastSeconds, timeToChecked.seconds)}`
          }
        >
          Checks
        </Header>
      }
    >
      <DetailTable
        label="Checks"
        columns={[
          ...COLUMNS,
          { id: 'verdict', header: 'Verdict', cell: ({ name }) => <GiveVerdict {...{ drillId, name }} /> },
        ]}
        rows={checks}
        keyOf={({ name, kind }) => `${kind} ${name}`}
        below={Failures}
        empty="It has no checks, so it shows that machines boot, not that the application works. A plan or a request can name checks."
      />
    </Container>
  );
}

const COLUMNS: DetailColumn<Check>[] = [
  { id: 'name', header: 'Check', cell: (check) => <Named check={check} /> },
  { id: 'state', header: 'State', cell: (check) => <CheckStatus check={check} /> },
  { id: 'required', header: 'Required', cell: ({ required }) => (required ? 'yes' : 'no') },
  { id: 'servers', header: 'Servers', cell: (check) => serversText(check) ?? '–' },
  { id: 'because', header: 'Because', cell: ({ because }) => <PlainText text={because} /> },
  { id: 'by', header: 'By', cell: ({ by }) => <PlainText text={by} /> },
  { id: 'evidence', header: 'Evidence', cell: ({ evidenceUrl }) => <Proof evidenceUrl={evidenceUrl} /> },
  { id: 'times', header: 'Times', cell: (check) => <Times check={check} /> },
];

function Named({ check: { name, kind } }: { check: Check }) {
  return (
    <>
      <strong>
        <PlainText text={name} />
      </strong>
      <div className="minor">
        {kind}: {KINDS[kind]}
      </div>
    </>
  );
}

function Proof({ evidenceUrl }: { evidenceUrl: string | null }) {
  const href = safeAddress(evidenceUrl);
  if (href === null) return <PlainText text={evidenceUrl} />;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      <PlainText text={href} />
    </a>
  );
}

function Times({ check }: { check: Check }) {
  const { beganAt, decidedAt } = check;
  if (beganAt === null && decidedAt === null) return <span className="minor">{timingText(check)}</span>;
  return (
    <>
      {beganAt !== null && (
        <div>
          began <TimeText at={beganAt} />
        </div>
      )}
      {decidedAt === null ? (
        <span className="minor">{timingText(check)}</span>
      ) : (
        <div>
          decided <TimeText at={decidedAt} />
        </div>
      )}
    </>
  );
}

function Failures({ failures, servers }: Check) {
  if (failures.length === 0) return null;
  const others = servers === null ? 0 : servers.failed + servers.timedOut + servers.notRun - failures.length;
  return (
    <ul className="problems">
      {failures.map(({ sourceServerId, state, because }) => (
        <li key={sourceServerId}>
          <InnerLink href={`/servers/${sourceServerId}`}>{sourceServerId}</InnerLink> {state}:{' '}
          <PlainText text={because} />
        </li>
      ))}
      {others > 0 && <li>The journal has {others} more.</li>}
    </ul>
  );
}
