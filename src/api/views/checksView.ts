import type { Drill } from '../../drill/drill.ts';
import { wordsOf } from '../../drill/phases/warnings.ts';
import { remedyOf } from '../../drill/remedies.ts';
import type { DrillDocument } from '../openapi/drillDocuments.ts';

/** The failed checks, waivers and warnings before the launch, with remedies. */
export function checksView({
  site,
  failedChecks,
  failedCheckCount,
  waived,
  warnings = [],
  warningCount = 0,
}: Drill): Pick<DrillDocument, 'failedChecks' | 'waived' | 'warnings'> {
  return {
    failedChecks: {
      total: failedCheckCount,
      first: failedChecks.map((one) => ({ ...one, remedy: remedyOf(one) })),
    },
    waived,
    warnings: { total: warningCount, first: warnings.map((one) => ({ ...one, ...wordsOf(one.check, site.region) })) },
  };
}
