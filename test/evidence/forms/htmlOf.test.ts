import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlOf } from '../../../src/evidence/forms/htmlOf.ts';
import { visible } from '../../../src/evidence/forms/visible.ts';
import { plainly } from '../../../src/evidence/forms/words.ts';
import type { Report } from '../../../src/evidence/report/report.ts';
import { hostileReport } from './anyReport.ts';
import { ENDINGS, given } from './given.ts';

describe('the report as HTML', () => {
  test('says the world before everything else', () => {
    for (const world of ['REAL', 'SIMULATED'] as const) {
      const text = shown(htmlOf(inWorld(given('PASSED'), world)));
      expect(text.trimStart().startsWith(world)).toBe(true);
    }
  });

  test('says at the edge of every printed page that it is simulated, and which drill it is', () => {
    const page = htmlOf(inWorld(given('PASSED'), 'SIMULATED'));
    expect(page).toContain(
      '<div class="strip simulated" aria-hidden="true">SIMULATED · drill-0000000000000001aB</div>',
    );
    expect(page).toMatch(/\.strip \{[^}]*position: fixed/);
  });

  test('says that it is not final while the drill may change, and only then', () => {
    expect(htmlOf({ ...given('PASSED'), final: false })).toContain('NOT FINAL');
    expect(htmlOf(given('PASSED'))).not.toContain('NOT FINAL');
  });

  test.each(ENDINGS)('has every text and every number of a drill that ended %s', (ending) => {
    const page = decoded(htmlOf(given(ending))).toLowerCase();
    const isSaid = (leaf: string) => page.includes(leaf.toLowerCase()) || page.includes(plainly(leaf));
    const missing = leavesOf(given(ending)).filter((leaf) => !isSaid(leaf));
    expect(missing.filter((leaf) => !SAID_OTHERWISE.has(leaf))).toEqual([]);
  });

  test('has the verdict, the objectives, the cleanup and the limits before anything else', () => {
    const headings = [...htmlOf(given('FAILED')).matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, heading]) => heading);
    expect(headings.slice(0, 5)).toEqual([
      'Verdict',
      'Objectives and results',
      'Cleanup',
      'What this report does not show',
      'Identity',
    ]);
  });

  test('names every part in its contents', () => {
    const page = htmlOf(given('PASSED'));
    const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, target]) => target ?? '');
    expect(targets.filter((target) => !page.includes(`<section id="${target}"`))).toEqual([]);
    expect(targets.length).toBe([...page.matchAll(/<section /g)].length - 4);
  });

  test('shows what people and services wrote as text, and asks nobody for anything', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const page = htmlOf(report);
        expect(tagsOf(page).filter((tag) => !TAGS.has(tag))).toEqual([]);
        expect(attributesOf(page).filter((name) => !ATTRIBUTES.has(name))).toEqual([]);
        expect(
          linksOf(page).filter((link) => !/^(#[a-z]+"|https?:\/\/[^"]*" rel="noreferrer noopener")$/i.test(link)),
        ).toEqual([]);
        expect(page).not.toMatch(/url\(|@import/i);
        expect(page).not.toMatch(/(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 200 },
    );
  });

  test('links what a person has named only if it is a web page', () => {
    const lessons = [
      'https://tracker.example/1',
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      'https://',
    ];
    const page = htmlOf({
      ...given('PASSED'),
      checks: [],
      lessons: lessons.map((trackerUrl) => ({ at: '2026-10-04T10:00:00.000Z', by: 'ana', text: 'x', trackerUrl })),
    });
    expect(linksOf(page).filter((link) => !link.startsWith('#'))).toEqual([
      'https://tracker.example/1" rel="noreferrer noopener"',
    ]);
    for (const link of lessons) expect(page).toContain(link);
  });

  test('is the same for the same report', () => {
    expect(htmlOf(given('FAILED', 30))).toBe(htmlOf(given('FAILED', 30)));
  });
});

/** Words stand for these terms. */
const SAID_OTHERWISE = new Set(['RETRIED', 'YIELDED']);

const TAGS = new Set(
  (
    'html head meta title style body header main footer section nav h1 h2 h3 p div span bdi dl dt dd ul ol li a strong ' +
    'table caption colgroup col thead tbody tr th td time svg rect line text'
  ).split(' '),
);

const ATTRIBUTES = new Set(
  (
    'lang charset name content http-equiv id class style role tabindex scope datetime href rel viewBox height width ' +
    'preserveAspectRatio x y x1 x2 y1 y2 rx text-anchor aria-label aria-labelledby aria-hidden'
  ).split(' '),
);

function inWorld(report: Report, world: 'REAL' | 'SIMULATED'): Report {
  return { ...report, identity: { ...report.identity, world } };
}

/** Every text and number of a report, as people may read it. */
function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [visible(value)];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

function tagsOf(page: string): string[] {
  return [...page.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag]) => (tag ?? '').toLowerCase());
}

function linksOf(page: string): string[] {
  return [...page.matchAll(/<a href="([^>]*)>/g)].map(([, link]) => link ?? '');
}

/** The names of all attributes; what is between quotes is a value. */
function attributesOf(page: string): string[] {
  const tags = page.match(/<[a-z][^>]*>/gi) ?? [];
  return tags.flatMap((tag) => tag.replace(/"[^"]*"/g, '').match(/(?<=\s)[^\s=>/]+/g) ?? []);
}

function shown(page: string): string {
  return decoded(page.replace(/<head>[\s\S]*<\/head>/, '').replace(/<[^>]*>/g, ''));
}

function decoded(page: string): string {
  return page
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
