import { hash } from 'node:crypto';
import type { Drill } from '../drill/drill.ts';
import type { DrillFilter, DrillQuery } from '../flow/ports.ts';

/** The partition of a drill in the index of a filter; undefined: it is not in that index. */
export interface Partitions extends Record<DrillFilter['filter'], string | undefined> {
  phase: string;
  site: string;
  requestedBy: string;
}

/** Where lists find a drill. An outcome counts only once the drill has ended, because it may change until then. */
export function partitionsOf({ phase, outcome, terms, site, requestedBy }: Drill): Partitions {
  const { recoveryPlan } = terms;
  const isCompleted = phase === 'ENDED' && outcome !== undefined;
  return {
    phase: partitionOf({ filter: 'phase', value: phase }),
    outcome: isCompleted ? partitionOf({ filter: 'outcome', value: outcome }) : undefined,
    recoveryPlan: recoveryPlan === undefined ? undefined : partitionOf({ filter: 'recoveryPlan', value: recoveryPlan }),
    site: partitionOf({ filter: 'site', value: site }),
    requestedBy: partitionOf({ filter: 'requestedBy', value: requestedBy }),
  };
}

/** The partition of all drills that match a filter. */
export function partitionOf(by: DrillFilter): string {
  return `summary#${by.filter}#${keyOf(by)}`;
}

/** The filters whose drills together answer a query; null: all drills. */
export function filtersIn({ by }: DrillQuery): (DrillFilter | null)[] {
  return by?.filter === 'phases' ? by.value.map((value) => ({ filter: 'phase', value })) : [by];
}

/** Users choose the names of plans and requesters, which could be longer than a key may be (2,048 bytes). */
function keyOf(by: DrillFilter): string {
  if (by.filter === 'site') return `${by.value.accountId}#${by.value.region}`;
  if (by.filter === 'phase' || by.filter === 'outcome') return by.value;
  return hash('sha256', by.value, 'base64url');
}
