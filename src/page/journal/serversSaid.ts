import { serversIn } from './serversIn.ts';

/** `demo-001, demo-002, demo-003 and 44 more`: the servers that facts are about. */
export function serversSaid(facts: object[], hostnames: ReadonlyMap<string, string>): string {
  const names = [...new Set(facts.flatMap((fact) => [...serversIn(fact)]))].map((id) => hostnames.get(id) ?? id);
  const others = names.length - NAMES_MAX;
  return `${names.slice(0, NAMES_MAX).join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

const NAMES_MAX = 3;
