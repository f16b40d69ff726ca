import { createTwoFilesPatch } from 'diff';
import { canonicalHash } from '../../api/canonicalHash.ts';
import { yaml } from '../terminal/escaped.ts';

/**
 * The changes from one body to another as a unified diff of their YAML; empty when there are none. The order of
 * members makes no difference.
 */
export function planDiff(before: Named, after: Named): string {
  const [from, to] = [before, after].map(({ body }) => (body === undefined ? '' : yaml(sorted(body))));
  if (from === to) return '';
  const patch = createTwoFilesPatch(before.name, after.name, from ?? '', to ?? '', undefined, undefined, {
    context: 3,
  });
  return patch.split('\n').slice(1).join('\n').trimEnd();
}

function sorted(body: Record<string, unknown>): unknown {
  return JSON.parse(canonicalHash(body).text);
}

interface Named {
  name: string;
  /** Undefined: there is none. */
  body: Record<string, unknown> | undefined;
}
