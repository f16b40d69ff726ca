import { describe, expect, test } from 'vitest';
import { PROBLEM_CODES } from '../../src/api/problemCodes.ts';
import { errorText } from '../../src/cli/commandError.ts';
import { refusal } from '../../src/cli/http/problemText.ts';
import { wayOut } from '../../src/cli/http/problemWords.ts';

const REQUESTED = { api: new URL('https://api.example'), profile: undefined, token: undefined, path: '/v1/drills/d-1' };

function reported(status: number, body: unknown, headers: Record<string, string> = {}): string {
  return errorText(refusal({ status, body, headers: new Headers(headers), text: JSON.stringify(body) }, REQUESTED));
}

describe('a problem', () => {
  test('is shown with what is wrong, where, what is allowed, and the fix', () => {
    const errors = [
      { pointer: '/holdSeconds', message: 'must be at most 86400' },
      { pointer: '/waves/0/sourceServerIds/1', message: 'must be a source server id' },
      { pointer: '', message: 'has too many texts' },
    ];
    const body = {
      title: 'The request is not valid',
      code: 'invalid-request',
      detail: '3 things are wrong: /holdSeconds: must be at most 86400',
      requestId: 'r-1',
      errors,
    };
    expect(reported(400, body)).toBe(
      [
        'drs-drill: The request is not valid (400 invalid-request)',
        '  --hold (/holdSeconds): must be at most 86400',
        '  --server, --wave (/waves/0/sourceServerIds/1): must be a source server id',
        '  the body: has too many texts',
        '  request r-1',
        'fix: correct the values above and run the command again',
        '',
      ].join('\n'),
    );
  });

  test('of a signature by a wrong clock names the clock, and no credentials', () => {
    const date = new Date(Date.now() - 20 * 60_000).toUTCString();
    const said = reported(403, { message: 'Forbidden' }, { date });
    expect(said).toMatch(/fix: set the clock of this machine, which differs by 20 minutes from the API's/);
    expect(said).not.toContain('sso');
    const ofTheApi = { title: 'Not allowed', code: 'right-missing' };
    expect(reported(403, ofTheApi, { date })).not.toContain('clock');
    const right = new Date(Date.now() - 60_000).toUTCString();
    expect(reported(403, { message: 'Forbidden' }, { date: right })).toContain('aws sso login');
  });

  test('of a file is shown with the place and the member that are written there, and no option', () => {
    const errors = [
      { pointer: '/checks/0/port', message: 'must be a port from 1 to 65535' },
      { pointer: '/terms/a~1b', message: 'is unknown' },
      { pointer: '', message: 'has too many texts' },
    ];
    const body = { title: 'The request is not valid', code: 'invalid-request', errors };
    const answer = { status: 400, body, headers: new Headers(), text: '' };
    const placeOf = (pointer: string) => `shop.yaml:${pointer.length}:1`;
    expect(errorText(refusal(answer, { ...REQUESTED, path: '/v1/plans/shop', placeOf }))).toContain(
      [
        '  shop.yaml:14:1: checks[0].port must be a port from 1 to 65535',
        '  shop.yaml:11:1: terms.a/b is unknown',
        '  shop.yaml:0:1: the plan has too many texts',
      ].join('\n'),
    );
  });

  test.each([
    [403, { message: 'The security token included in the request is expired' }, 'aws sso login'],
    [403, { message: 'Forbidden' }, 'Who may do what'],
    [404, { message: 'Not Found' }, 'the right API?'],
    [404, { code: 'unknown-drill', title: 'x' }, 'drs-drill drills'],
    [412, { code: 'precondition-failed', title: 'x' }, 'drs-drill get d-1'],
    [500, { code: 'internal-error', title: 'x' }, 'request id'],
  ])('%i %j names its fix', (status, body, fix) => {
    expect(reported(status, body)).toMatch(new RegExp(`^fix: .*${fix.replace('?', '\\?')}`, 'm'));
  });

  test('of a refused signature is shown without the signed request, which contains the session token', () => {
    const signed =
      "The Canonical String for this request should have been\n'GET\n/v1/drills\nx-amz-security-token:SECRET'";
    const said = 'The request signature we calculated does not match the signature you provided.';
    for (const message of [`${said}\n\n${signed}`, `${said} ${signed}`, `${said}\r\nSECRET`]) {
      const text = reported(403, { message });
      expect(text).toContain(`drs-drill: ${said} (403)`);
      expect(text).toMatch(/^fix: use other credentials/m);
      expect(text).not.toContain('SECRET');
    }
    expect(reported(403, { message: 'x'.repeat(10_000) }).length).toBeLessThan(600);
  });

  test('with parameters is shown with the options of the command line, after the reason', () => {
    const errors = ['phase', 'recoveryPlan', 'region'].map((parameter) => ({ parameter, message: 'must be alone' }));
    const body = { title: 'No', code: 'unsupported-filter', detail: 'No index serves these together.', errors };
    expect(reported(400, body)).toBe(
      [
        'drs-drill: No (400 unsupported-filter)',
        '  No index serves these together.',
        '  --phase: must be alone',
        '  --plan: must be alone',
        '  --site: must be alone',
        'fix: keep one of these filters; choose the rest with --query',
        '',
      ].join('\n'),
    );
  });

  test('has a fix for every code that the command line can cause', () => {
    const without = Object.keys(PROBLEM_CODES).filter((code) => wayOut(code, 'd-1') === undefined);
    expect(without).toEqual(['malformed-json', 'not-json', 'precondition-required']);
  });

  test('writes only text to the terminal', () => {
    expect(reported(409, { title: 'No\x1b[2J\u202e', detail: 'a\r\nb' })).toBe('drs-drill: No [2J (409)\n  a b\n');
  });

  test('exits with 3 when the API refuses and with 1 when it fails', () => {
    const status = (answered: number) =>
      refusal({ status: answered, body: {}, headers: new Headers(), text: '{}' }, REQUESTED).status;
    expect([status(400), status(404), status(429), status(500), status(503), status(302)]).toEqual([3, 3, 3, 1, 1, 1]);
  });
});
