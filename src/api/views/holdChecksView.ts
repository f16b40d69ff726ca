import { type Check, isDecided } from '../../drill/checks/check.ts';
import { isAfterCleanup, takesVerdict } from '../../drill/checks/checkTerms.ts';
import type { Drill } from '../../drill/drill.ts';
import { time } from '../../evidence/time.ts';
import type { CheckDocument } from '../openapi/checkDocuments.ts';
import { launchActionCheckView } from './launchActionCheckView.ts';

/** The checks of a drill, as the API shows them; DRS's post-launch actions are the last of them. */
export function holdChecksView(drill: Drill): CheckDocument[] {
  return [...(drill.checks ?? []).map((check) => checkView(drill, check)), ...launchActionCheckView(drill)];
}

function checkView({ drillId, checkFailures = [] }: Drill, check: Check): CheckDocument {
  const { name, kind, required, state, afterSeconds = 0, timeoutSeconds = null } = check;
  const { because = null, by = null, evidenceUrl = null } = check;
  return {
    ...{ name, kind, required, state, afterSeconds, timeoutSeconds, because, by, evidenceUrl },
    when: isAfterCleanup(check) ? 'AFTER_CLEANUP' : 'HOLDING',
    beganAt: time(check.beganAt),
    decidedAt: time(check.decidedAt),
    servers: serversView(check),
    failures: checkFailures.filter((one) => one.check === name).map(({ check: _name, ...failure }) => failure),
    links: { verdict: takesVerdict(check) ? `/v1/drills/${drillId}/checks/${name}` : null },
  };
}

/** Null: it asks no servers by itself, or has not begun. */
function serversView({ counts, pending, ...check }: Check): CheckDocument['servers'] {
  if (counts === undefined && pending === undefined) return null;
  const { PASSED: passed = 0, FAILED: failed = 0, TIMED_OUT: timedOut = 0, NOT_RUN: notRun = 0 } = counts ?? {};
  return { pending: isDecided(check) ? 0 : (pending?.length ?? 0), passed, failed, timedOut, notRun };
}
