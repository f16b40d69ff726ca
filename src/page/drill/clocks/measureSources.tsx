import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Popover from '@cloudscape-design/components/popover';
import type { ReactNode } from 'react';
import type { Measure, MeasureEnd } from '../../api/client.ts';
import { utcText } from '../../words/utcText.ts';

interface MeasureSourcesProps {
  what: string;
  measure: Measure;
  children: ReactNode;
}

/** A measure that shows on demand where each of its ends comes from. */
export function MeasureSources({ what, measure: { from, to, notBefore, reason }, children }: MeasureSourcesProps) {
  const ends: [string, MeasureEnd | null][] = [
    ['From', from],
    ['To', to],
    ['Not before', notBefore],
  ];
  const known = ends.flatMap(([label, end]) => (end === null ? [] : [{ label, value: <End {...end} /> }]));
  const items = reason === null ? known : [...known, { label: 'Not measured, because', value: reason }];
  if (items.length === 0) return <>{children}</>;
  return (
    <Popover header={what} size="large" triggerType="text" content={<KeyValuePairs items={items} />}>
      {children}
    </Popover>
  );
}

function End({ at, source }: MeasureEnd) {
  return (
    <>
      {utcText(at)}
      <br />
      {source}
    </>
  );
}
