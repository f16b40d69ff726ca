import { canonicalHash } from '../../api/canonicalHash.ts';
import type { RequestSettings } from '../../api/drillRequest.ts';
import { drillIdOf, requesterOf, requestHash } from '../../api/identity.ts';
import { invalidInput } from '../../api/input.ts';
import type { DrillRequest, PlanVersion, ScheduledRun, Site } from '../../drill/drill.ts';
import { type Advanced, advance } from '../../flow/advance.ts';
import type { LoadedDrill, Ports } from '../../flow/ports.ts';
import { keyReused } from '../../flow/writeConditions.ts';
import { readRequest } from '../parsing/readRequest.ts';
import { type Started, startedPlan } from '../plans/startedPlan.ts';
import type { Settings } from '../wiring/settings.ts';

/**
 * Starts the drill in a body, or finds the one that this caller has started under the same key. A plan that the body
 * names is resolved first, so that the resolved request is what is checked and authorised.
 */
export async function requestDrill(
  ports: Ports,
  requested: RequestedDrill,
  { limits, allowedAccounts, ...allowed }: DrillSettings,
): Promise<Advanced> {
  const drillId = idOf(ports, requested);
  const earlier = once(() => ports.drills.load(drillId));
  const { request, given } = await resolved(ports, requested, allowed, earlier);
  refuseThirdParty(requested, request.site, allowedAccounts);
  const hash = requestHash(request);
  const found = await earlier();
  if (found !== undefined) return theSame(found, hash);
  const at = ports.clock.now();
  const { requestedBy } = requested;
  const input = { drillId, owner: await ports.owner(), request, requestedBy, requester: requesterOf(requestedBy) };
  const hashes = { requestHash: hash, givenHash: given.hash };
  const advanced = await advance(
    ports,
    drillId,
    { type: 'Requested', at, ...input, ...hashes, limits },
    { given: given.text },
  );
  if (advanced === undefined) throw new Error(`drill ${drillId} was not saved`);
  return theSame(advanced, hash);
}

/** The settings of a deployment that decide which drills it accepts. */
export type DrillSettings = RequestSettings & Pick<Settings, 'limits' | 'allowedAccounts'>;

/** Who requests which drill. The body is that of POST /v1/drills, or already resolved, and then `plan` is its plan. */
export interface RequestedDrill {
  body: unknown;
  requestedBy: string;
  idempotencyKey: string | undefined;
  /** The caller's account, if AWS reports it. */
  accountId?: string;
  /** The version of the plan that the body was made from. */
  plan?: PlanVersion;
  schedule?: ScheduledRun;
  /** The id of the drill, where it does not come from caller and key. */
  drillId?: string;
}

function idOf({ ids }: Ports, { drillId, requestedBy, idempotencyKey }: RequestedDrill): string {
  return drillId ?? (idempotencyKey === undefined ? `d-${ids.next()}` : drillIdOf(requestedBy, idempotencyKey));
}

/** The request as it was given, and what it means. A drill from a plan is, unless it says otherwise, a test of it. */
async function resolved(
  ports: Ports,
  requested: RequestedDrill,
  allowed: RequestSettings,
  earlier: () => Promise<LoadedDrill | undefined>,
): Promise<{ request: DrillRequest; given: { text: string; hash: string } }> {
  const { body, plan }: Started = requested.plan
    ? { body: requested.body, plan: requested.plan }
    : await startedPlan(ports, requested.body, allowed, async () => (await earlier())?.drill.plan);
  const { terms, ...request } = readRequest(body, allowed);
  const { schedule } = requested;
  return {
    request: {
      ...request,
      terms: plan === undefined ? terms : { recoveryPlan: plan.name, ...terms },
      ...(plan && { plan }),
      ...(schedule && { schedule }),
    },
    given: canonicalHash(body),
  };
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= read();
    return value;
  };
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
