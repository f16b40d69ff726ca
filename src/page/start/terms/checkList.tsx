import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CHECK_KINDS, checkOf } from '../checkFields.ts';
import { useEditing } from '../draftContext.ts';
import { ChoiceField } from '../fields/choiceField.tsx';
import { CheckCard } from './checkCard.tsx';

/** What is checked during the hold. */
export function CheckList() {
  const { body } = useEditing();
  return (
    <Container
      header={
        <Header
          counter={`(${body.checks.length})`}
          description="Without a check the drill proves that machines boot, not that the application works."
          actions={<AddCheck />}
        >
          Checks
        </Header>
      }
    >
      <SpaceBetween size="m">
        {body.checks.length === 0 && 'No check. A verdict of a person is the simplest.'}
        {body.checks.map((check, index) => (
          <CheckCard key={check.key} check={check} index={index} />
        ))}
        {body.checks.length > 0 && (
          <ChoiceField pointer="/endHold" label="The hold ends" byDefault="AT_END" options={ENDS} />
        )}
      </SpaceBetween>
    </Container>
  );
}

function AddCheck() {
  const { body, set } = useEditing();
  const add = (kind: string) =>
    set('/checks', [...body.checks, checkOf(kind, `${kind.toLowerCase()}-${body.checks.length + 1}`)]);
  return (
    <ButtonDropdown
      items={CHECK_KINDS.map(({ value, label, description }) => ({
        id: value,
        text: label,
        secondaryText: description,
      }))}
      disabled={body.checks.length >= CHECKS_MAX}
      onItemClick={({ detail }) => add(detail.id)}
      expandToViewport
    >
      Add a check
    </ButtonDropdown>
  );
}

const CHECKS_MAX = 20;

const ENDS = [
  { value: 'AT_END', label: 'When its time is over' },
  { value: 'WHEN_CHECKED', label: 'Earlier, once every required check has a result' },
];
