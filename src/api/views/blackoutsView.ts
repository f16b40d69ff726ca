import type { Instant } from '../../drill/drill.ts';
import type { Blackouts } from '../../drill/phases/blackouts.ts';
import { time } from '../../evidence/time.ts';
import type { BlackoutsDocument } from '../openapi/scheduleDocuments.ts';

/** The blackouts as the API shows them. */
export function blackoutsView(blackouts: Blackouts | undefined, now: Instant): BlackoutsDocument {
  const list = blackouts?.list ?? [];
  return {
    blackouts: list.map(({ region, from, to, reason }) => ({
      ...{ region, from: time(from), to: time(to), reason },
      inForce: from <= now && now < to,
    })),
    setBy: blackouts === undefined ? null : { by: blackouts.by, at: time(blackouts.at) },
  };
}
