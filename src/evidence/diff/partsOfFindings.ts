import type { Report } from '../report/report.ts';
import { differing, type Value } from './compare.ts';
import type { DifferentLine } from './difference.ts';

/** The verdict, what preflight has found, and how often what went wrong. */
export function findingLines(a: Report, b: Report): DifferentLine[] {
  return [
    ...differing(null, verdictOf(a), verdictOf(b)),
    ...counted(preflightOf(a), preflightOf(b)),
    ...counted(deviationsOf(a), deviationsOf(b)),
  ];
}

function verdictOf({ verdict, objectives, evidenceLevel, cleanup }: Report): Record<string, Value> {
  return {
    verdict: verdict.computed,
    outcome: verdict.outcome,
    objectives: objectives.verdict,
    'evidence level': evidenceLevel,
    cleanup: cleanup.state,
  };
}

/** Something that was found, perhaps of one server. */
interface Found {
  of: string | null;
  what: string;
}

function preflightOf({ preflight }: Report): Found[] {
  const of = (what: string) => (one: { check: string; sourceServerId: string | null }) => ({
    of: one.sourceServerId,
    what: `${what} ${one.check}`,
  });
  return [
    ...preflight.failures.map(of('failed check')),
    ...preflight.warnings.map(of('warning of check')),
    ...preflight.waived.map((check) => ({ of: null, what: `waived check ${check}` })),
  ];
}

function deviationsOf({ deviations }: Report): Found[] {
  return deviations.map(({ sourceServerId, kind }) => ({ of: sourceServerId, what: `deviations of the kind ${kind}` }));
}

/** How often each side has each. */
function counted(a: Found[], b: Found[]): DifferentLine[] {
  const subjects = new Set([...a, ...b].map(({ of }) => of));
  return [...subjects].flatMap((of) => differing(of, countsOf(of, a, b), countsOf(of, b, a)));
}

/** What only the other side has counts as 0. */
function countsOf(of: string | null, mine: Found[], other: Found[]): Record<string, Value> {
  const names = [...mine, ...other].flatMap((one) => (one.of === of ? [one.what] : []));
  const counts: Record<string, number> = Object.fromEntries(names.map((what) => [what, 0]));
  for (const one of mine) if (one.of === of) counts[one.what] = (counts[one.what] ?? 0) + 1;
  return counts;
}
