import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles';

/** How the page looks, as its user chose it. */
export interface Appearance {
  /** SYSTEM: as the operating system. */
  mode: 'SYSTEM' | 'LIGHT' | 'DARK';
  density: 'COMFORTABLE' | 'COMPACT';
}

export function applyAppearance({ mode, density }: Appearance): void {
  const isDark = mode === 'DARK' || (mode === 'SYSTEM' && systemDark.matches);
  applyMode(isDark ? Mode.Dark : Mode.Light);
  applyDensity(density === 'COMPACT' ? Density.Compact : Density.Comfortable);
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
}

const systemDark = matchMedia('(prefers-color-scheme: dark)');
systemDark.addEventListener('change', () => applyAppearance(keptAppearance()));

/** The kept choice; without one, as the operating system. */
export function keptAppearance(): Appearance {
  const mode = localStorage.getItem('mode');
  return {
    mode: mode === 'LIGHT' || mode === 'DARK' ? mode : 'SYSTEM',
    density: localStorage.getItem('density') === 'COMPACT' ? 'COMPACT' : 'COMFORTABLE',
  };
}

export function keepAppearance(appearance: Appearance): void {
  for (const [name, value] of Object.entries(appearance)) localStorage.setItem(name, value);
  applyAppearance(appearance);
}
