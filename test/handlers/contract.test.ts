import { describe, expect, test } from 'vitest';
import { allDocumented } from './contract/documented.ts';
import { PRODUCERS } from './contract/producers.ts';

const documented = allDocumented().map((one) => {
  const { endpoint, status, code = 'success' } = one;
  const names = [`${endpoint} ${status}`, ...(status === 304 ? ['304'] : []), `${endpoint} ${code}`];
  const own = names.find((name) => name in PRODUCERS);
  const name = own ?? code;
  return { ...one, name };
});

describe('every response in the document is one that its handler returns', () => {
  test.each(documented)('$endpoint answers $status $code', async ({ endpoint, status, code, name }) => {
    const produce = PRODUCERS[name];
    expect(produce, `nothing makes ${endpoint} answer ${name}`).toBeDefined();
    const answer = await produce?.(endpoint);
    expect([answer?.statusCode, JSON.parse(answer?.body || '{}').code]).toEqual([status, code]);
    if (endpoint.startsWith('list') && code === undefined) expect(answer?.body).not.toMatch(/"\w+":\[\],"cursor"/);
    if (status === 429 || status === 503) expect(Number(answer?.headers['retry-after'])).toBeGreaterThan(0);
    if (code === 'precondition-failed') expect(answer?.headers['etag']).toMatch(/^"\w+"$/);
  });

  test('every response that can be produced is in the document', () => {
    const used = new Set(documented.map(({ name }) => name));
    expect(Object.keys(PRODUCERS).filter((name) => !used.has(name))).toEqual([]);
  });
});
