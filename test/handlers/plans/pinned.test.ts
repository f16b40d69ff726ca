import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { canonicalHash } from '../../../src/api/canonicalHash.ts';
import { readDrillRequest } from '../../../src/api/drillRequest.ts';
import { PLAN_OVERRIDES } from '../../../src/api/planStart.ts';
import { serverId } from '../../builders.ts';
import { type Given, givenPorts, payloadOf, SITE, through } from '../given.ts';

const RUNS = 60;
let given: Given;
beforeEach(() => {
  given = givenPorts();
});

const reason = fc.stringMatching(/^[a-z]{1,20}$/);
const tags = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z0-9]{0,8}$/), { maxKeys: 3 });
const point = fc.constantFrom({ type: 'LATEST' }, { type: 'AT_OR_BEFORE', at: '2026-02-01T00:00:00.500Z' });
const waivers = fc.array(fc.record({ check: fc.constantFrom('lag', 'drill-network'), reason }), { maxLength: 2 });

/** What a start may replace; each member may be absent. */
const overrides = fc.record(
  {
    ...{ reason, tags, recoveryPoint: point, waivers, changeReference: reason },
    ...{ holdSeconds: fc.nat(86_400), dryRun: fc.boolean() },
  },
  { requiredKeys: [] },
);

/** The body of a plan, in which servers are named or chosen. */
const body = fc
  .record(
    {
      ...{ holdSeconds: fc.nat(86_400), reason, waves: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }) },
      ...{ tags, recoveryPoint: point, waivers, dryRun: fc.boolean(), description: reason, recoveryPlan: reason },
      lagSecondsMax: fc.integer({ min: 0, max: 2_592_000 }),
      onLaunchFailure: fc.constantFrom('HOLD', 'CONTINUE', 'TERMINATE'),
    },
    { requiredKeys: ['holdSeconds', 'reason', 'waves'] },
  )
  .map(({ waves, ...others }) => ({ ...others, waves: waves.map(waveOf) }));

function waveOf(isChosen: boolean, index: number): object {
  return isChosen ? { servers: { tags: { Tier: [`t${index}`] } } } : { sourceServerIds: [serverId(index + 1)] };
}

/** The same members in another order, on every level. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, shuffled(member)])
      .reverse(),
  );
}

async function send(endpoint: string, sent: unknown, headers: object = {}) {
  const payload = await payloadOf(endpoint);
  return through(endpoint, {
    ...payload,
    headers: { ...Object(payload['headers']), ...headers },
    body: JSON.stringify(sent),
  });
}

async function apply(sent: unknown): Promise<{ version: number; hash: string }> {
  const exists = (await given.table.ports.plans.newest('web-shop')) !== undefined;
  const condition = exists ? { 'if-match': '*', 'if-none-match': undefined } : {};
  return JSON.parse((await send('putPlan', sent, condition)).body);
}

let keys = 0;

describe('the pinned plan is what ran', () => {
  test('whatever the plan holds, and whatever a start replaces', async () => {
    await fc.assert(
      fc.asyncProperty(body, body, overrides, async (planned, later, replaced) => {
        // given a plan of which there is a newer version
        const { version, hash } = await apply(planned);
        await apply(later);
        // when
        const start = { plan: 'web-shop', planVersion: version, ...replaced };
        const { drillId } = JSON.parse((await send('startDrill', start, { 'idempotency-key': `p-${++keys}` })).body);
        // then its journal begins with exactly the request of that version, and its replaced members
        const [first] = given.table.entriesOf(drillId)[0]?.facts ?? [];
        if (first?.type !== 'DrillRequested') throw new Error('the journal begins with something else');
        const meant = { ...planned, ...replaced };
        const { terms, ...request } = readDrillRequest(meant, { sites: [SITE], holdSecondsMax: 86_400 });
        const plan = { name: 'web-shop', version, hash };
        expect(first.request).toEqual({ ...request, terms: { recoveryPlan: 'web-shop', ...terms }, plan });
        // and what was kept is what its hash says
        const kept = (await given.table.ports.drills.given(drillId)) ?? '';
        expect(JSON.parse(kept)).toEqual(JSON.parse(JSON.stringify(meant)));
        expect(canonicalHash(JSON.parse(kept))).toEqual({ text: kept, hash: first.givenHash });
        const isUnchanged = canonicalHash(meant).hash === hash;
        expect(first.givenHash === hash).toBe(isUnchanged);
      }),
      { numRuns: RUNS },
    );
  });

  test('and nothing else can be replaced', async () => {
    await apply({ waves: [waveOf(false, 0)], holdSeconds: 60, reason: 'x' });
    const { accountId, region } = SITE;
    const others = { accountId, region, waves: [waveOf(false, 1)], lagSecondsMax: 1, recoveryPlan: 'other' };
    for (const [name, value] of Object.entries(others)) {
      const answer = await send('startDrill', { plan: 'web-shop', [name]: value });
      expect([answer.statusCode, JSON.parse(answer.body).errors]).toMatchObject([400, [{ pointer: `/${name}` }]]);
    }
    expect(PLAN_OVERRIDES).toEqual(expect.arrayContaining(['reason', 'holdSeconds', 'recoveryPoint', 'waivers']));
    expect(PLAN_OVERRIDES).toHaveLength(7);
  });
});

describe('the same bytes have the same hash', () => {
  test('as a plan, as a drill, and as an event, in whatever order their members come', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (requested) => {
        // when
        const saved = await apply(requested);
        const again = await apply(shuffled(requested));
        const drill = JSON.parse(
          (await send('startDrill', shuffled(requested), { 'idempotency-key': `s-${++keys}` })).body,
        );
        const event = await payloadOf('drillRequested');
        await through('drillRequested', { ...event, id: `e-${++keys}`, detail: shuffled(requested) });
        const byEvent = given.table.drills().at(-1);
        // then
        expect(again).toEqual(saved);
        expect([drill.givenHash, byEvent?.givenHash]).toEqual([saved.hash, saved.hash]);
        expect(byEvent?.drillId).not.toBe(drill.drillId);
      }),
      { numRuns: RUNS },
    );
  });
});
