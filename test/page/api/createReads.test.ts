import { QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { Refusal } from '../../../src/page/api/answers.ts';
import type { Problem } from '../../../src/page/api/client.ts';
import { createReads } from '../../../src/page/api/createReads.ts';

test('the first answer after an outage makes a view read again that waits, but no view that has a fault', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const reads = createReads();
  const count = { waiting: 0, faulty: 0 };
  watch('waiting', async () => {
    count.waiting += 1;
    if (count.waiting === 1) throw new Refusal(502, { status: 502, detail: '' } as Problem);
    return 'read';
  });
  watch('faulty', async () => {
    count.faulty += 1;
    throw new TypeError('x is not iterable');
  });
  await vi.waitFor(() => expect(count).toEqual({ waiting: 1, faulty: 1 }));
  await vi.waitFor(() => expect(reads.isFetching()).toBe(0));
  watch('answered', async () => 'read');
  await vi.waitFor(() => expect(reads.getQueryData(['waiting'])).toBe('read'));
  expect(count).toEqual({ waiting: 2, faulty: 1 });
  reads.clear();

  function watch(key: string, queryFn: () => Promise<string>): void {
    new QueryObserver(reads, { queryKey: [key], queryFn }).subscribe(() => undefined);
  }
});

test('a fault of the page is in the console of the browser, and an outage is not', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const reads = createReads();
  const fault = new TypeError('x is not iterable');
  await expect(reads.fetchQuery({ queryKey: ['one'], queryFn: () => Promise.reject(fault) })).rejects.toThrow(fault);
  const outage = new Refusal(502, { status: 502, detail: 'It cannot be reached.' } as Problem);
  await expect(reads.fetchQuery({ queryKey: ['two'], queryFn: () => Promise.reject(outage) })).rejects.toThrow(outage);
  expect(logged.mock.calls).toEqual([[fault]]);
});
