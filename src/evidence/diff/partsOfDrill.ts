import type { Report } from '../report/report.ts';
import { differing, differingBounds, paired, type Value } from './compare.ts';
import type { DifferentLine } from './difference.ts';

/** What was drilled, and against what. */
export function planLines(a: Report, b: Report): DifferentLine[] {
  return differing(null, planOf(a), planOf(b));
}

function planOf({ identity, test, objectives, hold, scope }: Report): Record<string, Value> {
  return {
    world: identity.world,
    account: identity.site.accountId,
    Region: identity.site.region,
    plan: identity.plan?.name ?? null,
    'version of the plan': identity.plan?.version ?? null,
    'SHA-256 of the plan': identity.plan?.hash ?? null,
    'SHA-256 of the request': identity.requestHash,
    'version of drs-drill': identity.product.version,
    'recovery plan': identity.recoveryPlan,
    'type of test': test.type,
    purpose: test.purpose,
    waves: scope.waves.length,
    'objective of the recovery time, seconds': objectives.recoveryTimeSeconds,
    'objective of the recovery point, seconds': objectives.recoveryPointSeconds,
    'planned hold, seconds': hold.plannedSeconds,
  };
}

/** What the drill has used, and what that cost. */
export function quantityLines(a: Report, b: Report): DifferentLine[] {
  return [...hoursIn(a, b), ...gigabytesIn(a, b), ...costIn(a, b)];
}

function hoursIn({ quantities: a }: Report, { quantities: b }: Report): DifferentLine[] {
  const pairs = paired(a?.instanceHours ?? [], b?.instanceHours ?? [], ({ instanceType }) => instanceType);
  const hours = pairs.flatMap((one) =>
    differingBounds(null, `instance hours of ${one.name}`, one.a?.hours ?? null, one.b?.hours ?? null),
  );
  const unknown = differing(null, { [UNKNOWN]: a?.unknown ?? null }, { [UNKNOWN]: b?.unknown ?? null });
  return [...hours, ...unknown];
}

const UNKNOWN = 'servers whose use is not known';

function gigabytesIn({ quantities: a }: Report, { quantities: b }: Report): DifferentLine[] {
  const pairs = paired(a?.gigabyteHours ?? [], b?.gigabyteHours ?? [], ({ volumeType }) => volumeType);
  return pairs.flatMap((one) =>
    differingBounds(null, `gigabyte hours of ${one.name}`, one.a?.hours ?? null, one.b?.hours ?? null),
  );
}

/** Amounts of two currencies are not compared as numbers. */
function costIn({ cost: a }: Report, { cost: b }: Report): DifferentLine[] {
  const currency = differing(null, { currency: a?.currency ?? null }, { currency: b?.currency ?? null });
  if (a && b && a.currency !== b.currency) return currency;
  const what = `cost by list prices, ${a?.currency ?? b?.currency}`;
  return [...currency, ...differingBounds(null, what, a?.amount ?? null, b?.amount ?? null)];
}
