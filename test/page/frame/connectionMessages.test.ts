import { expect, test } from 'vitest';
import { Refusal } from '../../../src/page/api/answers.ts';
import type { Problem } from '../../../src/page/api/client.ts';
import { NoAnswer } from '../../../src/page/api/noAnswer.ts';
import { connectionMessages } from '../../../src/page/frame/connectionMessages.ts';

const refused = (status: number, detail: string) => new Refusal(status, { status, detail } as Problem);
const forbidden = (call: string) => refused(403, `API Gateway refuses ${call}: Forbidden. Your AWS identity needs …`);
const textsOf = (...errors: Error[]) => connectionMessages(errors).map(({ text }) => text);

test('without errors there is nothing to say', () => {
  expect(textsOf()).toEqual([]);
});

test('an outage is said once, however many reads it stops', () => {
  const down = () => refused(502, 'https://api.example.com cannot be reached: connection refused.');
  expect(textsOf(down(), down())).toEqual([`${down().message} Trying again.`]);
  expect(textsOf(new NoAnswer(), new NoAnswer())).toEqual([expect.stringMatching(/does not answer/)]);
});

test('once the server of the page answers again, only its answer counts', () => {
  const signedOut = refused(401, 'This browser is not signed in.');
  expect(textsOf(signedOut, new NoAnswer())).toEqual([`${signedOut.message} Trying again.`]);
  expect(textsOf(new NoAnswer(), signedOut)).toHaveLength(2);
});

test('calls without the right to them are one message, which names the first', () => {
  const calls = ['GET /v1/lever', 'GET /v1/drills', 'GET /v1/plans', 'GET /v1/lever'];
  expect(textsOf(...calls.map(forbidden))).toEqual([
    expect.stringMatching(/^API Gateway refuses GET \/v1\/lever, GET \/v1\/drills and 1 more: .*execute-api:Invoke/),
  ]);
});

test('a fault of the page is told apart, and what one view cannot read is left to it', () => {
  expect(connectionMessages([new TypeError('no such thing'), refused(404, 'There is no drill d-1.')])).toEqual([
    { text: expect.stringContaining('The page has a fault'), isFault: true },
  ]);
});
