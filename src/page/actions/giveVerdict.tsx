import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { type Drill, giveVerdict } from '../api/client.ts';
import { useLeverInForce } from '../lever/useLeverInForce.ts';
import { isHttps } from '../words/isHttps.ts';
import { verdictAvailability } from './availability.ts';
import { DrillAction } from './drillAction.tsx';
import { DrillConfirm } from './drillConfirm.tsx';
import { verdictEffects } from './effects.ts';
import { isReason, ReasonField } from './reasonField.tsx';

interface GiveVerdictProps {
  drillId: string;
  /** The name of the check. */
  name: string;
  /** The button names the check, where it is one of several. */
  isNamed?: boolean;
}

/** Gives a person's verdict on a check, after one question. */
export function GiveVerdict({ drillId, name, isNamed = false }: GiveVerdictProps) {
  return (
    <DrillAction
      drillId={drillId}
      text={isNamed ? `Give verdict on ${name}` : 'Give verdict'}
      ariaLabel={`Give verdict on ${name}`}
      availability={(drill) => verdictAvailability(drill, name)}
    >
      {(drill, close) => <Question {...{ drill, name, close }} />}
    </DrillAction>
  );
}

interface Verdict {
  passed: boolean | null;
  message: string;
  evidenceUrl: string;
}

function Question({ drill, name, close }: { drill: Drill; name: string; close(): void }) {
  const [verdict, setVerdict] = useState<Verdict>({ passed: null, message: '', evidenceUrl: '' });
  const { passed, message, evidenceUrl } = verdict;
  const lever = useLeverInForce(drill.site.region);
  const body = { passed: passed === true, message, ...(evidenceUrl !== '' && { evidenceUrl }) };
  return (
    <DrillConfirm
      {...{ drill, close }}
      title="Give this verdict"
      effects={(one) => verdictEffects(one, name, passed, lever)}
      irreversible="The first verdict is final: nobody can change it, and your identity is kept with it."
      fields={() => <Fields verdict={verdict} onChange={(change) => setVerdict({ ...verdict, ...change })} />}
      isReady={passed !== null && isReason(message) && isHttpsOrEmpty(evidenceUrl)}
      // It changes nothing but its own check, whose first verdict is final whatever else has changed.
      write={(_, options) => giveVerdict(drill.drillId, name, body, options)}
      done={`The check ${name} of ${drill.drillId} has ${passed === true ? 'PASSED' : 'FAILED'} by your verdict.`}
    />
  );
}

interface FieldsProps {
  verdict: Verdict;
  onChange(change: Partial<Verdict>): void;
}

function Fields({ verdict: { passed, message, evidenceUrl }, onChange }: FieldsProps) {
  return (
    <SpaceBetween size="m">
      <FormField label="Verdict">
        <RadioGroup
          ariaRequired
          value={passed === null ? null : String(passed)}
          onChange={({ detail }) => onChange({ passed: detail.value === 'true' })}
          items={[
            { value: 'true', label: 'Passed', description: 'It works.' },
            { value: 'false', label: 'Failed', description: 'It does not work, or not well enough.' },
          ]}
        />
      </FormField>
      <ReasonField label="What did you see?" value={message} onChange={(value) => onChange({ message: value })} />
      <FormField
        label={
          <span>
            Evidence <i>– optional</i>
          </span>
        }
        constraintText="An https address where the proof is kept. It is kept with the verdict, not fetched."
        errorText={isHttpsOrEmpty(evidenceUrl) ? undefined : 'It must be an https address of at most 256 characters.'}
      >
        <Input
          type="url"
          value={evidenceUrl}
          onChange={({ detail }) => onChange({ evidenceUrl: detail.value.trim() })}
          placeholder="https://"
        />
      </FormField>
    </SpaceBetween>
  );
}

function isHttpsOrEmpty(url: string): boolean {
  return url === '' || (isHttps(url) && url.length <= 256);
}
