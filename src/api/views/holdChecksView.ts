import type { Check } from '../../drill/checks/check.ts';
import type { Drill } from '../../drill/drill.ts';
import type { CheckDocument } from '../openapi/checkDocuments.ts';

/** The checks during a drill's hold, as the API shows them. */
export function holdChecksView({ drillId, checks = [] }: Drill): CheckDocument[] {
  return checks.map((check) => checkView(drillId, check));
}

function checkView(drillId: string, check: Check): CheckDocument {
  const { name, kind, required, state, afterSeconds = 0, timeoutSeconds = null } = check;
  const { because = null, by = null, evidenceUrl = null } = check;
  return {
    ...{ name, kind, required, state, afterSeconds, timeoutSeconds, because, by, evidenceUrl },
    beganAt: timeOf(check.beganAt),
    decidedAt: timeOf(check.decidedAt),
    links: { verdict: kind === 'VERDICT' ? `/v1/drills/${drillId}/checks/${name}` : null },
  };
}

function timeOf(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
