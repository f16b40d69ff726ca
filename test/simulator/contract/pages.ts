import { DescribeSourceServersCommand } from '@aws-sdk/client-drs';
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { given, type Open } from '../contract.ts';

const ROUND_PAGES_MAX = 3;

/** Pagination tokens that loop, and the size of pages. */
export function pages(open: Open): void {
  describe('pages', () => {
    test('may loop: a token is repeated, and the listing never ends', async () => {
      // given
      const { clients } = await given(open, { servers: 1, faults: { tokenRepeats: 1 } });
      const listings = [
        async (nextToken?: string) =>
          (await clients.drs.send(new DescribeSourceServersCommand({ ...(nextToken && { nextToken }) }))).nextToken,
        async (NextToken?: string) =>
          (await clients.ec2.send(new DescribeInstancesCommand({ ...(NextToken && { NextToken }) }))).NextToken,
      ];
      for (const next of listings) {
        // when
        const tokens = [await next()];
        for (let page = 0; page < ROUND_PAGES_MAX; page++) tokens.push(await next(tokens.at(-1)));
        // then
        expect(tokens.every((token) => typeof token === 'string')).toBe(true);
        expect(new Set(tokens).size).toBeLessThan(tokens.length);
      }
    });

    test('may be smaller than requested', async () => {
      const { clients } = await given(open, { servers: 3, faults: { pageItemsMax: 2 } });
      const page = await clients.drs.send(new DescribeSourceServersCommand({ maxResults: 1000 }));
      expect(page.items).toHaveLength(2);
      const rest = await clients.drs.send(new DescribeSourceServersCommand({ nextToken: page.nextToken ?? '' }));
      expect([rest.items?.length, rest.nextToken]).toEqual([1, undefined]);
    });
  });
}
