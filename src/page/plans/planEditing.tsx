import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useDeferredValue, useMemo, useState } from 'react';
import { SavePlan } from '../actions/savePlan.tsx';
import type { InputError, Plan } from '../api/client.ts';
import { DiscardText } from './discardText.tsx';
import { dropDraft, type PlanDraft, usePlanDraft } from './planDraft.ts';
import { PlanEditor } from './planEditor.tsx';
import { useSchedules } from './planReads.ts';
import { type Fault, planTextOf, planYaml } from './planText.ts';
import { usePlanChecker } from './usePlanChecker.ts';

interface PlanEditingProps {
  /** The plan; `''`: it has no name yet. */
  name: string;
  /** Under which name the text is kept in this browser. */
  draftName: string;
  /** What the writer begins with, unless a draft was kept. */
  begin: PlanDraft;
  /** The version that the draft changes; undefined: a new plan. */
  baseOf(draft: PlanDraft): Plan | undefined;
  /** Shown above the editor. */
  notice?(draft: PlanDraft, rebase: (version: number) => void): React.ReactNode;
  leave(): void;
  saved(plan: Plan): void;
}

/** The editor of a plan, which never loses what was typed. */
export function PlanEditing({ name, draftName, begin, baseOf, notice, leave, saved }: PlanEditingProps) {
  const { draft, setDraft, isChanged } = usePlanDraft(draftName, begin);
  const schedules = useSchedules();
  const checked = useChecked(draft.text);
  const type = (text: string) => setDraft({ ...draft, text });
  const finish = (plan: Plan) => {
    dropDraft(draftName);
    saved(plan);
  };
  const { body } = checked;
  return (
    <SpaceBetween size="m">
      {draft.text !== begin.text && <Kept />}
      {notice?.(draft, (baseVersion) => setDraft({ ...draft, baseVersion }))}
      <PlanEditor value={draft.text} onChange={type} faults={checked.faults} />
      <SpaceBetween direction="horizontal" size="xs">
        <SavePlan
          {...{ name, base: baseOf(draft), saved: finish, refused: checked.refuse }}
          body={body ?? {}}
          schedules={schedules.body?.items ?? []}
          disabled={body === undefined || name === '' || (checked.faults ?? []).length > 0}
        />
        <Reformat text={draft.text} body={body} onChange={type} />
        <Button onClick={leave}>{isChanged ? 'Leave, and keep the text' : 'Leave'}</Button>
        {isChanged && <DiscardText discard={() => setDraft(begin)} />}
      </SpaceBetween>
    </SpaceBetween>
  );
}

function Kept() {
  return (
    <Alert type="info">
      Your text is not saved. This browser keeps it until you save or discard it, also when you leave this view.
    </Alert>
  );
}

/** The faults by the schema, and those that the API found in exactly this text. */
function useChecked(typed: string) {
  const text = useDeferredValue(typed);
  const check = usePlanChecker();
  const [refusal, setRefusal] = useState<{ text: string; errors: readonly InputError[] }>();
  const read = useMemo(() => planTextOf(text), [text]);
  const faults = useMemo((): Fault[] | undefined => {
    const ofApi = refusal?.text === text ? refusal.errors : [];
    const placed = ofApi.map(({ pointer = '', message }) => ({
      ...read.placeOf(pointer),
      message: `${pointer} ${message} (from the API)`,
    }));
    const ofSchema = read.body === undefined ? read.faults : check?.(read);
    return ofSchema === undefined ? undefined : [...ofSchema, ...placed];
  }, [read, check, refusal, text]);
  const refuse = (errors: readonly InputError[]) => setRefusal({ text, errors });
  return { body: read.body, faults, refuse };
}

interface ReformatProps {
  text: string;
  body: Record<string, unknown> | undefined;
  onChange(text: string): void;
}

/** Between YAML and JSON. Comments would be lost, so a text with comments stays as it is. */
function Reformat({ text, body, onChange }: ReformatProps) {
  const isJson = text.trimStart().startsWith('{');
  const hasComments = /(^|\s)#/m.test(text);
  const reason = hasComments ? 'The comments of the text would be lost' : 'The text has to be read first';
  return (
    <Button
      disabled={body === undefined || hasComments}
      disabledReason={reason}
      onClick={() => onChange(isJson ? planYaml(body ?? {}) : `${JSON.stringify(body, null, 2)}\n`)}
    >
      {isJson ? 'As YAML' : 'As JSON'}
    </Button>
  );
}
