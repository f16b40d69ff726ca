import { beforeEach, describe, expect, test } from 'vitest';
import { REQUESTERS_DRILLS_MAX, REQUESTERS_SERVERS_MAX, SERVERS_PER_DRILL_MAX } from '../../src/drill/bounds.ts';
import { type Given, givenPorts, payloadOf, through } from './given.ts';

/** The caller who assumes a role chooses the name of the session (STS API reference, AssumeRole: RoleSessionName). */
const ATTACKER = (session: number) => `arn:aws:sts::111122223333:assumed-role/Pipeline/session-${session}`;
const OTHER = 'arn:aws:sts::111122223333:assumed-role/Operations/alice';

let given: Given;
let payload: object;
let invented = 0;
beforeEach(async () => {
  given = givenPorts();
  payload = await payloadOf('startDrill');
});

describe('one requester, whatever its sessions are called,', () => {
  test('fills no site with open drills of servers that it has invented', async () => {
    // given
    const answers = [];
    for (let n = 0; n < REQUESTERS_DRILLS_MAX; n++) answers.push((await asks(ATTACKER(n), 1)).statusCode);
    expect(new Set(answers)).toEqual(new Set([202]));
    // when
    const [refused, other] = [await asks(ATTACKER(-1), 1), await asks(OTHER, 1)];
    // then
    expect([refused.statusCode, JSON.parse(refused.body)]).toMatchObject([
      429,
      {
        code: 'too-many-drills',
        detail:
          'You have 400 open drills with 400 servers, and at most 400 with 4000 servers in total are allowed; try again when some have ended.',
      },
    ]);
    expect(refused.headers).toMatchObject({ 'retry-after': '300' });
    expect(other.statusCode).toBe(202);
  });

  test('claims no more servers than DRS allows a site', async () => {
    // given
    const whole = Math.floor(REQUESTERS_SERVERS_MAX / SERVERS_PER_DRILL_MAX);
    for (let n = 0; n < whole; n++) await asks(ATTACKER(n), SERVERS_PER_DRILL_MAX);
    const left = REQUESTERS_SERVERS_MAX - whole * SERVERS_PER_DRILL_MAX;
    // when
    const answers = [await asks(ATTACKER(0), left + 1), await asks(ATTACKER(0), left), await asks(ATTACKER(0), 1)];
    const other = await asks(OTHER, SERVERS_PER_DRILL_MAX);
    // then
    expect([...answers, other].map(({ statusCode }) => statusCode)).toEqual([429, 202, 429, 202]);
  });

  test('may request again when one of its drills has ended', async () => {
    // given
    for (let n = 0; n < REQUESTERS_DRILLS_MAX; n++) await asks(ATTACKER(n), 1);
    expect((await asks(ATTACKER(0), 1)).statusCode).toBe(429);
    // when
    const [open] = given.table.drills();
    const cancel = await payloadOf('cancelDrill');
    const ended = await through('cancelDrill', {
      ...cancel,
      headers: { 'content-type': 'application/json', 'if-match': '*' },
      pathParameters: { drillId: open?.drillId },
    });
    // then
    expect(JSON.parse(ended.body)).toMatchObject({ phase: 'ENDED' });
    expect((await asks(ATTACKER(0), 1)).statusCode).toBe(202);
  });
});

/** Requests a drill of servers that nobody has. */
async function asks(userArn: string, servers: number) {
  const sourceServerIds = Array.from({ length: servers }, () => `s-${String(invented++).padStart(17, 'f')}`);
  const context: object = Object(Object(payload)['requestContext']);
  const answer = await through('startDrill', {
    ...payload,
    headers: { 'content-type': 'application/json' },
    requestContext: { ...context, authorizer: { iam: { userArn } } },
    body: JSON.stringify({ waves: [{ sourceServerIds }], holdSeconds: 0, reason: 'x' }),
    isBase64Encoded: false,
  });
  return answer as { statusCode: number; headers: Record<string, string>; body: string };
}
