import { OPEN_DRILLS_MAX } from '../../../src/drill/bounds.ts';
import type { Drill } from '../../../src/drill/drill.ts';
import { emptySite } from '../../../src/drill/site.ts';
import { OtherSchema, Unavailable } from '../../../src/flow/wrong.ts';
import { START } from '../../builders.ts';
import { DRILL_ID, type Given, givenDrill, givenPorts, payloadOf, SITE, through } from '../given.ts';
import { givenHistory } from '../history/given.ts';
import type { Answer } from './documented.ts';

/** Makes a door give a documented response. */
export type Producer = (door: string) => Promise<Answer>;

/** By code, or by door and code where a door needs more; a success has no code. */
export const PRODUCERS: Record<string, Producer> = {
  success: async (door) => ask(await holding(), door),
  'getServer success': async (door) => ask(await drilled(), door),
  'listServers success': async (door) => ask(await drilled(), door),
  'listTrials success': async (door) => ask(await drilled(), door),
  'listLeverMoves success': async (door) => {
    await ask(await holding(), 'setLever');
    return through(door, await payloadOf(door));
  },
  'listFindings success': async (door) => ask(await drilled(), door),
  'listStatistics success': async (door) => ask(await drilled(), door),
  'listRegressions success': async (door) => ask(await drilled(), door),
  'acknowledgeLeak success': async (door) => ask(await holding(LEAKED), door),
  'invalid-parameter': async (door) => ask(await holding(), door, { queryStringParameters: { colour: 'red' } }),
  'unsupported-filter': async (door) =>
    ask(await holding(), door, { queryStringParameters: { phase: 'HOLDING', outcome: 'PASSED' } }),
  'malformed-json': async (door) => ask(await holding(), door, { body: '{' }),
  'invalid-request': async (door) => ask(await holding(), door, { body: '{"colour":"red"}' }),
  'not-authenticated': async (door) => ask(await holding(), door, { requestContext: {} }),
  'unknown-drill': async (door) => ask(givenPorts(), door),
  'unknown-server': async (door) => ask(givenPorts(), door),
  'newer-version': async (door) => ask(failing(new OtherSchema('It', 'newer')), door),
  'older-version': async (door) => ask(failing(new OtherSchema('It', 'older')), door),
  'drill-ended': async (door) => ask(await holding({ phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' }), door),
  'already-terminating': async (door) => ask(await holding({ phase: 'TERMINATING', cleanup: 'RUNNING' }), door),
  'drill-set-aside': async (door) => ask(await setAside(), door),
  'not-holding': async (door) => ask(await holding({ phase: 'LAUNCHING' }), door),
  'no-leak': async (door) => ask(await holding(), door),
  'still-acting': async (door) => ask(await holding({ ...LEAKED, ...ACTING }), door),
  'precondition-failed': async (door) => ask(await holding(), door, {}, { 'if-match': '"another"' }),
  'body-too-large': async (door) => ask(await holding(), door, { body: ' '.repeat(200_000) }),
  'not-json': async (door) => ask(await holding(), door, {}, { 'content-type': 'text/plain' }),
  'hold-not-longer': async (door) => ask(await holding(), door, { body: until(START + 60_000) }),
  'hold-too-long': async (door) => ask(await holding(), door, { body: until(START + 365 * 86_400_000) }),
  'idempotency-key-reused': async (door) => asAnotherBefore(door, 'extendHold'),
  'extendHold idempotency-key-reused': async (door) => asAnotherBefore(door, 'endHold'),
  'startDrill idempotency-key-reused': async (door) => otherBodyBefore(door, { holdSeconds: 60 }),
  'setLever idempotency-key-reused': async (door) => otherBodyBefore(door, { state: 'OPEN' }),
  'releaseJob idempotency-key-reused': async (door) => otherBodyBefore(door, { reason: 'another' }),
  'precondition-required': async (door) => ask(await holding(), door, {}, { 'if-match': undefined }),
  'too-many-drills': async (door) => ask(await crowded(), door),
  'internal-error': async (door) => ask(failing(new Error('something of ours is wrong')), door),
  'temporarily-unavailable': async (door) => ask(failing(new Unavailable('ThrottlingException')), door),
};

const LEAKED = { phase: 'TERMINATING', cleanup: 'LEAKED', outcome: 'PASSED' } as const;
const ACTING: Pick<Drill, 'open' | 'effectCount'> = {
  open: { e1: { kind: 'Terminate', key: 'terminate/0', askedAt: START, dueAt: START, takenAt: START, attempt: 1 } },
  effectCount: 1,
};

/** A world with the drill that the payloads speak of. */
async function holding(more: Parameters<typeof givenDrill>[1] = {}): Promise<Given> {
  const given = givenPorts();
  await givenDrill(given, more);
  return given;
}

/** A world whose drill has broken a rule. */
async function setAside(): Promise<Given> {
  const given = await holding();
  await given.table.ports.drills.markBroken(DRILL_ID, 'a drill is bounded', START);
  return given;
}

/** A world in which servers were drilled before. */
async function drilled(): Promise<Given> {
  const given = givenPorts();
  await givenHistory(given);
  return given;
}

/** A site with as many open drills as it may have. */
async function crowded(): Promise<Given> {
  const given = givenPorts();
  const claims = Array.from({ length: OPEN_DRILLS_MAX }, (_, index) => [`d-${index}`, [`s-${index}`]]);
  const record = { ...emptySite(SITE.accountId, SITE.region), claims: Object.fromEntries(claims) };
  await given.table.ports.sites.save(record, 0, 'crowd');
  return given;
}

/** A world whose table answers everything with an error. */
function failing(error: Error): Given {
  const given = givenPorts();
  const fails = () => Promise.reject(error);
  const ports = Object.keys(given.table.ports).map((name) => [name, new Proxy({}, { get: () => fails })]);
  givenPorts({ ...Object.fromEntries(ports), owner: fails });
  return given;
}

/** What a test changes in a payload; an undefined header is taken away. */
async function ask(
  _given: Given,
  door: string,
  more: object = {},
  headers: Record<string, string | undefined> = {},
): Promise<Answer> {
  const payload = await payloadOf(door);
  const all = Object.entries({ ...Object(payload['headers']), ...headers });
  const kept = Object.fromEntries(all.filter(([, value]) => value !== undefined));
  return through(door, { ...payload, headers: kept, ...more });
}

const KEY = { 'idempotency-key': 'the-same' };

/** Somebody has used the key to steer the drill otherwise. */
async function asAnotherBefore(door: string, other: string): Promise<Answer> {
  const given = await holding();
  await ask(given, other, {}, KEY);
  return ask(given, door, {}, KEY);
}

/** Somebody has used the key for the same with another body. */
async function otherBodyBefore(door: string, more: object): Promise<Answer> {
  const given = givenPorts();
  const { body } = await payloadOf(door);
  await ask(given, door, { body: JSON.stringify({ ...JSON.parse(String(body)), ...more }) }, KEY);
  return ask(given, door, {}, KEY);
}

function until(at: number): string {
  return JSON.stringify({ holdUntil: new Date(at).toISOString() });
}
