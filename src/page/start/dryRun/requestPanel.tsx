import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { Drill } from '../../api/client.ts';
import { PlanLink } from '../../shown/links/planLink.tsx';
import { Facts } from '../../shown/narrow/facts.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { termPairs } from '../termWords.ts';

/** What the drill would be, for somebody who did not enter it. */
export function RequestPanel({ drill }: { drill: Drill }) {
  const { plan } = drill;
  return (
    <Container header={<Header variant="h2">Request</Header>}>
      <Facts
        columns={3}
        items={[
          ...(plan === null ? [] : [{ label: 'Plan', value: <PlanLink {...plan} /> }]),
          ...termPairs(drill).map(([label, text]) => ({ label, value: <PlainText text={text} /> })),
        ]}
      />
    </Container>
  );
}
