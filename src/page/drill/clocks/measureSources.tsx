import Popover from '@cloudscape-design/components/popover';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { Measure, MeasureEnd } from '../../api/client.ts';
import { Facts } from '../../shown/narrow/facts.tsx';
import { utcText } from '../../words/utcText.ts';

interface MeasureSourcesProps {
  what: string;
  measure: Measure;
  children: ReactNode;
}

/** A measure that shows on demand where each of its ends comes from. */
export function MeasureSources({ what, measure, children }: MeasureSourcesProps) {
  const { from, to, notBefore, reason, seconds, atLeastSeconds } = measure;
  const ends: [string, MeasureEnd | null][] = [
    ['From', from],
    ['To', to],
    ['Not before', notBefore],
  ];
  const known = ends.flatMap(([label, end]) => (end === null ? [] : [{ label, value: <End {...end} /> }]));
  const items = reason === null ? known : [...known, { label: 'Not measured, because', value: reason }];
  const hasBounds = seconds !== null && atLeastSeconds !== null && atLeastSeconds !== seconds;
  if (items.length === 0) return <>{children}</>;
  return (
    <Popover
      header={what}
      size="large"
      triggerType="text"
      content={
        <SpaceBetween size="s">
          {hasBounds && <div>{BETWEEN_LOOKS}</div>}
          <Facts items={items} />
        </SpaceBetween>
      }
    >
      <span {...(hasBounds && { title: BETWEEN_LOOKS })}>{children}</span>
    </Popover>
  );
}

const BETWEEN_LOOKS =
  'It lies between two looks: the last that did not show it yet, and the first that did. So it has two bounds.';

function End({ at, source }: MeasureEnd) {
  return (
    <>
      {utcText(at)}
      <br />
      {source}
    </>
  );
}
