import { expect, test } from 'vitest';
import { accessTokenOf } from '../../src/cli/http/accessToken.ts';
import { authenticationFor, signatureFor } from '../../src/cli/http/signature.ts';

const API = new URL('https://drills.example');
const ENV = { DRS_DRILL_TOKEN: ' eyJ.eyJ.sig-_= ' };
const REQUEST = { method: 'GET', url: 'https://drills.example/v1/drills', headers: { a: 'b' }, body: undefined };

test('a token of the environment replaces the signature, and needs no Region', async () => {
  const token = accessTokenOf({}, ENV);
  const headers = await signatureFor(API, { profile: undefined, region: undefined, token })(REQUEST);
  expect(Object.fromEntries(headers)).toEqual({ a: 'b', authorization: 'Bearer eyJ.eyJ.sig-_=' });
  expect(authenticationFor(API, { token })).toBe('TOKEN');
});

test('a chosen profile signs, whatever token the environment has', () => {
  expect(accessTokenOf({ profile: 'drills' }, ENV)).toBeUndefined();
  expect(accessTokenOf({}, { DRS_DRILL_TOKEN: '' })).toBeUndefined();
  expect(authenticationFor(API, { token: undefined })).toBe('SIGNATURE');
});

test('the local world never sees a token', async () => {
  const local = new URL('http://127.0.0.1:1');
  const token = accessTokenOf({}, ENV);
  const headers = await signatureFor(local, { profile: undefined, region: undefined, token })(REQUEST);
  expect([Object.fromEntries(headers), authenticationFor(local, { token })]).toEqual([{ a: 'b' }, 'NONE']);
});

test.each(['Bearer x.y.z', '"x.y.z"', 'x\ny', 'x y', 'ü'])(
  'what is no token is refused, and not repeated: %s',
  (text) => {
    const token = accessTokenOf({}, { DRS_DRILL_TOKEN: text });
    expect(() => token?.read()).toThrow(/^DRS_DRILL_TOKEN does not contain an access token$/);
  },
);
