/** Reads the value at a path such as `site.region`. */
export function valueAt(row: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((holder, name) => Object(holder)[name], row);
}

/** Flattens a row into values by path; a list is one value. */
export function flattened(row: unknown, path = ''): Record<string, unknown> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return { [path || 'value']: row };
  const inner = Object.entries(row).map(([name, value]) => flattened(value, path === '' ? name : `${path}.${name}`));
  return Object.assign({}, ...inner);
}

/** The union of the columns of all rows, in order of appearance. */
export function columnsOf(rows: unknown[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(flattened(row))))];
}

/** Formats a value as a cell: empty for unknown, JSON for objects and lists. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
