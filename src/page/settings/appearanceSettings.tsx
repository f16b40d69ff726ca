import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useState } from 'react';
import { type Appearance, keepAppearance, keptAppearance } from '../frame/appearance.ts';

/** How the page looks, in this browser only. */
export function AppearanceSettings() {
  const [appearance, setAppearance] = useState(keptAppearance);
  const choose = (change: Partial<Appearance>) => {
    const chosen = { ...appearance, ...change };
    keepAppearance(chosen);
    setAppearance(chosen);
  };
  return (
    <Container
      header={
        <Header variant="h2" description="Kept in this browser only.">
          Appearance
        </Header>
      }
    >
      <ColumnLayout columns={2}>
        <FormField label="Colours">
          <RadioGroup
            value={appearance.mode}
            items={MODES}
            onChange={({ detail }) => choose({ mode: detail.value as Appearance['mode'] })}
          />
        </FormField>
        <FormField label="Density of tables">
          <RadioGroup
            value={appearance.density}
            items={DENSITIES}
            onChange={({ detail }) => choose({ density: detail.value as Appearance['density'] })}
          />
        </FormField>
      </ColumnLayout>
    </Container>
  );
}

const MODES = [
  { value: 'SYSTEM', label: 'Same as the system' },
  { value: 'LIGHT', label: 'Light' },
  { value: 'DARK', label: 'Dark' },
];

const DENSITIES = [
  { value: 'COMFORTABLE', label: 'Comfortable' },
  { value: 'COMPACT', label: 'Compact' },
];
