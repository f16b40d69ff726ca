import { digestOf, keyOf } from '../../api/identity.ts';
import type { ReleaseRequest } from '../../api/leverBodies.ts';
import { noticedEvent } from '../../api/notices/noticedEvent.ts';
import { noticeOf } from '../../api/notices/noticeOf.ts';
import { recoveryReleasedEvent } from '../../api/otherEvents.ts';
import type { Release } from '../../drill/lever.ts';
import { releaseJob } from '../../flow/release.ts';
import { isAlreadyApplied, keepReceipt } from '../../flow/writeConditions.ts';
import type { AllPorts } from '../wiring/wiring.ts';

/** Who releases which job, and under which key. */
export interface RequestedRelease {
  wanted: ReleaseRequest;
  by: string;
  key: string | undefined;
}

/**
 * Releases a job and publishes it. Returns the release in force, which is the first one. The same request again changes
 * nothing, but bus and people may receive a duplicate with the same eventId. Another request under the same key is
 * refused.
 */
export async function releaseOnce(ports: AllPorts, requested: RequestedRelease): Promise<Release> {
  await refuseOtherRequest(ports, requested);
  const { by, wanted } = requested;
  const { site, jobId, reason } = wanted;
  const release = await releaseJob(ports, site, jobId, { by, reason, at: ports.clock.now() });
  if (release.by !== by || release.reason !== reason) return release;
  const event = recoveryReleasedEvent(site, jobId, release);
  await ports.bus.publish([noticedEvent(event)]);
  const notice = noticeOf(event);
  if (notice !== undefined) await ports.notices.send(notice);
  return release;
}

async function refuseOtherRequest(ports: AllPorts, { by, key, wanted }: RequestedRelease): Promise<void> {
  if (key === undefined) return;
  const receipt = { receiptId: keyOf(by, key), requestHash: digestOf(['release', wanted]) };
  if ((await isAlreadyApplied(ports, { receipt })) || (await keepReceipt(ports, { receipt }))) return;
  await isAlreadyApplied(ports, { receipt });
}
