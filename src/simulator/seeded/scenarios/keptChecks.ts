import type { PlannedCheck, PlannedDrill } from './plans.ts';

/**
 * A drill with only these of its checks, on what is left of its servers. What follows from a check goes with it: its
 * verdicts, and the end of a hold that would wait for none.
 */
export function withKeptChecks(
  drill: PlannedDrill,
  isKept: (index: number) => boolean,
  hasServer: (index: number) => boolean,
): PlannedDrill {
  const { checks: all = [], ...unchecked } = drill;
  if (all.length === 0) return drill;
  const checks = all.flatMap((check, index) => (isKept(index) ? narrowed(check, drill, hasServer) : []));
  const names = new Set(checks.map(({ terms }) => terms.name));
  const leftOut = new Set(all.map(({ terms }) => terms.name).filter((name) => !names.has(name)));
  const { endHold: _, ...unawaited } = drill.terms;
  return {
    ...unchecked,
    ...(checks.length > 0 && { checks }),
    actions: drill.actions.filter(({ check = '' }) => !leftOut.has(check)),
    terms: checks.some(({ terms }) => terms.required) ? drill.terms : unawaited,
  };
}

/** The check on the servers that are left; nothing when none of its own is. */
function narrowed(check: PlannedCheck, { waves }: PlannedDrill, hasServer: (index: number) => boolean): PlannedCheck[] {
  const { terms } = check;
  if (!('of' in terms) || terms.of === undefined || 'tags' in terms.of) return [check];
  if ('sourceServerIds' in terms.of) {
    const sourceServerIds = terms.of.sourceServerIds.filter((id) => hasServer(Number(id)));
    return sourceServerIds.length === 0 ? [] : [{ ...check, terms: { ...terms, of: { sourceServerIds } } }];
  }
  const isLeft = (wave: readonly number[]) => wave.some(hasServer);
  if (!isLeft(waves[terms.of.wave] ?? [])) return [];
  const wave = waves.slice(0, terms.of.wave).filter(isLeft).length;
  return [{ ...check, terms: { ...terms, of: { wave } } }];
}
