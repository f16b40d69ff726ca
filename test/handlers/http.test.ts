import { beforeEach, describe, expect, test } from 'vitest';
import { type Given, givenDrill, givenPorts, payloadOf, through } from './given.ts';

let given: Given;
beforeEach(() => {
  given = givenPorts();
});

describe('POST /v1/drills with an Idempotency-Key', () => {
  test('the same key and body give the same drill, which is not moved again', async () => {
    const first = await through('startDrill', await payloadOf('startDrill'));
    const entries = given.table.drills().map(({ drillId }) => given.table.entriesOf(drillId).length);
    const second = await through('startDrill', await payloadOf('startDrill'));
    expect(second.statusCode).toBe(202);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(given.table.drills().map(({ drillId }) => given.table.entriesOf(drillId).length)).toEqual(entries);
  });

  test('the same key with another body is refused', async () => {
    const payload = await payloadOf('startDrill');
    await through('startDrill', payload);
    const other = { ...JSON.parse(String(payload['body'])), holdSeconds: 60 };
    const answer = await through('startDrill', { ...payload, body: JSON.stringify(other) });
    expect(answer.statusCode).toBe(422);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'idempotency-key-reused', status: 422 });
    expect(given.table.drills()).toHaveLength(1);
  });

  test('without a key every request is a drill of its own, and the record refuses servers in use', async () => {
    const payload = await payloadOf('startDrill');
    const { 'idempotency-key': _key, ...headers } = payload['headers'] as Record<string, string>;
    await through('startDrill', { ...payload, headers });
    const second = await through('startDrill', { ...payload, headers });
    expect(second.statusCode).toBe(202);
    expect(JSON.parse(second.body)).toMatchObject({ phase: 'ENDED', outcome: 'REJECTED' });
    expect(given.table.drills()).toHaveLength(2);
  });
});

describe('endpoints refuse with a problem document', () => {
  test.each([
    ['a body that is no JSON', { body: '{' }, 400, 'malformed-json'],
    ['a body of another type', { headers: { 'content-type': 'text/plain' } }, 415, 'not-json'],
    ['a body that is too large', { body: ' '.repeat(200_000) }, 413, 'body-too-large'],
    ['no body', { body: undefined }, 400, 'invalid-request'],
    ['an unknown member', { body: '{"colour":"red"}' }, 400, 'invalid-request'],
    ['an unusable key', { headers: { 'idempotency-key': 'two words' } }, 400, 'invalid-parameter'],
  ])('startDrill: %s', async (_what, more, status, code) => {
    const answer = await through('startDrill', { ...(await payloadOf('startDrill')), ...more });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({
      code,
      status,
      type: `urn:drs-drill:problem:${code}`,
      instance: '/v1/drills',
    });
    expect(given.table.drills()).toEqual([]);
  });

  test('an unauthenticated caller is refused', async () => {
    const payload = await payloadOf('startDrill');
    const requestContext = { ...(payload['requestContext'] as object), authorizer: undefined };
    const answer = await through('startDrill', { ...payload, requestContext });
    expect(answer.statusCode).toBe(401);
  });

  test('a token names its caller by issuer and subject', async () => {
    const payload = await payloadOf('startDrill');
    const authorizer = { jwt: { claims: { iss: 'https://idp.example', sub: 'alice' }, scopes: null } };
    const requestContext = { ...(payload['requestContext'] as object), authorizer };
    const answer = await through('startDrill', { ...payload, requestContext });
    expect(JSON.parse(answer.body).requestedBy).toBe('https://idp.example#alice');
  });

  test.each(['getDrill', 'getJournal', 'cancelDrill', 'extendHold', 'endHold'])(
    '%s: a drill that does not exist',
    async (endpoint) => {
      const answer = await through(endpoint, await payloadOf(endpoint));
      expect(answer.statusCode).toBe(404);
      expect(JSON.parse(answer.body)).toMatchObject({ status: 404 });
    },
  );

  test.each(['getDrill', 'cancelDrill'])('%s: an id that no drill can have', async (endpoint) => {
    const answer = await through(endpoint, {
      ...(await payloadOf(endpoint)),
      pathParameters: { drillId: 'd-../../etc' },
    });
    expect(answer.statusCode).toBe(404);
  });

  test.each([
    ['listDrills', { limit: '0' }],
    ['listDrills', { limit: 'ten' }],
    ['listDrills', { cursor: 'bm9uc2Vuc2U' }],
    ['getJournal', { fromSeq: '-1' }],
    ['getJournal', { limit: '101' }],
  ])('%s: %o', async (endpoint, queryStringParameters) => {
    await givenDrill(given);
    const answer = await through(endpoint, { ...(await payloadOf(endpoint)), queryStringParameters });
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'invalid-parameter' });
  });

  test.each(['getDrill', 'getLever', 'startDrill', 'listDrills'])(
    '%s: an unknown parameter, with the known ones',
    async (endpoint) => {
      const answer = await through(endpoint, {
        ...(await payloadOf(endpoint)),
        queryStringParameters: { colour: 'red' },
      });
      expect(answer.statusCode).toBe(400);
      expect(JSON.parse(answer.body)).toMatchObject({
        code: 'invalid-parameter',
        detail: expect.stringMatching(/^colour is unknown; allowed: (from, .*, limit, cursor|none)$/),
        errors: [{ parameter: 'colour' }],
      });
    },
  );

  test('steering a drill is refused in a phase that does not allow it', async () => {
    await givenDrill(given, { phase: 'LAUNCHING' });
    const answer = await through('endHold', await payloadOf('endHold'));
    expect(answer.statusCode).toBe(409);
  });

  test('every request is a line of the log, a refused one with the reason; a query is none', async () => {
    // given
    const said: unknown[] = [];
    const info = (message: string, details: unknown) => void said.push([message, details]);
    given = givenPorts({ log: { info, error: info } });
    await givenDrill(given, { phase: 'LAUNCHING' });
    // when
    await through('getDrill', await payloadOf('getDrill'));
    await through('endHold', await payloadOf('endHold'));
    await through('cancelDrill', await payloadOf('cancelDrill'));
    // then
    const by = 'arn:aws:sts::111122223333:assumed-role/Operations/rehearsals';
    const path = '/v1/drills/d-000000000000000000000001';
    const why = expect.stringMatching(/hold/i);
    expect(said).toEqual([
      [
        'a request was refused',
        { method: 'POST', path: `${path}/hold/end`, by, status: 409, code: 'not-holding', why },
      ],
      ['a request was accepted', { method: 'POST', path: `${path}/cancel`, by, status: 202 }],
    ]);
  });

  test('an error on our side is logged, and the caller learns no details', async () => {
    given = givenPorts({
      drills: { ...given.table.ports.drills, load: async () => Promise.reject(new Error('secret inside')) },
    });
    const answer = await through('getDrill', await payloadOf('getDrill'));
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(given.logged).toEqual(['a request failed']);
  });
});
