import { expect, test } from 'vitest';
import { BadRequest, problemOf } from '../../src/api/problem.ts';
import { Refused } from '../../src/flow/errors.ts';

const AT = { instance: '/v1/drills', requestId: 'request-1' };

test('a refusal becomes a problem document with its code and errors', () => {
  const refused = new BadRequest(400, 'invalid-request', 'One thing is wrong', [
    { pointer: '/reason', message: 'is missing' },
  ]);
  expect(problemOf(refused, AT)).toEqual({
    type: 'urn:drs-drill:problem:invalid-request',
    title: 'The request is not valid',
    status: 400,
    detail: 'One thing is wrong',
    code: 'invalid-request',
    ...AT,
    errors: [{ pointer: '/reason', message: 'is missing' }],
  });
  expect(problemOf(new Refused(409, 'drill-ended', 'The drill has ended'), AT)).toMatchObject({
    status: 409,
    code: 'drill-ended',
  });
});

test('an internal error reveals no details to the caller', () => {
  const problem = problemOf(new Error('table drs-drill-dev in account 111122223333 is on fire'), AT);
  expect(problem).toMatchObject({ status: 500, code: 'internal-error', requestId: 'request-1' });
  expect(JSON.stringify(problem)).not.toContain('fire');
});
