import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { ReactNode } from 'react';
import { useNarrow } from '../useNarrow.ts';
import './facts.css';

/** Something that is known, and its name. */
export interface Fact {
  label: string;
  value: ReactNode;
}

interface FactsProps {
  items: readonly Fact[];
  columns?: number;
  /** In pixels. */
  minColumnWidth?: number;
  /** What the facts are about, for those who do not see their heading. */
  ariaLabel?: string;
}

/** Facts in columns; on a phone, each on a line of its own. */
export function Facts({ items, columns = 1, minColumnWidth = MIN_WIDTH, ariaLabel }: FactsProps) {
  const isNarrow = useNarrow();
  const name = ariaLabel === undefined ? {} : { ariaLabel };
  if (!isNarrow) return <KeyValuePairs {...{ items, columns, minColumnWidth, ...name }} />;
  return (
    <dl className="facts-lines" aria-label={ariaLabel}>
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const MIN_WIDTH = 150;
