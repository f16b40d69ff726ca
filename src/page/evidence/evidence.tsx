import './evidence.css';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Drill } from '../api/client.ts';
import { PolledView } from '../shown/polledView.tsx';
import { RawJson } from '../shown/rawJson.tsx';
import { CompareWith } from './compareWith.tsx';
import { ReportSummary } from './reportSummary.tsx';
import { SealedEvidence } from './sealedEvidence.tsx';
import { useReport } from './useReport.ts';
import { Verifying } from './verifying.tsx';

/** What a drill has shown, what is sealed of it, how to verify that, and how it differs from another drill. */
export default function Evidence({ drill }: { drill: Drill }) {
  const report = useReport(drill);
  return (
    <SpaceBetween size="l">
      <PolledView what="the report" of={report}>
        {(body) => <ReportSummary report={body} />}
      </PolledView>
      <SealedEvidence drill={drill} />
      <Verifying drillId={drill.drillId} />
      <CompareWith drill={drill} />
      {report.body !== undefined && <RawJson of={report.body} title="Report as JSON" />}
    </SpaceBetween>
  );
}
