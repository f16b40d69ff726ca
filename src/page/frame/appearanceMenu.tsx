import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useState } from 'react';
import { keepAppearance, keptAppearance } from './appearance.ts';

/** Chooses light or dark, and how dense tables are. */
export function AppearanceMenu() {
  const [appearance, setAppearance] = useState(keptAppearance);
  const choose = (id: string) => {
    const chosen = { ...appearance, ...CHOICES[id] };
    keepAppearance(chosen);
    setAppearance(chosen);
  };
  const item = (id: string, text: string, checked: boolean) => ({ id, text, checked, itemType: 'checkbox' as const });
  return (
    <ButtonDropdown
      variant="icon"
      ariaLabel="Appearance"
      onItemClick={({ detail }) => choose(detail.id)}
      items={[
        item('system', 'Same as the system', appearance.mode === 'SYSTEM'),
        item('light', 'Light', appearance.mode === 'LIGHT'),
        item('dark', 'Dark', appearance.mode === 'DARK'),
        item('comfortable', 'Comfortable tables', appearance.density === 'COMFORTABLE'),
        item('compact', 'Compact tables', appearance.density === 'COMPACT'),
      ]}
    />
  );
}

const CHOICES: Record<string, Partial<ReturnType<typeof keptAppearance>>> = {
  system: { mode: 'SYSTEM' },
  light: { mode: 'LIGHT' },
  dark: { mode: 'DARK' },
  comfortable: { density: 'COMFORTABLE' },
  compact: { density: 'COMPACT' },
};
