import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf } from '../api/answers.ts';
import { releaseJob } from '../api/client.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { useFlashes } from '../frame/flash.tsx';
import { SelectField } from '../shown/selectField.tsx';
import { ActionButton } from './actionButton.tsx';
import { isReason, ReasonField } from './reasonField.tsx';

interface ReleaseJobProps {
  /** The Regions of the deployment, its own first. */
  regions: string[];
  /** The job, where the view knows it. */
  jobId?: string;
}

/** States that a real recovery's job hangs, so that it no longer holds up the cleanup. */
export function ReleaseJob(props: ReleaseJobProps) {
  return (
    <ActionButton text="Release a hanging job">{(close) => <ReleaseModal {...{ ...props, close }} />}</ActionButton>
  );
}

function ReleaseModal({ regions, jobId: known = '', close }: ReleaseJobProps & { close(): void }) {
  const [jobId, setJobId] = useState(known);
  const [region, setRegion] = useState(regions[0] ?? '');
  const [reason, setReason] = useState('');
  const release = useRelease();
  const isJob = /^drsjob-[0-9a-zA-Z]{17}$/.test(jobId.trim());
  return (
    <ConfirmModal
      title="Release the job"
      effects={EFFECTS}
      irreversible="A release cannot be taken back. Look at the job in the DRS console first, and ask the people who run the recovery."
      isReady={isJob && isReason(reason)}
      act={() => release({ jobId: jobId.trim(), reason, ...(region !== '' && { region }) })}
      close={close}
    >
      <JobInput value={jobId} onChange={setJobId} isWrong={jobId !== '' && !isJob} />
      <SelectField
        label="Region"
        value={region}
        options={regions.map((one) => ({ value: one, label: one }))}
        onChange={setRegion}
      />
      <ReasonField value={reason} onChange={setReason} description="How you know that it hangs." />
    </ConfirmModal>
  );
}

const EFFECTS = [
  'Once the job has logged nothing for two hours, drill instances may be terminated again while it is still open.',
  'The servers that the job names are left alone until it is over.',
  'Each termination first looks at the log of the job itself.',
];

function useRelease() {
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const reads = useQueryClient();
  const { done } = useFlashes();
  return async (body: Parameters<typeof releaseJob>[0]) => {
    const released = await answerOf(releaseJob(body, { idempotencyKey }));
    await reads.invalidateQueries({ queryKey: ['lever'] });
    done(`${released.body.jobId} is released. ${released.body.effect}`);
  };
}

function JobInput({ value, onChange, isWrong }: { value: string; onChange(jobId: string): void; isWrong: boolean }) {
  return (
    <FormField
      label="Job"
      description="The job of the real recovery that hangs. A drill that waits for it names it."
      constraintText="drsjob- and 17 letters or digits"
      errorText={isWrong ? 'This is not the id of a DRS job' : undefined}
    >
      <Input
        value={value}
        placeholder="drsjob-…"
        onChange={({ detail }) => onChange(detail.value)}
        autoComplete={false}
      />
    </FormField>
  );
}
