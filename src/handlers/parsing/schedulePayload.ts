import { DRILL_ID } from '../../api/identity.ts';
import { PLAN_NAME } from '../../api/planStart.ts';
import type { Site } from '../../drill/drill.ts';
import type { DueRun } from '../../drill/schedules/refusedRun.ts';
import { member, textIn } from '../../flow/unchecked.ts';
import { isAccountId, isRegion } from './busEvent.ts';

/** The drill of one of our schedules. */
export function drillIdOf(payload: unknown): string | undefined {
  const drillId = textIn(payload, 'drillId');
  return drillId !== undefined && DRILL_ID.test(drillId) ? drillId : undefined;
}

/** Which of a drill's schedules it is; they are counted from 1. */
export function numberOf(payload: unknown): number | undefined {
  const n = member(payload, 'n');
  return typeof n === 'number' && Number.isSafeInteger(n) && n > 0 ? n : undefined;
}

/** The run of a schedule of a plan. */
export function dueRunOf(payload: unknown): DueRun | undefined {
  const [name, generation] = [textIn(payload, 'name'), member(payload, 'generation')];
  const scheduledAt = Date.parse(textIn(payload, 'scheduledAt') ?? '');
  if (name === undefined || !PLAN_NAME.test(name) || Number.isNaN(scheduledAt)) return undefined;
  return typeof generation === 'number' && Number.isSafeInteger(generation)
    ? { name, generation, scheduledAt }
    : undefined;
}

/** The site of the drill, so a hard stop needs no record. */
export function siteOf(payload: unknown): Site | undefined {
  const site = member(payload, 'site');
  const [accountId, region] = [member(site, 'accountId'), member(site, 'region')];
  return isAccountId(accountId) && isRegion(region) ? { accountId, region } : undefined;
}
