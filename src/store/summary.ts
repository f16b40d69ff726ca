import { SUMMARY_BYTES_MAX } from '../drill/bounds.ts';
import { objectivesOf } from '../drill/clocks.ts';
import type { Drill } from '../drill/drill.ts';
import type { Summary } from '../flow/ports.ts';
import { evidenceOfAll } from '../history/evidence.ts';

/** What keys, indexes and item marks use of SUMMARY_BYTES_MAX in addition to the summary itself. */
const KEY_BYTES = 500;
/**
 * Texts of this length always fit: JSON takes at most six bytes for a character, and the rest of a summary has some
 * 500.
 */
const CHARACTERS_THAT_FIT = 150;
/** Which texts are cut, and in which order, when a summary would be too large. */
const CUT_FIRST = ['why', 'reason', 'recoveryPlan', 'requestedBy'] as const;

/** What lists show of a drill, cut to a small item. */
export function summaryOf(drill: Drill): Summary {
  const summary: Summary = {
    drillId: drill.drillId,
    site: { accountId: drill.site.accountId, region: drill.site.region },
    phase: drill.phase,
    dryRun: drill.terms.dryRun === true,
    outcome: drill.outcome ?? null,
    objectives: drill.phase === 'ENDED' ? (objectivesOf(drill)?.verdict ?? null) : null,
    world: drill.world ?? null,
    evidence: evidenceOfAll(drill),
    cleanup: drill.cleanup,
    why: drill.why ?? null,
    requestedBy: drill.requestedBy,
    requestedAt: drill.requestedAt,
    endedAt: drill.phase === 'ENDED' ? drill.phaseAt : null,
    reason: drill.terms.reason,
    recoveryPlan: drill.terms.recoveryPlan ?? null,
    waves: drill.waves.length,
    servers: countServers(drill),
    holdUntil: drill.holdUntil ?? null,
    quarantined: null,
  };
  const characters = CUT_FIRST.reduce((sum, text) => sum + (summary[text]?.length ?? 0), 0);
  if (characters > CHARACTERS_THAT_FIT) for (const text of CUT_FIRST) cutToFit(summary, text);
  return summary;
}

function countServers(drill: Drill): Summary['servers'] {
  const counts = { total: 0, launched: 0, failed: 0, verified: 0, gone: 0 };
  for (const id in drill.servers) {
    const server = drill.servers[id];
    if (server === undefined) continue;
    counts.total++;
    if (server.result === 'LAUNCHED') counts.launched++;
    if (server.result === 'FAILED') counts.failed++;
    if (server.verifiedAt !== undefined) counts.verified++;
    if (server.gone !== undefined && server.gone !== 'NEVER_EXISTED') counts.gone++;
  }
  return counts;
}

function cutToFit(summary: Summary, text: (typeof CUT_FIRST)[number]): void {
  const excess = Buffer.byteLength(JSON.stringify(summary)) - (SUMMARY_BYTES_MAX - KEY_BYTES);
  const value = summary[text];
  if (excess <= 0 || value === null) return;
  const ellipsis = '…';
  let kept = Buffer.byteLength(JSON.stringify(value)) - excess - Buffer.byteLength(ellipsis);
  let cut = '';
  for (const character of value) {
    kept -= Buffer.byteLength(JSON.stringify(character)) - 2;
    if (kept < 2) break;
    cut += character;
  }
  summary[text] = cut + ellipsis;
}
