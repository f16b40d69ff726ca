import { beforeEach, describe, expect, test } from 'vitest';
import { DRILL_ID, type Given, givenDrill, givenPorts, payloadOf, through } from './given.ts';

let given: Given;
beforeEach(async () => {
  given = givenPorts();
  await givenDrill(given);
});

type Headers = Record<string, string | undefined>;

/** A payload with other headers; undefined removes one. */
async function requested(endpoint: string, headers: Headers = {}, more: object = {}): Promise<Record<string, unknown>> {
  const payload = await payloadOf(endpoint);
  const all = Object.entries({ ...(payload['headers'] as Headers), ...headers });
  return { ...payload, headers: Object.fromEntries(all.filter(([, value]) => value !== undefined)), ...more };
}

const NO_KEY = { 'idempotency-key': undefined };
const version = async () => (await given.table.ports.drills.load(DRILL_ID))?.version;
const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;

describe('steering a drill that may have changed since the caller looked', () => {
  test.each(['cancelDrill', 'extendHold', 'endHold', 'acknowledgeLeak'])('%s needs If-Match', async (endpoint) => {
    const answer = await through(endpoint, await requested(endpoint, { 'if-match': undefined }));
    expect([answer.statusCode, codeOf(answer)]).toEqual([428, 'precondition-required']);
    expect(await version()).toBe(1);
  });

  test.each(['"7"', 'W/"1"', '"nonsense", "7"', '"00001"x""'])('%s is not its version: refused', async (tags) => {
    const answer = await through('cancelDrill', await requested('cancelDrill', { 'if-match': tags }));
    expect([400, 412]).toContain(answer.statusCode);
    expect(await version()).toBe(1);
  });

  test('the refusal names the current version', async () => {
    const answer = await through('cancelDrill', await requested('cancelDrill', { 'if-match': '"7"' }));
    expect([answer.statusCode, codeOf(answer)]).toEqual([412, 'precondition-failed']);
    const { headers } = await through('getDrill', await payloadOf('getDrill'));
    expect([answer.headers['etag'], headers['etag']]).toEqual(['"1"', expect.stringMatching(/^"1\.\w+"$/)]);
  });

  test.each(['*', '"1"', '"7", "1"', ' "1" ,'])('%s is accepted, and answered with the new version', async (tags) => {
    const answer = await through('cancelDrill', await requested('cancelDrill', { 'if-match': tags }));
    expect([answer.statusCode, answer.headers['etag']]).toEqual([202, '"2"']);
    expect((await through('getDrill', await payloadOf('getDrill'))).headers['etag']).toMatch(/^"2\.\w+"$/);
  });

  test('a caller who loses the race against another writer is refused, and has changed nothing', async () => {
    // given
    const { drills } = given.table.ports;
    let raced = false;
    const save: typeof drills.save = async (mine) => {
      if (!raced) {
        raced = true;
        await through('extendHold', await requested('extendHold', NO_KEY));
      }
      return drills.save(mine);
    };
    given = { ...givenPortsOn(given, { ...drills, save }) };
    // when
    const answer = await through('cancelDrill', await requested('cancelDrill', NO_KEY));
    // then
    expect([answer.statusCode, answer.headers['etag']]).toEqual([412, '"2"']);
    expect((await drills.load(DRILL_ID))?.drill.cancelledBy).toBeUndefined();
  });
});

describe('steering under an Idempotency-Key', () => {
  test('the same request again changes nothing, and returns the current drill, whatever version it names', async () => {
    // given
    await through('extendHold', await requested('extendHold'));
    await through('cancelDrill', await requested('cancelDrill', { 'if-match': '"2"' }));
    // when
    const again = await through('extendHold', await requested('extendHold'));
    // then
    expect([again.statusCode, again.headers['etag']]).toEqual([202, '"3"']);
    expect(JSON.parse(again.body)).toMatchObject({ phase: 'TERMINATING', outcome: 'CANCELLED' });
    expect(await version()).toBe(3);
  });

  test.each([
    ['with another body', 'extendHold', { body: '{"holdUntil":"2026-03-01T12:45:00Z"}' }],
    ['of another kind', 'endHold', {}],
  ])('another request %s is refused', async (_what, endpoint, more) => {
    await through('extendHold', await requested('extendHold', { 'idempotency-key': 'one' }));
    const other = await requested(endpoint, { 'idempotency-key': 'one', 'if-match': '*' }, more);
    const answer = await through(endpoint, other);
    expect([answer.statusCode, codeOf(answer)]).toEqual([422, 'idempotency-key-reused']);
    expect(await version()).toBe(2);
  });

  test('the key of another caller is another key', async () => {
    await through('extendHold', await requested('extendHold', { 'idempotency-key': 'one' }));
    const requestContext = { authorizer: { jwt: { claims: { iss: 'https://idp.example', sub: 'alice' } } } };
    const theirs = await requested('endHold', { 'idempotency-key': 'one', 'if-match': '*' }, { requestContext });
    expect((await through('endHold', theirs)).statusCode).toBe(202);
    expect(await version()).toBe(3);
  });

  test('of two at once exactly one acts, and both are answered', async () => {
    const payload = await requested('extendHold', { 'if-match': '*' });
    const answers = await Promise.all([1, 2, 3].map(() => through('extendHold', payload)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
    expect(await version()).toBe(2);
  });

  test('a request that changed nothing is recognised too', async () => {
    // given
    await through('extendHold', await requested('extendHold', { 'idempotency-key': 'first' }));
    const twice = await requested('extendHold', { 'idempotency-key': 'second', 'if-match': '"2"' });
    expect((await through('extendHold', twice)).headers['etag']).toBe('"2"');
    await through('sweep', await payloadOf('sweep'));
    // when
    const other = await requested(
      'extendHold',
      { 'idempotency-key': 'second' },
      { body: '{"holdUntil":"2026-03-01T15:00:00Z"}' },
    );
    // then
    expect(codeOf(await through('extendHold', other))).toBe('idempotency-key-reused');
    expect((await through('extendHold', { ...twice, rawPath: '/' })).statusCode).toBe(202);
  });

  test('a refused request may be repeated', async () => {
    const early = await requested('acknowledgeLeak');
    expect(codeOf(await through('acknowledgeLeak', early))).toBe('no-leak');
    expect(codeOf(await through('acknowledgeLeak', early))).toBe('no-leak');
  });

  test('an invalid key is refused', async () => {
    const answer = await through('cancelDrill', await requested('cancelDrill', { 'idempotency-key': 'two words' }));
    expect([answer.statusCode, codeOf(answer)]).toEqual([400, 'invalid-parameter']);
  });
});

function givenPortsOn(before: Given, drills: Given['table']['ports']['drills']): Given {
  return { ...givenPorts({ ...before.table.ports, drills }), table: before.table };
}
