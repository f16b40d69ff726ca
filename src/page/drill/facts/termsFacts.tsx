import ExpandableSection from '@cloudscape-design/components/expandable-section';
import type { Drill } from '../../api/client.ts';
import { Facts } from '../../shown/narrow/facts.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { termsTexts } from './termsTexts.ts';

/** The terms of the request: everything that the person who started it chose. */
export function TermsFacts({ drill }: { drill: Drill }) {
  return (
    <ExpandableSection headerText="Terms of the request">
      <Facts
        columns={4}
        minColumnWidth={180}
        ariaLabel="Terms of the request"
        items={termsTexts(drill).map(({ label, text }) => ({ label, value: <PlainText text={text} /> }))}
      />
    </ExpandableSection>
  );
}
