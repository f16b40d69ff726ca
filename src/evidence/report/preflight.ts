import { wordsOf } from '../../drill/phases/warnings.ts';
import type { Reading } from './reading.ts';
import type { Preflight } from './report.ts';

/** The checks before anything was launched. */
export function preflightOf({ drill, facts }: Reading): Preflight {
  const failures = facts.of('ChecksFailed').flatMap(({ fact }) => fact.failures);
  const waivers = facts.of('ChecksWaived').flatMap(({ fact }) => fact.waivers);
  const warnings = facts.of('ChecksWarned').flatMap(({ fact }) => fact.warnings);
  const isCompleted =
    drill.outcome === 'READY' || facts.of('PhaseBegan').some(({ fact }) => fact.phase === 'LAUNCHING');
  return {
    passed: failures.length > 0 ? false : isCompleted ? true : null,
    failures: failures.map(({ check, sourceServerId = null, message }) => ({ check, sourceServerId, message })),
    waived: [...new Set(waivers.map(({ check }) => check))],
    warnings: warnings
      .filter(({ check }) => !LATER.has(check))
      .map(({ check, sourceServerId = null }) => ({
        check,
        sourceServerId,
        message: wordsOf(check, drill.site.region).message,
      })),
  };
}

/** Warnings that are given after the launch. */
const LATER: ReadonlySet<string> = new Set(['events-received', 'after-cleanup']);
