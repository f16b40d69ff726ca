import Box from '@cloudscape-design/components/box';
import { type DiffLine, planDiff } from './planDiff.ts';
import './diffText.css';

interface DiffTextProps {
  /** Undefined: there was nothing. */
  before: Record<string, unknown> | undefined;
  after: Record<string, unknown>;
}

/** The difference of two bodies, line by line. */
export function DiffText({ before, after }: DiffTextProps) {
  const lines = planDiff(before, after);
  if (lines.length === 0) return <Box color="text-body-secondary">There is no difference.</Box>;
  return (
    <pre className="diff-text">
      {lines.map(({ id, kind, text }) => (
        <div key={`${id} ${kind}`} className={`diff-line diff-line-${kind}`}>
          {SIGNS[kind]} {text}
        </div>
      ))}
    </pre>
  );
}

const SIGNS: Record<DiffLine['kind'], string> = { SAME: ' ', REMOVED: '−', ADDED: '+', SKIPPED: ' ' };
