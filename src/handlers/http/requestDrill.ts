import { readDrillRequest } from '../../api/drillRequest.ts';
import { drillIdOf, requesterOf, requestHash } from '../../api/identity.ts';
import { invalidInput } from '../../api/input.ts';
import type { Site } from '../../drill/drill.ts';
import { type Advanced, advance } from '../../flow/advance.ts';
import type { Ports } from '../../flow/ports.ts';
import { keyReused } from '../../flow/writeConditions.ts';
import { settings } from '../wiring/settings.ts';

/** Starts the drill in a body, or finds the one that this caller has started under the same key. */
export async function requestDrill(ports: Ports, requested: RequestedDrill): Promise<Advanced> {
  const { limits, allowedAccounts, ...allowed } = settings();
  const request = readDrillRequest(requested.body, allowed);
  refuseThirdParty(requested, request.site, allowedAccounts);
  const hash = requestHash(request);
  const { requestedBy, idempotencyKey } = requested;
  const drillId = idempotencyKey === undefined ? `d-${ports.ids.next()}` : drillIdOf(requestedBy, idempotencyKey);
  const earlier = await ports.drills.load(drillId);
  if (earlier !== undefined) return theSame(earlier, hash);
  const at = ports.clock.now();
  const owner = await ports.owner();
  const requester = requesterOf(requestedBy);
  const input = { drillId, owner, request, requestedBy, requester, requestHash: hash, limits };
  const advanced = await advance(ports, drillId, { type: 'Requested', at, ...input });
  if (advanced === undefined) throw new Error(`drill ${drillId} was not saved`);
  return theSame(advanced, hash);
}

interface RequestedDrill {
  body: unknown;
  requestedBy: string;
  idempotencyKey: string | undefined;
  /** The caller's account, if AWS reports it. */
  accountId?: string;
}

/**
 * The site of the request counts, whether the body names it or the default applies. A deployment is one trust domain:
 * an allowed account may request drills at any of its sites.
 */
function refuseThirdParty({ accountId }: RequestedDrill, site: Site, allowedAccounts: string[]): void {
  if (accountId === undefined || accountId === site.accountId || allowedAccounts.includes(accountId)) return;
  const message = `${accountId} may not request drills of ${site.accountId}: the deployment’s allowedAccounts does not include it`;
  throw invalidInput([{ pointer: '/accountId', message }]);
}

/** Two requests may arrive at once under one key. Only the saved one has started a drill. */
function theSame(saved: Advanced, hash: string): Advanced {
  if (saved.requestHash === hash) return saved;
  throw keyReused();
}
