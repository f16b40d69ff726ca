import type { Instant } from '../drill/drill.ts';
import type { Fact, JournalEntry } from '../drill/facts.ts';

/** What the journal has about a server beyond the record. */
export interface ServerReport {
  steps: Record<string, Instant>;
  error?: string;
  failedAt?: Instant;
  /** A check before the launch failed for it. */
  checkFailed?: true;
  /** When it had passed each check of the hold, by the check's name. */
  passedAt?: Record<string, Instant>;
  foundAt?: Instant;
  /** When it was lost, or when that was seen. */
  lostAt?: Instant;
  goneAt?: Instant;
  hostname?: string | null;
  inspectedAt?: Instant;
  exists?: boolean;
}

/** The reports of all servers of a drill. */
export function serverReports(journal: readonly JournalEntry[]): Map<string, ServerReport> {
  const all = new Map<string, ServerReport>();
  const of = (sourceServerId: string): ServerReport => {
    const report = all.get(sourceServerId) ?? { steps: {} };
    all.set(sourceServerId, report);
    return report;
  };
  for (const { at, facts } of journal) for (const fact of facts) fold(of, at, fact);
  return all;
}

function fold(of: (sourceServerId: string) => ServerReport, at: Instant, fact: Fact): void {
  switch (fact.type) {
    case 'ServersInspected':
      for (const { sourceServerId, found } of fact.servers) {
        const hostname = found.exists ? found.hostname : null;
        Object.assign(of(sourceServerId), { exists: found.exists, inspectedAt: at, hostname });
      }
      return;
    case 'ChecksFailed':
      for (const { sourceServerId } of fact.failures)
        if (sourceServerId !== undefined) of(sourceServerId).checkFailed = true;
      return;
    case 'ServersChecked':
      for (const { sourceServerId, state } of fact.servers)
        if (state === 'PASSED') checkPassed(of(sourceServerId), at, fact.check);
      return;
    case 'ServerLaunched':
      return launchEnded(of(fact.sourceServerId), at, fact);
    case 'ServerFailed':
      Object.assign(of(fact.sourceServerId), { error: fact.error, failedAt: at });
      return launchEnded(of(fact.sourceServerId), at, fact);
    case 'ServerVerificationFailed':
      Object.assign(of(fact.sourceServerId), { error: fact.reason, failedAt: at });
      return;
    case 'InstanceFound':
      of(fact.sourceServerId).foundAt ??= at;
      return;
    case 'ServersLost':
      for (const { sourceServerId, state, lostAt } of fact.servers)
        if (state !== null) of(sourceServerId).lostAt = lostAt ?? at;
      return;
    case 'ServerGone':
      of(fact.sourceServerId).goneAt = at;
      return;
    default:
  }
}

function checkPassed(report: ServerReport, at: Instant, check: string): void {
  report.passedAt = { ...report.passedAt, [check]: at };
}

function launchEnded(
  report: ServerReport,
  at: Instant,
  { steps, instanceId }: { steps: Record<string, Instant>; instanceId: string | null },
): void {
  report.steps = steps;
  if (instanceId !== null) report.foundAt ??= at;
}
