import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { NOTE_WORDS } from '../words/noteWords.ts';
import { type NoteDraft, type noteFaults, onOneLine } from './noteDraft.ts';

interface NoteFieldsProps {
  draft: NoteDraft;
  setDraft(draft: NoteDraft): void;
  faults: ReturnType<typeof noteFaults>;
}

/** The fields of a note, by its kind. */
export function NoteFields({ draft, setDraft, faults }: NoteFieldsProps) {
  const { kind } = draft;
  const options = KINDS.map((value) => ({
    value,
    label: NOTE_WORDS[value].name,
    description: NOTE_WORDS[value].meaning,
  }));
  return (
    <SpaceBetween size="m">
      <FormField label="Kind">
        <Select
          selectedOption={options.find(({ value }) => value === kind) ?? null}
          options={options}
          onChange={({ detail }) =>
            setDraft({ ...draft, kind: KINDS.find((one) => one === detail.selectedOption.value) ?? kind })
          }
        />
      </FormField>
      {(kind === 'PARTICIPANT' || kind === 'OBSERVER') && <PersonFields {...{ draft, setDraft }} />}
      {kind === 'ATTESTATION' && <Judgement {...{ draft, setDraft }} />}
      <TextField {...{ draft, setDraft }} />
      {kind === 'LESSON' && (
        <FormField label="Where its follow-up is tracked (optional)" errorText={faults.trackerUrl}>
          <Input
            type="url"
            value={draft.trackerUrl}
            placeholder="https://"
            onChange={({ detail }) => setDraft({ ...draft, trackerUrl: detail.value })}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}

const KINDS = ['REMARK', 'LESSON', 'PARTICIPANT', 'OBSERVER', 'ATTESTATION'] as const;

function TextField({ draft, setDraft }: Omit<NoteFieldsProps, 'faults'>) {
  return (
    <FormField label="Text" constraintText="On one line: a line break becomes a space. At most 8 KB.">
      <Textarea
        value={draft.text}
        rows={3}
        onChange={({ detail }) => setDraft({ ...draft, text: onOneLine(detail.value) })}
      />
    </FormField>
  );
}

function PersonFields({ draft, setDraft }: Omit<NoteFieldsProps, 'faults'>) {
  return (
    <>
      <FormField label="Who">
        <Input value={draft.person} onChange={({ detail }) => setDraft({ ...draft, person: detail.value })} />
      </FormField>
      <FormField label="Role (optional)">
        <Input value={draft.role} onChange={({ detail }) => setDraft({ ...draft, role: detail.value })} />
      </FormField>
    </>
  );
}

function Judgement({ draft, setDraft }: Omit<NoteFieldsProps, 'faults'>) {
  return (
    <FormField label="Your judgement">
      <RadioGroup
        value={draft.accepted === null ? null : draft.accepted ? 'yes' : 'no'}
        onChange={({ detail }) => setDraft({ ...draft, accepted: detail.value === 'yes' })}
        items={[
          { value: 'yes', label: 'I accept this drill as a successful test.' },
          { value: 'no', label: 'I do not accept this drill as a successful test.' },
        ]}
      />
    </FormField>
  );
}
