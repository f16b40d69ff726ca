import { digestOf, keyOf } from '../../api/identity.ts';
import type { ReleaseWish } from '../../api/lever.ts';
import { noticedEvent } from '../../api/notices/noticedEvent.ts';
import { noticeOf } from '../../api/notices/notices.ts';
import { recoveryReleasedEvent } from '../../api/otherEvents.ts';
import type { Release } from '../../drill/lever.ts';
import { releaseJob } from '../../flow/release.ts';
import { keepReceipt, wasHeard } from '../../flow/wish.ts';
import type { AllPorts } from '../wiring/wiring.ts';

/** Who wants which job released, and under which key. */
export interface AskedRelease {
  wish: ReleaseWish;
  by: string;
  key: string | undefined;
}

/**
 * Releases a job and tells of it; answers with the release that stands, which is the first one. To ask for the same again changes
 * nothing, but bus and people may hear once more, with the same eventId; something else under the same key is refused.
 */
export async function releaseOnce(ports: AllPorts, asked: AskedRelease): Promise<Release> {
  await refuseOtherWish(ports, asked);
  const { by, wish } = asked;
  const { site, jobId, reason } = wish;
  const release = await releaseJob(ports, site, jobId, { by, reason, at: ports.clock.now() });
  if (release.by !== by || release.reason !== reason) return release;
  const event = recoveryReleasedEvent(site, jobId, release);
  await ports.bus.publish([noticedEvent(event)]);
  const notice = noticeOf(event);
  if (notice !== undefined) await ports.notices.send(notice);
  return release;
}

async function refuseOtherWish(ports: AllPorts, { by, key, wish }: AskedRelease): Promise<void> {
  if (key === undefined) return;
  const receipt = { receiptId: keyOf(by, key), requestHash: digestOf(['release', wish]) };
  if ((await wasHeard(ports, { receipt })) || (await keepReceipt(ports, { receipt }))) return;
  await wasHeard(ports, { receipt });
}
