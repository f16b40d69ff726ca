import { diffLines } from 'diff';
import { yamlOf } from './planText.ts';

/** A line of the difference between two bodies. */
export interface DiffLine {
  /** Its number on either side, which makes it unique. */
  id: string;
  kind: 'SAME' | 'REMOVED' | 'ADDED' | 'SKIPPED';
  text: string;
}

type Body = Record<string, unknown>;

/**
 * The difference by lines of canonical YAML, so that the order of members makes none. Equal lines far from a change are
 * left out. Empty: there is no difference.
 */
export function planDiff(before: Body | undefined, after: Body): DiffLine[] {
  const changes = diffLines(before === undefined ? '' : yamlOf(sorted(before)), yamlOf(sorted(after)));
  let [left, right] = [1, 1];
  const lines = changes.flatMap(({ value, added = false, removed = false }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((text): DiffLine => {
        const id = `${left}-${right}`;
        if (!added) left += 1;
        if (!removed) right += 1;
        return { id, kind: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME', text };
      }),
  );
  return lines.some(({ kind }) => kind !== 'SAME') ? withoutFar(lines) : [];
}

/** Equal lines shown around a change. */
const CONTEXT_LINES = 3;

function withoutFar(lines: DiffLine[]): DiffLine[] {
  const changed = lines.flatMap(({ kind }, index) => (kind === 'SAME' ? [] : [index]));
  const isNear = (index: number) => changed.some((one) => Math.abs(one - index) <= CONTEXT_LINES);
  const near = lines.map((_, index) => isNear(index));
  return lines.flatMap((line, index): DiffLine[] => {
    if (near[index]) return [line];
    return index === 0 || near[index - 1] ? [{ id: `skipped-${line.id}`, kind: 'SKIPPED', text: '…' }] : [];
  });
}

/** In the order of canonical JSON (RFC 8785): by UTF-16 code units. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
