import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { PlainText } from '../../shown/plainText.tsx';
import { CHECK_FIELDS, type CheckField } from '../checkFields.ts';
import type { DraftCheck } from '../draft.ts';
import { useEditing } from '../draftContext.ts';
import { wordsAt, wordsBelow } from '../faults.ts';
import { TextField } from '../fields/textField.tsx';
import { TickField } from '../fields/tickField.tsx';
import { valueAt } from '../pointers.ts';
import { CheckMember } from './checkMember.tsx';

interface CheckCardProps {
  check: DraftCheck;
  /** From 0. */
  index: number;
}

/** One check: its name, whether it is required, and what it asks. */
export function CheckCard({ check, index }: CheckCardProps) {
  const { faults } = useEditing();
  const pointer = `/checks/${index}`;
  const fields = CHECK_FIELDS[check.kind];
  const fault = fields === undefined ? undefined : wordsAt(faults, pointer);
  return (
    <Container variant="stacked" header={<Heading check={check} index={index} />}>
      <SpaceBetween size="m">
        {fault !== undefined && <Alert type="error">{fault}</Alert>}
        <ColumnLayout columns={3} minColumnWidth={180}>
          <TextField
            pointer={`${pointer}/name`}
            label="Name"
            constraint={check.kind === 'VERDICT' ? VERDICT_NAME_RULE : NAME_RULE}
          />
          {fields?.slice(0, SHOWN_FIRST).map((field) => (
            <CheckMember key={field.member} pointer={`${pointer}/${field.member}`} field={field} />
          ))}
        </ColumnLayout>
        {fields !== undefined && fields.length > SHOWN_FIRST && (
          <MoreMembers fields={fields.slice(SHOWN_FIRST)} pointer={pointer} />
        )}
        {fields === undefined && <Members check={check} pointer={pointer} />}
        <TickField
          pointer={`${pointer}/required`}
          label="Required"
          description="Unless it passes, the drill does not."
          byDefault={check.kind !== 'CONSOLE'}
        />
      </SpaceBetween>
    </Container>
  );
}

const VERDICT_NAME_RULE =
  'What the person tests, as login-works. Letters, digits, dots, hyphens or underscores; at most 40.';
const NAME_RULE = 'Letters, digits, dots, hyphens or underscores; at most 40.';

function Heading({ check: { key, kind, name }, index }: CheckCardProps) {
  const { body, set } = useEditing();
  const rest = body.checks.filter((one) => one.key !== key);
  return (
    <Header
      variant="h3"
      actions={
        <Button
          {...{ variant: 'icon', iconName: 'remove', ariaLabel: `Remove check ${index + 1}` }}
          onClick={() => set('/checks', rest)}
        />
      }
    >
      {kind} {typeof name === 'string' && <PlainText text={name} />}
    </Header>
  );
}

const SHOWN_FIRST = 2;

function MoreMembers({ fields, pointer }: { fields: CheckField[]; pointer: string }) {
  const { body, faults } = useEditing();
  const [isOpen, setOpen] = useState(() =>
    fields.some(({ member }) => valueAt(body, `${pointer}/${member}`) !== undefined),
  );
  const isFaulty = fields.some(({ member }) => wordsBelow(faults, `${pointer}/${member}`) !== undefined);
  return (
    <ExpandableSection
      headerText="More: servers, times, control"
      expanded={isOpen || isFaulty}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      <ColumnLayout columns={3} minColumnWidth={180}>
        {fields.map((field) => (
          <CheckMember key={field.member} pointer={`${pointer}/${field.member}`} field={field} />
        ))}
      </ColumnLayout>
    </ExpandableSection>
  );
}

/** The members of a kind without fields, as JSON. */
function Members({ check, pointer }: { check: DraftCheck; pointer: string }) {
  const { faults, set } = useEditing();
  return (
    <FormField
      stretch
      label={`Members of ${check.kind}`}
      constraintText="JSON, checked by the schema of this deployment. What the deployment allows is under Limits and settings."
      errorText={wordsBelow(faults, pointer)}
    >
      <Textarea
        className="monospace"
        value={check.text ?? ''}
        rows={7}
        spellcheck={false}
        onChange={({ detail }) => set(`${pointer}/text`, detail.value)}
      />
    </FormField>
  );
}
