import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Report } from '../api/client.ts';
import { type Fact, Facts } from '../shown/narrow/facts.tsx';
import { CleanupStatus } from '../shown/statuses.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { boundsText, measuredText } from '../words/durations.ts';
import { evidenceText } from '../words/evidenceText.ts';
import { DeviationList } from './deviationList.tsx';
import { attestedText, verdictsText } from './peopleText.ts';
import { ReportForms } from './reportForms.tsx';
import { verdictWords } from './verdictWords.ts';

/** The verdict of the report, its summary, and its other forms. */
export function ReportSummary({ report }: { report: Report }) {
  const { verdict, identity, limits, final } = report;
  const { text, type } = verdictWords(verdict);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="For people who were not there."
          actions={<ReportForms drillId={identity.drillId} />}
        >
          Report
        </Header>
      }
    >
      <SpaceBetween size="m">
        {!final && (
          <Alert type="info">The drill may still change, and this report with it. Nothing in it is settled.</Alert>
        )}
        <Alert type={type} header={text}>
          {verdict.why !== null && <bdi>{verdict.why}</bdi>}
          <Sentences name="Conditions" of={verdict.conditions} />
        </Alert>
        <Facts columns={3} minColumnWidth={220} items={factsOf(report)} />
        <DeviationList {...report} />
        <ExpandableSection headerText={`What it does not show (${limits.length})`}>
          <Sentences name="What it does not show" of={limits} />
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  );
}

function Sentences({ name, of: sentences }: { name: string; of: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul aria-label={name} className="sentences">
      {sentences.map((sentence) => (
        <li key={sentence}>
          <bdi>{sentence}</bdi>
        </li>
      ))}
    </ul>
  );
}

function factsOf({
  test,
  final,
  checks,
  identity,
  objectives,
  cleanup,
  evidenceLevel,
  authority,
  verdict,
  integrity,
}: Report): Fact[] {
  const { seconds, atLeastSeconds } = objectives.recoveryTime;
  const isNone = objectives.recoveryTimeSeconds === null && objectives.recoveryPointSeconds === null;
  return [
    { label: 'World', value: identity.world ?? `not known: nothing has answered${final ? '' : ' yet'}` },
    { label: 'Test', value: `${test.type === null ? '' : `${test.type.replaceAll('_', ' ')}. `}${test.basis}` },
    { label: 'Requested', value: <Requested {...authority} /> },
    { label: 'Evidence level of every server', value: evidenceText(evidenceLevel) },
    { label: 'Recovery time of the drill', value: boundsText(atLeastSeconds, seconds) },
    { label: 'Objectives', value: objectives.verdict ?? (isNone ? 'none set' : 'no verdict') },
    { label: 'Cleanup', value: <CleanupStatus cleanup={cleanup.state} /> },
    {
      label: 'From the end of the hold to the last proof',
      value: measuredText(cleanup.secondsToLastProof),
    },
    { label: 'Verdicts of people on checks', value: <bdi>{verdictsText(checks)}</bdi> },
    { label: 'Attested in notes', value: <bdi>{attestedText(verdict.attestations)}</bdi> },
    { label: 'Journal', value: integritySaid(integrity) },
    { label: 'Steered by', value: authority.steered.map(({ by, what }) => `${by}: ${what}`).join('; ') || 'nobody' },
  ];
}

function Requested({ requestedBy, requestedAt }: Pick<Report['authority'], 'requestedBy' | 'requestedAt'>) {
  return (
    <>
      <bdi>{requestedBy}</bdi>, <TimeText at={requestedAt} />
    </>
  );
}

function integritySaid({ entries, contradiction }: Report['integrity']): string {
  return contradiction === null
    ? `${entries} entries, without a contradiction`
    : `${entries} entries. ${contradiction}`;
}
