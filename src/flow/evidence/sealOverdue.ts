import { DUE_SEALS_MAX, HOUR_SECONDS, SEALED_DRILLS_MAX, SECOND_MS, UNSEALED_SECONDS_MAX } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import { type SealPorts, type SealTerms, sealDrill } from './sealDrill.ts';

/** What an hourly look has found. */
export interface OverdueSeals {
  sealed: number;
  /** Drills whose evidence stays unsealed although it has been due for too long. */
  unsealed: string[];
}

/**
 * Seals what is due and was not sealed when its event came: the event was lost, or sealing failed. A failure does not
 * hold up the others: what has been due for the longest comes first, and when more is due than one look can seal, the
 * next look goes on behind it.
 */
export async function sealOverdue(ports: SealPorts, terms: SealTerms): Promise<OverdueSeals> {
  const now = ports.clock.now();
  const due = await ports.seals.due(now, DUE_SEALS_MAX);
  const overdue: OverdueSeals = { sealed: 0, unsealed: [] };
  for (const drillId of inTurn([...new Set(due.map((one) => one.drillId))], now)) {
    try {
      overdue.sealed += await sealDrill(ports, terms, drillId);
    } catch (error) {
      ports.log.error('the evidence of a drill could not be sealed', { drillId, error: String(error) });
      const since = Math.min(...due.filter((one) => one.drillId === drillId).map(({ dueAt }) => dueAt));
      if (since <= now - UNSEALED_SECONDS_MAX * SECOND_MS) overdue.unsealed.push(drillId);
    }
  }
  return overdue;
}

/** Another part in every hour, so that drills that cannot be sealed do not keep the others from being tried. */
function inTurn(drillIds: string[], now: Instant): string[] {
  const parts = Math.ceil(drillIds.length / SEALED_DRILLS_MAX);
  const part = parts === 0 ? 0 : Math.floor(now / (HOUR_SECONDS * SECOND_MS)) % parts;
  return drillIds.slice(part * SEALED_DRILLS_MAX, (part + 1) * SEALED_DRILLS_MAX);
}
