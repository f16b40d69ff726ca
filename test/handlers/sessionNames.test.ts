import { beforeEach, describe, expect, test } from 'vitest';
import { DRILL_ID, type Given, givenDrill, givenPorts, payloadOf, through } from './given.ts';

/** The caller who assumes a role chooses the name of the session (STS API reference, AssumeRole: RoleSessionName). */
const ROLE = 'arn:aws:sts::111122223333:assumed-role/Operations';
const OTHER_ROLE = 'arn:aws:sts::111122223333:assumed-role/OperationsOfOthers';
const USER = 'arn:aws:iam::111122223333:user/assumed-role/alice';

let given: Given;
beforeEach(() => {
  given = givenPorts();
});

async function asks(endpoint: string, userArn: string, body?: string): Promise<{ statusCode: number; body: string }> {
  const payload = { ...(await payloadOf(endpoint)), ...(body !== undefined && { body, isBase64Encoded: false }) };
  const context: object = Object(Object(payload)['requestContext']);
  return through(endpoint, { ...payload, requestContext: { ...context, authorizer: { iam: { userArn } } } });
}

describe('an Idempotency-Key belongs to a role, whatever its session is called', () => {
  test('a CI job that retries as another session starts no second drill', async () => {
    await asks('startDrill', `${ROLE}/job-1`);
    const again = await asks('startDrill', `${ROLE}/job-2`);
    expect(again.statusCode).toBe(202);
    expect(given.table.drills()).toMatchObject([{ requestedBy: `${ROLE}/job-1` }]);
  });

  test('another role, and a user, have keys of their own', async () => {
    for (const who of [`${ROLE}/one`, `${OTHER_ROLE}/one`, USER, `${USER}2`]) await asks('startDrill', who);
    expect(given.table.drills().map(({ requestedBy }) => requestedBy)).toEqual([
      `${ROLE}/one`,
      `${OTHER_ROLE}/one`,
      USER,
      `${USER}2`,
    ]);
  });

  test('another session does not repeat a steering, and the journal names the session that did it', async () => {
    await givenDrill(given);
    await asks('extendHold', `${ROLE}/first`);
    const again = await asks('extendHold', `${ROLE}/second`);
    expect(again.statusCode).toBe(202);
    const reported = given.table.entriesOf(DRILL_ID).flatMap(({ facts }) => facts);
    expect(reported.filter(({ type }) => type === 'HoldExtensionRequested')).toMatchObject([{ by: `${ROLE}/first` }]);
  });

  test('a lever is moved once', async () => {
    const moved = [await asks('setLever', `${ROLE}/first`), await asks('setLever', `${ROLE}/second`)];
    expect(moved.map(({ body }) => JSON.parse(body).by)).toEqual([`${ROLE}/first`, `${ROLE}/first`]);
  });

  test('another job is not released under the key of a release', async () => {
    await asks('releaseJob', `${ROLE}/first`);
    const other = JSON.stringify({ jobId: 'drsjob-0123456789abcdef1', reason: 'another one' });
    const answer = await asks('releaseJob', `${ROLE}/second`, other);
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([422, 'idempotency-key-reused']);
  });
});
