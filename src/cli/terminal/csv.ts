/** The value of a row at a path such as `site.region`. */
export function valueAt(row: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((holder, name) => Object(holder)[name], row);
}

/** Every value of a row that is not itself an object, by its path; a list is one value. */
export function flattened(row: unknown, path = ''): Record<string, unknown> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return { [path || 'value']: row };
  const inner = Object.entries(row).map(([name, value]) => flattened(value, path === '' ? name : `${path}.${name}`));
  return Object.assign({}, ...inner);
}

/** The columns that rows of any kind have together, in the order in which they come up. */
export function columnsOf(rows: unknown[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(flattened(row))))];
}

/** A value as a cell: nothing for what is not known, JSON for what has parts. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
