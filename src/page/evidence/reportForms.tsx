import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { ProblemAlert } from '../shown/problemAlert.tsx';
import { downloadReport, FORMS } from './downloadReport.ts';

/** Opens the report as a page of its own, or downloads it. */
export function ReportForms({ drillId }: { drillId: string }) {
  const [error, setError] = useState<Error | null>(null);
  const [isLoading, setLoading] = useState(false);
  const download = async (id: string) => {
    const form = FORMS.find((one) => one.id === id);
    if (form === undefined) return;
    setLoading(true);
    setError(
      await downloadReport(drillId, form).then(
        () => null,
        (failure) => failure,
      ),
    );
    setLoading(false);
  };
  return (
    <SpaceBetween size="xs" alignItems="end">
      <SpaceBetween direction="horizontal" size="xs">
        <ButtonDropdown loading={isLoading} items={FORMS} onItemClick={({ detail }) => download(detail.id)}>
          Download
        </ButtonDropdown>
        <Button
          href={`/v1/drills/${drillId}/report`}
          target="_blank"
          rel="noopener noreferrer"
          iconName="external"
          iconAlign="right"
          ariaLabel="Open the report in a new tab"
        >
          Open
        </Button>
      </SpaceBetween>
      {error !== null && <ProblemAlert error={error} what="The report was not downloaded" />}
    </SpaceBetween>
  );
}
