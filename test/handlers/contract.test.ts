import { describe, expect, test } from 'vitest';
import { allDocumented } from './contract/documented.ts';
import { PRODUCERS } from './contract/producers.ts';

const documented = allDocumented().map((one) => {
  const { door, code = 'success' } = one;
  const name = `${door} ${code}` in PRODUCERS ? `${door} ${code}` : code;
  return { ...one, name };
});

describe('every response in the document is one that its door gives', () => {
  test.each(documented)('$door answers $status $code', async ({ door, status, code, name }) => {
    const produce = PRODUCERS[name];
    expect(produce, `nothing makes ${door} answer ${name}`).toBeDefined();
    const answer = await produce?.(door);
    expect([answer?.statusCode, JSON.parse(answer?.body ?? '{}').code]).toEqual([status, code]);
    if (door.startsWith('list') && code === undefined) expect(answer?.body).not.toMatch(/"\w+":\[\],"cursor"/);
    if (status === 429 || status === 503) expect(Number(answer?.headers['retry-after'])).toBeGreaterThan(0);
    if (code === 'precondition-failed') expect(answer?.headers['etag']).toMatch(/^"\w+"$/);
  });

  test('there is no way to make a response that the document does not have', () => {
    const used = new Set(documented.map(({ name }) => name));
    expect(Object.keys(PRODUCERS).filter((name) => !used.has(name))).toEqual([]);
  });
});
