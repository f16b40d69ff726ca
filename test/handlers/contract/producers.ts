import {
  NOTES_ACCEPTED_SECONDS,
  NOTES_PER_DRILL_MAX,
  OPEN_DRILLS_MAX,
  SCHEDULES_MAX,
  SECOND_MS,
} from '../../../src/drill/bounds.ts';
import type { Drill } from '../../../src/drill/drill.ts';
import { emptySite } from '../../../src/drill/site.ts';
import { OtherSchema, Unavailable } from '../../../src/flow/errors.ts';
import { aDrill, aNote, aSave, aSchedule, START, serverId } from '../../builders.ts';
import { aReceipt } from '../evidence/aReceipt.ts';
import {
  DRILL_ID,
  type Given,
  givenDrill,
  givenPlan,
  givenPorts,
  givenSchedule,
  payloadOf,
  SITE,
  through,
} from '../given.ts';
import { givenHistory } from '../history/given.ts';
import type { Answer } from './documented.ts';

/** Makes a handler return a documented response. */
export type Producer = (endpoint: string) => Promise<Answer>;

/** By code, or by endpoint and code where an endpoint needs more; a success has no code. */
export const PRODUCERS: Record<string, Producer> = {
  success: async (endpoint) => ask(await holding(), endpoint),
  'getServer success': async (endpoint) => ask(await drilled(), endpoint),
  'listServers success': async (endpoint) => ask(await drilled(), endpoint),
  'listTrials success': async (endpoint) => ask(await drilled(), endpoint),
  'listLeverMoves success': async (endpoint) => {
    await ask(await holding(), 'setLever');
    return through(endpoint, await payloadOf(endpoint));
  },
  ...Object.fromEntries(
    ['getPlan', 'getPlanVersion', 'listPlans', 'listPlanVersions', 'deletePlan', 'putPlan'].map((endpoint) => [
      `${endpoint} success`,
      async () => ask(await planned(), endpoint),
    ]),
  ),
  'getDrillRequest success': async (endpoint) => {
    const given = givenPorts();
    await givenDrill(given, {}, { given: '{"reason":"quarterly rehearsal"}' });
    return ask(given, endpoint);
  },
  ...Object.fromEntries(
    ['getSchedule', 'listSchedules', 'deleteSchedule', 'putSchedule'].map((endpoint) => [
      `${endpoint} success`,
      async () => ask(await scheduled(), endpoint),
    ]),
  ),
  'putSchedule 201': async (endpoint) => ask(await planned(), endpoint),
  'right-missing': async (endpoint) =>
    ask(await planned(), endpoint, { requestContext: { authorizer: WITHOUT_START } }),
  'unknown-schedule': async (endpoint) => ask(givenPorts(), endpoint),
  'putSchedule unknown-schedule': async (endpoint) => ask(await planned(), endpoint, {}, CHANGES),
  'too-many-schedules': async (endpoint) => {
    const given = await planned();
    for (let n = 0; n < SCHEDULES_MAX; n++) await given.table.ports.planSchedules.save(aSchedule({}, `s${n}`), 0);
    return ask(given, endpoint);
  },
  'deleteSchedule precondition-failed': async (endpoint) =>
    ask(await scheduled(), endpoint, {}, { 'if-match': '"another"' }),
  'putSchedule precondition-failed': async (endpoint) => {
    const given = await scheduled();
    const { body } = await payloadOf(endpoint);
    const other = JSON.stringify({ ...JSON.parse(String(body)), enabled: false });
    return ask(given, endpoint, { body: other }, { ...CHANGES, 'if-match': '"another"' });
  },
  304: async (endpoint) => {
    await (PRODUCERS[`${endpoint} success`] ?? PRODUCERS['success'])?.(endpoint);
    const payload = await payloadOf(endpoint);
    const first = await through(endpoint, payload);
    const headers = { ...Object(payload['headers']), 'if-none-match': first.headers['etag'] };
    return through(endpoint, { ...payload, headers });
  },
  'putPlan 201': async (endpoint) => ask(givenPorts(), endpoint),
  'getDifference success': async (endpoint) => {
    const given = await holding();
    await given.table.ports.drills.save(aSave(aDrill({ drillId: 'd-000000000000000000000002' })));
    return ask(given, endpoint);
  },
  'not-acceptable': async (endpoint) => ask(await holding(), endpoint, {}, { accept: 'image/png' }),
  'linkEvidence success': async (endpoint) => {
    const given = await holding({ phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' });
    const due = { drillId: DRILL_ID, because: 'ENDED' as const, dueAt: START };
    await given.table.ports.seals.keep(aReceipt(), due, null);
    return ask(given, endpoint);
  },
  'not-sealed': async (endpoint) => ask(await holding(), endpoint),
  'getSettings internal-error': async (endpoint) => {
    const given = givenPorts();
    process.env['EVIDENCE_RETENTION'] = 'FOREVER';
    return ask(given, endpoint).finally(() => delete process.env['EVIDENCE_RETENTION']);
  },
  'getEvidenceKey internal-error': async (endpoint) => {
    const given = givenPorts({ signer: { publicKey: () => Promise.reject(new Error('KMS')) } as never });
    return ask(given, endpoint);
  },
  'getReport success': async (endpoint) => ask(await holding(), endpoint, {}, { accept: 'application/json' }),
  'addNote 201': async (endpoint) => ask(await holding(), endpoint),
  'addNote success': async (endpoint) => {
    const given = await holding();
    await ask(given, endpoint);
    return ask(given, endpoint);
  },
  'addNote idempotency-key-reused': async (endpoint) => {
    const given = await holding();
    await ask(given, endpoint, { body: '{"kind":"REMARK","text":"another"}' }, KEY);
    return ask(given, endpoint, {}, KEY);
  },
  'notes-closed': async (endpoint) => {
    const phaseAt = START - NOTES_ACCEPTED_SECONDS * SECOND_MS;
    return ask(await holding({ phase: 'ENDED', phaseAt, outcome: 'PASSED', cleanup: 'CLEAN' }), endpoint);
  },
  'too-many-notes': async (endpoint) => {
    const given = await holding();
    const { notes } = given.table.ports;
    for (let n = 1; n <= NOTES_PER_DRILL_MAX; n++) await notes.add(aNote({ drillId: DRILL_ID, n }));
    return ask(given, endpoint);
  },
  'listFindings success': async (endpoint) => ask(await drilled(), endpoint),
  'listStatistics success': async (endpoint) => ask(await drilled(), endpoint),
  'listRegressions success': async (endpoint) => ask(await drilled(), endpoint),
  'acknowledgeLeak success': async (endpoint) => ask(await holding(LEAKED), endpoint),
  'invalid-parameter': async (endpoint) => ask(await holding(), endpoint, { queryStringParameters: { colour: 'red' } }),
  'unsupported-filter': async (endpoint) =>
    ask(await holding(), endpoint, { queryStringParameters: { phase: 'HOLDING', outcome: 'PASSED' } }),
  'malformed-json': async (endpoint) => ask(await holding(), endpoint, { body: '{' }),
  'invalid-request': async (endpoint) => ask(await holding(), endpoint, { body: '{"colour":"red"}' }),
  'not-authenticated': async (endpoint) => ask(await holding(), endpoint, { requestContext: {} }),
  'unknown-drill': async (endpoint) => ask(givenPorts(), endpoint),
  'unknown-check': async (endpoint) => ask(await holding({ checks: [] }), endpoint),
  'check-decided': async (endpoint) => ask(await holding({ checks: [{ ...CHECK, state: 'FAILED' }] }), endpoint),
  'no-verdict': async (endpoint) => ask(await holding({ checks: [{ ...CHECK, kind: 'TCP', port: 443 }] }), endpoint),
  'checks-running': async (endpoint) => ask(await holding({ checks: [CHECK] }), endpoint, { body: '{}' }),
  'unknown-plan': async (endpoint) => ask(givenPorts(), endpoint),
  'putPlan unknown-plan': async (endpoint) => ask(givenPorts(), endpoint, {}, CHANGES),
  'unknown-server': async (endpoint) => ask(givenPorts(), endpoint),
  'newer-version': async (endpoint) => ask(failing(new OtherSchema('It', 'newer')), endpoint),
  'older-version': async (endpoint) => ask(failing(new OtherSchema('It', 'older')), endpoint),
  'drill-ended': async (endpoint) =>
    ask(await holding({ phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' }), endpoint),
  'already-terminating': async (endpoint) => ask(await holding({ phase: 'TERMINATING', cleanup: 'RUNNING' }), endpoint),
  'drill-quarantined': async (endpoint) => ask(await quarantine(), endpoint),
  'not-holding': async (endpoint) => ask(await holding({ phase: 'LAUNCHING' }), endpoint),
  'no-leak': async (endpoint) => ask(await holding(), endpoint),
  'still-acting': async (endpoint) => ask(await holding({ ...LEAKED, ...ACTING }), endpoint),
  'precondition-failed': async (endpoint) => ask(await holding(), endpoint, {}, { 'if-match': '"another"' }),
  'deletePlan precondition-failed': async (endpoint) => ask(await planned(), endpoint, {}, { 'if-match': '"another"' }),
  'putPlan precondition-failed': async (endpoint) =>
    ask(await planned(), endpoint, { body: OTHER_PLAN }, { ...CHANGES, 'if-match': '"another"' }),
  'body-too-large': async (endpoint) => ask(await holding(), endpoint, { body: ' '.repeat(200_000) }),
  'not-json': async (endpoint) => ask(await holding(), endpoint, {}, { 'content-type': 'text/plain' }),
  'hold-not-longer': async (endpoint) => ask(await holding(), endpoint, { body: until(START + 60_000) }),
  'hold-too-long': async (endpoint) => ask(await holding(), endpoint, { body: until(START + 365 * 86_400_000) }),
  'idempotency-key-reused': async (endpoint) => asAnotherBefore(endpoint, 'extendHold'),
  'extendHold idempotency-key-reused': async (endpoint) => asAnotherBefore(endpoint, 'endHold'),
  'startDrill idempotency-key-reused': async (endpoint) => otherBodyBefore(endpoint, { holdSeconds: 60 }),
  'setLever idempotency-key-reused': async (endpoint) => otherBodyBefore(endpoint, { state: 'OPEN' }),
  'releaseJob idempotency-key-reused': async (endpoint) => otherBodyBefore(endpoint, { reason: 'another' }),
  'precondition-required': async (endpoint) =>
    ask(await holding(), endpoint, {}, { 'if-match': undefined, 'if-none-match': undefined }),
  'too-many-drills': async (endpoint) => ask(await crowded(), endpoint),
  'internal-error': async (endpoint) => ask(failing(new Error('something of ours is wrong')), endpoint),
  'temporarily-unavailable': async (endpoint) => ask(failing(new Unavailable('ThrottlingException')), endpoint),
};

const CHECK = { name: 'login-works', kind: 'VERDICT', required: true, state: 'RUNNING' } as const;
const LEAKED = { phase: 'TERMINATING', cleanup: 'LEAKED', outcome: 'PASSED' } as const;
const ACTING: Pick<Drill, 'open' | 'effectCount'> = {
  open: { e1: { kind: 'Terminate', key: 'terminate/0', requestedAt: START, dueAt: START, takenAt: START, attempt: 1 } },
  effectCount: 1,
};

/** A world with the drill in the payloads. */
async function holding(more: Parameters<typeof givenDrill>[1] = {}): Promise<Given> {
  const given = givenPorts();
  await givenDrill(given, more);
  return given;
}

/** A world whose drill has violated an invariant. */
async function quarantine(): Promise<Given> {
  const given = await holding();
  await given.table.ports.drills.markQuarantined(DRILL_ID, 'a drill is bounded', START);
  return given;
}

/** A world with the plan in the payloads. */
async function planned(): Promise<Given> {
  const given = givenPorts();
  await givenPlan();
  return given;
}

/** A world with the schedule in the payloads. */
async function scheduled(): Promise<Given> {
  const given = givenPorts();
  await givenSchedule();
  return given;
}

/** A token that may set schedules, and start nothing. */
const WITHOUT_START = { jwt: { claims: { iss: 'https://issuer.example', sub: 'ada', scope: 'drs-drill/schedule' } } };

/** The headers that change a plan instead of creating one. */
const CHANGES = { 'if-none-match': undefined, 'if-match': '*' };
const OTHER_PLAN = JSON.stringify({ waves: [{ sourceServerIds: [serverId(9)] }], holdSeconds: 60, reason: 'another' });

/** A world in which servers were drilled before. */
async function drilled(): Promise<Given> {
  const given = givenPorts();
  await givenHistory(given);
  return given;
}

/** A site with the maximum number of open drills. */
async function crowded(): Promise<Given> {
  const given = givenPorts();
  const claims = Array.from({ length: OPEN_DRILLS_MAX }, (_, index) => [`d-${index}`, [`s-${index}`]]);
  const record = { ...emptySite(SITE.accountId, SITE.region), claims: Object.fromEntries(claims) };
  await given.table.ports.sites.save(record, 0, 'crowd');
  return given;
}

/** A world whose table answers every call with an error. */
function failing(error: Error): Given {
  const given = givenPorts();
  const fails = () => Promise.reject(error);
  const ports = Object.keys(given.table.ports).map((name) => [name, new Proxy({}, { get: () => fails })]);
  givenPorts({ ...Object.fromEntries(ports), owner: fails });
  return given;
}

/** What a test changes in a payload; an undefined header is removed. */
async function ask(
  _given: Given,
  endpoint: string,
  more: object = {},
  headers: Record<string, string | undefined> = {},
): Promise<Answer> {
  const payload = await payloadOf(endpoint);
  const all = Object.entries({ ...Object(payload['headers']), ...headers });
  const kept = Object.fromEntries(all.filter(([, value]) => value !== undefined));
  return through(endpoint, { ...payload, headers: kept, ...more });
}

const KEY = { 'idempotency-key': 'the-same' };

/** A caller has used the key for another request to the drill. */
async function asAnotherBefore(endpoint: string, other: string): Promise<Answer> {
  const given = await holding();
  await ask(given, other, {}, KEY);
  return ask(given, endpoint, {}, KEY);
}

/** A caller has used the key for the same operation with another body. */
async function otherBodyBefore(endpoint: string, more: object): Promise<Answer> {
  const given = givenPorts();
  const { body } = await payloadOf(endpoint);
  await ask(given, endpoint, { body: JSON.stringify({ ...JSON.parse(String(body)), ...more }) }, KEY);
  return ask(given, endpoint, {}, KEY);
}

function until(at: number): string {
  return JSON.stringify({ holdUntil: new Date(at).toISOString() });
}
