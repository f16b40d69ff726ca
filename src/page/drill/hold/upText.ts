import { isUp } from '../../actions/instancesText.ts';
import type { Drill } from '../../api/client.ts';

/** How many instances of a drill are up. One whose termination was accepted may be, until it is proved gone. */
export function upText({ servers, waits }: Pick<Drill, 'servers' | 'waits'>): string {
  const up = servers.filter(isUp).length;
  const unproven = servers.filter(({ instanceId, gone }) => instanceId !== null && gone === null).length;
  const most = Math.max(unproven, waits?.instancesUp ?? 0);
  if (most <= up) return String(up);
  return up === 0 ? `none known, at most ${most}` : `${up} known, at most ${most}`;
}
