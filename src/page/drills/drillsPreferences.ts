import { DRILL_COLUMNS, FIRST_COLUMNS } from './drillColumns.tsx';

/** How the list is shown, as its user chose it. */
export interface DrillsPreferences {
  pageSize: number;
  wrapLines: boolean;
  /** Every column in its order. */
  contentDisplay: { id: string; visible: boolean }[];
}

/** Sizes of pages; the API gives at most a hundred drills at once. */
export const PAGE_SIZES = [10, 25, 50, 100];

/** What is kept in this browser, if it still fits. */
export function preferencesOf(kept: string | null): DrillsPreferences {
  const { pageSize, wrapLines, contentDisplay } = parsed(kept);
  const shown = Array.isArray(contentDisplay) ? contentDisplay.filter(isColumn) : [];
  const missing = DRILL_COLUMNS.filter(({ id }) => !shown.some((one) => one.id === id));
  return {
    pageSize: PAGE_SIZES.find((size) => size === pageSize) ?? 25,
    wrapLines: wrapLines === true,
    contentDisplay: [
      ...shown,
      ...missing.map(({ id }) => ({ id, visible: shown.length === 0 && FIRST_COLUMNS.includes(id) })),
    ],
  };
}

function parsed(kept: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(kept ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isColumn(one: unknown): one is { id: string; visible: boolean } {
  const { id, visible } = typeof one === 'object' && one !== null ? ({ ...one } as Record<string, unknown>) : {};
  return typeof visible === 'boolean' && DRILL_COLUMNS.some((column) => column.id === id);
}
