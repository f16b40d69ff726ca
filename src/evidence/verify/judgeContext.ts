import type { Drill } from '../../drill/drill.ts';
import type { BundlePart } from '../bundle/bundle.ts';
import type { Context, Earlier } from '../sources.ts';
import { judgeClocks } from './judgeClaims.ts';
import { refuse } from './verification.ts';

const FILE = 'context.json';

/**
 * Refuses what no sealer seals: a drill that goes on, a part that does not follow, or an earlier drill that is none.
 * The rest of a context (prices, servers of the site, next dates) is only said: nothing in the bundle shows it.
 */
export function judgeContext({ quarantined, retest, before }: Context, drill: Drill, part: BundlePart): void {
  if (drill.phase !== 'ENDED' && (part !== 'FIRST' || quarantined === null))
    refuse('record.json', 'Its drill has not ended, and was not quarantined: a part of its journal is missing.');
  if (part === 'RESOLVED' && quarantined === null)
    refuse(FILE, 'It does not say for what the drill was quarantined, and RESOLVED follows a quarantine.');
  if (part === 'FIRST' && retest !== null) refuse(FILE, 'It names a retest, and no drill has one when it is sealed.');
  if (before !== null) judgeEarlier(before, drill);
}

/** The earlier drill has ended, has passed, and was requested before this one in the same site. */
function judgeEarlier({ drillId, report }: Earlier, drill: Drill): void {
  const { identity, verdict, authority, comparison } = report;
  const { accountId, region } = drill.site;
  const plan = drill.plan?.name ?? drill.terms.recoveryPlan ?? null;
  const holds: [what: string, is: boolean][] = [
    ['is this drill', drillId !== drill.drillId],
    ['has the report of another drill', identity.drillId === drillId],
    ['was of another site', identity.site.accountId === accountId && identity.site.region === region],
    ['was of another plan', (identity.plan?.name ?? identity.recoveryPlan) === plan],
    ['was not requested before this one', Date.parse(authority.requestedAt) <= drill.requestedAt],
    ['has not passed', verdict.phase === 'ENDED' && verdict.outcome === 'PASSED'],
    ['is compared with a drill itself', comparison === null],
  ];
  const wrong = holds.find(([, is]) => !is);
  if (wrong) refuse(FILE, `The earlier drill ${drillId} ${wrong[0]}.`);
  judgeClocks(report, 'before.report', FILE);
}
