import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { GiveVerdict } from '../../actions/giveVerdict.tsx';
import type { Check, Drill } from '../../api/client.ts';
import { WithHostnames } from '../../journal/withHostnames.tsx';
import { type DetailColumn, DetailTable } from '../../shown/detailTable.tsx';
import { OuterLink } from '../../shown/links/outerLink.tsx';
import { ServerLink } from '../../shown/links/serverLink.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { boundsText } from '../../words/durations.ts';
import { ShortTime } from '../shortTime.tsx';
import { CheckStatus } from './checkStatus.tsx';
import { KINDS, serversText, timingText } from './checkText.ts';

/** The checks of a drill with their results, and the verdicts that people can give. */
export default function Checks({ drill, hostnames }: { drill: Drill; hostnames: Hostnames }) {
  const { checks, timeToChecked } = drill;
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${checks.length})`}
          description={timeToChecked !== null && <Checked time={timeToChecked} />}
        >
          Checks
        </Header>
      }
    >
      <DetailTable
        label="Checks"
        columns={columnsOf(drill, hostnames)}
        rows={checks}
        keyOf={({ name, kind }) => `${kind} ${name}`}
        below={(check) => failuresOf(check, hostnames)}
        empty="It has no checks, so it shows that machines boot, not that the application works. A plan or a request can name checks."
      />
    </Container>
  );
}

function Checked({ time: { seconds, atLeastSeconds, reason } }: { time: NonNullable<Drill['timeToChecked']> }) {
  return (
    <>
      {seconds === null ? (
        <PlainText text={reason ?? 'When the last required check passed was not measured.'} />
      ) : (
        <>
          Every required check had passed <PlainText text={boundsText(atLeastSeconds, seconds)} /> after the request.
        </>
      )}
    </>
  );
}

/** Of source servers, by id. */
type Hostnames = ReadonlyMap<string, string>;

function columnsOf(drill: Drill, hostnames: Hostnames): DetailColumn<Check>[] {
  return [
    { id: 'name', header: 'Check', cell: (check) => <Named check={check} /> },
    { id: 'state', header: 'State', isWhole: true, cell: (check) => <CheckStatus check={check} /> },
    { id: 'required', header: 'Required', cell: ({ required }) => (required ? 'yes' : 'no') },
    { id: 'servers', header: 'Servers', cell: (check) => serversText(check) ?? '–' },
    { id: 'because', header: 'Because', cell: (check) => <Because {...{ check, hostnames }} /> },
    { id: 'times', header: 'Times', cell: (check) => <Times {...{ check, drill }} /> },
    { id: 'verdict', header: 'Verdict', isWhole: true, cell: (check) => <Verdict {...{ check, drill }} /> },
  ];
}

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

function Because({ check: { because, by, evidenceUrl }, hostnames }: { check: Check; hostnames: Hostnames }) {
  return (
    <>
      {because === null ? '–' : <WithHostnames text={because} hostnames={hostnames} />}
      {by !== null && (
        <div className="minor">
          by <PlainText text={by} />
        </div>
      )}
      {evidenceUrl !== null && (
        <div className="minor">
          evidence: <OuterLink href={evidenceUrl}>{evidenceUrl}</OuterLink>
        </div>
      )}
    </>
  );
}

interface CheckProps {
  check: Check;
  drill: Drill;
}

function Times({ check, drill }: CheckProps) {
  const { beganAt, decidedAt } = check;
  return (
    <>
      {beganAt !== null && (
        <div className="whole">
          began <ShortTime at={beganAt} drill={drill} />
        </div>
      )}
      {decidedAt !== null && (
        <div className="whole">
          decided <ShortTime at={decidedAt} drill={drill} />
        </div>
      )}
      {decidedAt === null && <div className="minor">{timingText(check)}</div>}
    </>
  );
}

function Verdict({ check: { name, links, by, state }, drill: { drillId, phase } }: CheckProps) {
  const isAwaited = links.verdict !== null && (state === 'WAITING' || state === 'RUNNING') && phase !== 'ENDED';
  return (
    <>
      {!isAwaited && (by === null ? '–' : 'given')}
      {/* Also once it is decided: an open question says so, and does not vanish while somebody writes. */}
      <GiveVerdict {...{ drillId, name }} />
    </>
  );
}

/** Null: what is said about the check has all of it. */
function failuresOf({ failures, servers, because: said }: Check, hostnames: Hostnames) {
  const [first] = failures;
  if (first === undefined || (failures.length === 1 && said?.includes(first.because))) return null;
  const others = servers === null ? 0 : servers.failed + servers.timedOut + servers.notRun - failures.length;
  const isFailed = failures.some(({ state }) => state !== 'NOT_RUN');
  return (
    <ul className={isFailed ? 'problems' : 'remarks'}>
      {failures.map(({ sourceServerId, state, because }) => (
        <li key={sourceServerId}>
          <ServerLink sourceServerId={sourceServerId} name={hostnames.get(sourceServerId)} /> {state}:{' '}
          <PlainText text={because} />
        </li>
      ))}
      {others > 0 && <li>The journal has {others} more.</li>}
    </ul>
  );
}
