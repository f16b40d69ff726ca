import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';

/** What to do about a leak, as the runbook says it. */
export function Runbook() {
  return (
    <Container>
      <ExpandableSection headerText="What to do about a leak">
        <ol>
          {STEPS.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </ExpandableSection>
    </Container>
  );
}

const STEPS = [
  'Look for the drill’s instances and volumes in EC2, by the ids that it names or by the tag drs.amazonaws.com-source-server.',
  'Protected against termination (disableApiTermination): remove the protection in EC2. The drill then terminates the instance itself.',
  'A failback has started: end it first. The drill then terminates the instance itself.',
  'A conversion server: terminate it in EC2 once its job has completed. The drill never does, because nothing proves whose it is.',
  'Anything else that belongs to the drill: terminate it in the DRS console.',
  'The leak ends by itself as soon as everything is proved gone.',
  'Acknowledge it only if nothing is left and DRS or EC2 cannot show that. The drill then stops looking.',
];
