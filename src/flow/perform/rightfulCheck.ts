import { type Check, isDecided } from '../../drill/checks/check.ts';
import { isAfterCleanup } from '../../drill/checks/checkTerms.ts';
import type { Drill, Instant, OpenEffect } from '../../drill/drill.ts';
import { checkOfEffect } from '../../drill/effectKeys.ts';
import type { CheckEffect, ServerToCheck } from '../../drill/effects.ts';

/**
 * Whether a check of the drill still waits for this: about its own servers, each once, and their own command. Questions
 * are no less than acts here, because a console may show secrets and an answer decides. A hold that is over has ended,
 * even if nothing has woken the drill.
 */
export function isMeantByCheck(drill: Drill, effect: CheckEffect, open: OpenEffect, now: Instant): boolean {
  const { index, group } = checkOfEffect(open);
  const check = drill.checks?.[index];
  if (check === undefined || check.name !== effect.check || isDecided(check)) return false;
  if (!isAfterCleanup(check) && now >= (drill.holdUntil ?? 0)) return false;
  if ('terms' in effect && effect.terms.kind !== check.kind) return false;
  if (effect.kind === 'LookAtCommand' && effect.commandId !== check.groups?.[group]?.commandId) return false;
  const ids = new Set(effect.servers.map(({ sourceServerId }) => sourceServerId));
  return ids.size === effect.servers.length && effect.servers.every((server) => isAwaited(drill, check, server));
}

function isAwaited({ servers }: Drill, { pending }: Check, { sourceServerId, instanceId }: ServerToCheck): boolean {
  const isOfCheck = pending === undefined || pending.includes(sourceServerId);
  return isOfCheck && servers[sourceServerId]?.instanceId === instanceId;
}
