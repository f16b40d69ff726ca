import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { type KeyboardEvent, memo, useId, useRef } from 'react';
import type { Fault } from './planText.ts';
import './planEditor.css';

interface PlanEditorProps {
  value: string;
  onChange(text: string): void;
  /** undefined: not checked yet. */
  faults: Fault[] | undefined;
}

/** A text of YAML or JSON with numbered lines, and what is wrong in it. */
export function PlanEditor({ value, onChange, faults }: PlanEditorProps) {
  const controlId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const count = value.split('\n').length;
  return (
    <FormField label="Plan" description="YAML or JSON. Comments are not saved." controlId={controlId} stretch>
      <div className="plan-editor">
        <Numbers count={count} faults={faults} />
        <textarea
          ref={area}
          id={controlId}
          value={value}
          rows={count + 1}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-invalid={(faults?.length ?? 0) > 0}
          aria-describedby={`${controlId}-faults`}
          onKeyDown={keepIndent}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <div id={`${controlId}-faults`} aria-live="polite">
        <Faults faults={faults} go={(fault) => area.current !== null && goTo(area.current, fault)} />
      </div>
    </FormField>
  );
}

interface NumbersProps {
  count: number;
  faults: Fault[] | undefined;
}

/** The numbers of the lines; those with a fault are marked. */
const Numbers = memo(function Numbers({ count, faults = [] }: NumbersProps) {
  const faulty = new Set(faults.map(({ line }) => line));
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return (
    <pre aria-hidden="true">
      {numbers.map((line) => (
        <div key={line} className={faulty.has(line) ? 'plan-line-faulty' : undefined}>
          {line}
        </div>
      ))}
    </pre>
  );
});

function Faults({ faults, go }: { faults: Fault[] | undefined; go(fault: Fault): void }) {
  if (faults === undefined) return <StatusIndicator type="pending">not checked yet</StatusIndicator>;
  if (faults.length === 0) return <StatusIndicator type="success">It fits the schema.</StatusIndicator>;
  return (
    <>
      <StatusIndicator type="error">
        {faults.length === 1 ? 'One thing is wrong' : `${faults.length} things are wrong`}
      </StatusIndicator>
      <ul className="plan-faults">
        {faults.slice(0, FAULTS_SHOWN).map((fault) => (
          <li key={`${fault.line}:${fault.col} ${fault.message}`}>
            <Button variant="inline-link" onClick={() => go(fault)}>
              Line {fault.line}, column {fault.col}
            </Button>{' '}
            <bdi>{fault.message}</bdi>
          </li>
        ))}
      </ul>
      {faults.length > FAULTS_SHOWN && <Box color="text-body-secondary">and {faults.length - FAULTS_SHOWN} more</Box>}
    </>
  );
}

const FAULTS_SHOWN = 20;

function goTo(area: HTMLTextAreaElement, { line, col }: Fault): void {
  const lines = area.value.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  area.focus({ preventScroll: true });
  area.setSelectionRange(before + col - 1, before + (lines[line - 1]?.length ?? 0));
  const lineHeight = area.scrollHeight / area.rows;
  area.parentElement?.scrollTo({ top: Math.max(0, (line - 4) * lineHeight) });
  area.parentElement?.scrollIntoView({ block: 'nearest' });
}

/** A new line begins where the one before does. Setting a value would lose the history of undoing. */
function keepIndent(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
    return;
  const { value, selectionStart } = event.currentTarget;
  const line = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
  const indent = /^ */.exec(line)?.[0] ?? '';
  if (document.execCommand('insertText', false, `\n${indent}`)) event.preventDefault();
}
