import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/page/api/answers.ts';
import type { Problem } from '../../../src/page/api/client.ts';
import { NoAnswer } from '../../../src/page/api/noAnswer.ts';
import { connectionMessage } from '../../../src/page/frame/connectionMessage.ts';

function refused(status: number, detail: string): Refusal {
  return new Refusal(status, { status, detail } as Problem);
}

describe('the message on top of every view', () => {
  test('says which program does not answer, and that what is on the screen may be old', () => {
    expect(connectionMessage(new NoAnswer())).toBe(
      'The server of this page does not answer: it was stopped, or this machine slept. Run `npx drs-drill page` again. What you see may be old.',
    );
  });

  test.each([
    [502, 'https://api cannot be reached: the connection was refused.'],
    [504, 'https://api did not respond within 30 s.'],
    [503, 'The table is throttled.'],
    [401, 'Renew your credentials: aws sso login.'],
    [403, 'Your AWS identity needs execute-api:Invoke for this route.'],
  ])('says with %i what the answer said, and that the page goes on by itself', (status, detail) => {
    expect(connectionMessage(refused(status, detail))).toBe(`${detail} Trying again.`);
  });

  test('is a sentence when API Gateway throttles, whose words are none', () => {
    expect(connectionMessage(refused(429, 'Too Many Requests'))).toBe('Too Many Requests. Trying again.');
  });

  test('says that the page has a fault, with its message, and neither that it goes on nor that a server is down', () => {
    expect(connectionMessage(new TypeError('x is not iterable'))).toBe(
      'The page has a fault: x is not iterable. Loading it again may help. What you see may be old.',
    );
  });

  test('is none for what only one view cannot read', () => {
    expect(connectionMessage(refused(404, 'There is no such drill.'))).toBeUndefined();
    expect(connectionMessage(refused(500, 'An internal error.'))).toBeUndefined();
  });
});
