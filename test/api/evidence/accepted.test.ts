import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptedAmong } from '../../../src/api/evidence/accepted.ts';

const OFFERED = ['application/json', 'text/html', 'text/markdown'] as const;
const CHROME =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7';

describe('the form that a caller accepts best', () => {
  test.each([
    ['without the header is the first', undefined, 'application/json'],
    ['with an empty header is the first', ' ', 'application/json'],
    ['of a client that takes anything is the first', '*/*', 'application/json'],
    ['is the one that is named', 'text/markdown', 'text/markdown'],
    ['is named in any case', 'TEXT/HTML', 'text/html'],
    ['may have a parameter', 'text/html;charset=utf-8', 'text/html'],
    ['of a browser is HTML', CHROME, 'text/html'],
    ['has the highest weight', 'text/html;q=0.5, text/markdown;q=0.8', 'text/markdown'],
    ['is the first among equals', 'text/markdown, text/html', 'text/html'],
    ['is decided by the most specific range', 'text/html;q=0.1, text/*;q=0.9, */*;q=0.5', 'text/markdown'],
    ['is none of weight 0', 'text/html;q=0, text/*;q=0.1', 'text/markdown'],
    ['is found among what cannot be read', 'nonsense, ;q=1, text/html', 'text/html'],
    ['does not exist when nothing is accepted', 'image/png', undefined],
    ['does not exist when all are refused', '*/*;q=0', undefined],
  ])('%s', (_how, header, type) => {
    expect(acceptedAmong(header, OFFERED)).toBe(type);
  });

  test('is one of those that are offered, or none, whatever the header says', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect([...OFFERED, undefined]).toContain(acceptedAmong(header, OFFERED));
      }),
    );
  });
});
