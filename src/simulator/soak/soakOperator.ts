import type { SummaryView } from '../../api/views/summaryView.ts';
import type { LocalWorld } from '../local/localWorld.ts';

/**
 * An operator who reads each leak and terminates the conversion server that it names. Only a person may do that, and
 * DRS may leave one running for good, so that its drill would never end.
 */
export async function removeLeaks({ apiUrl, world, site }: LocalWorld, listed: Iterable<SummaryView>): Promise<void> {
  for (const { drillId, phase, cleanup } of listed) {
    if (phase !== 'TERMINATING' || cleanup !== 'LEAKED') continue;
    const answer = await fetch(`${apiUrl}/v1/drills/${drillId}`);
    const said = await answer.text();
    // The leak is still there at the next look.
    if (!answer.ok) continue;
    for (const [, instanceId = ''] of said.matchAll(/conversion server (i-[0-9a-f]{17})/g))
      world.terminateOutside(site, instanceId);
  }
}
