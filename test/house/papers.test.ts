import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withManual } from '../../src/cli/manualSection.ts';
import { readServerlessFile } from '../../src/simulator/lambda/serverlessFile.ts';
import { filesBelow, readText } from './source.ts';

const README_LINES_MAX = 150;

const DEVELOPERS_PAGES = ['docs/architecture.md', 'docs/how-to.md', 'docs/glossary.md'];

const PAGES = filesBelow('.').filter((path) => path.endsWith('.md'));

describe('documentation', () => {
  test(`README.md has at most ${README_LINES_MAX} lines`, () => {
    expect(readText('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(README_LINES_MAX);
  });

  test('the first screen of README.md says that it has never run against a real AWS account', () => {
    const [screen = ''] = readText('README.md').split(/^Three promises/m);
    expect(screen.split('\n').length).toBeLessThan(24);
    expect(screen).toContain('**It has never run against a real AWS account.**');
  });

  test('every link to a file or a heading of the project works', () => {
    const links = PAGES.flatMap(linksOf);
    expect(links.length).toBeGreaterThan(40);
    expect(links.filter(({ file, anchor }) => !leads(file, anchor)).map(({ shown }) => shown)).toEqual([]);
  });

  test('every page is linked from README.md', () => {
    const linked = linksOf('README.md').map(({ file }) => file);
    expect(PAGES.filter((page) => page !== 'README.md' && !linked.includes(page))).toEqual([]);
  });

  test('every file named in the documentation exists', () => {
    const named = PAGES.flatMap((page) =>
      [...readText(page).matchAll(/`((?:src|test|bench|infra|events|docs)\/[\w/.-]+\.\w+)`/g)].map(
        ([, path = '']) => path,
      ),
    );
    expect(named.length).toBeGreaterThan(20);
    // A recipe has a placeholder for the name.
    expect(named.filter((path) => !path.includes('/NAME.') && !existsSync(path))).toEqual([]);
  });

  test('every code name in the developer documentation exists', () => {
    const code = ['src', 'test', 'bench', 'serverless.yml', 'package.json'].map(textBelow).join('\n');
    const words = new Set(code.match(/\w+/g));
    const named = DEVELOPERS_PAGES.flatMap((page) =>
      [...readText(page).matchAll(/`(\w{3,})`/g)].map(([, name = '']) => name),
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !words.has(name) && name !== 'NAME')).toEqual([]);
  });

  test('docs/cli.md has the current manual pages: npm run docs:cli', () => {
    const page = readText('docs/cli.md');
    expect(page === withManual(page)).toBe(true);
  });

  test('the runbook has exactly the alarms of serverless.yml', async () => {
    const { resources } = await readServerlessFile();
    const alarms = Object.values(resources.Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    const names = alarms.map(({ Properties }) => String(Properties?.['AlarmName']).replace('drs-drill-dev-', ''));
    const [, runbook = ''] = /^## Runbook$([\s\S]*?)^## /m.exec(readText('docs/operations.md')) ?? [];
    const rows = [...runbook.matchAll(/^\| (`[^|]*`) \|/gm)].map(([, cell = '']) => cell);
    const listed = rows.flatMap((cell) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name));
    expect(listed.toSorted()).toEqual(names.toSorted());
  }, 60_000);
});

test('docs/operations.md has the correct counts of resources', async () => {
  const { functions, resources } = await readServerlessFile();
  const ofType = (type: string) => Object.values(resources.Resources).filter(({ Type }) => Type === type).length;
  const page = readText('docs/operations.md');
  expect(page).toContain(`${Object.keys(functions).length} functions with a role each`);
  expect(page).toContain(`${ofType('AWS::CloudWatch::Alarm')} alarms`);
  expect(page).toContain(`two work queues and ${ofType('AWS::SQS::Queue') - 2} dead-letter\nqueues`);
}, 60_000);

test('docs/operations.md explains every parameter of serverless.yml', () => {
  const [, params = ''] = /^params:\n {2}default:\n([\s\S]*?)^custom:/m.exec(readText('serverless.yml')) ?? [];
  const names = [...params.matchAll(/^ {4}(\w+):/gm)].map(([, name = '']) => name);
  const [, explained = ''] = /^### Parameters$([\s\S]*?)^### /m.exec(readText('docs/operations.md')) ?? [];
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !explained.includes(`\`${name}\``))).toEqual([]);
});

test('no file has merge conflict markers', () => {
  const left = /^(<{7}|>{7}|\|{7}) /m;
  expect(filesBelow('.').filter((path) => left.test(readText(path)))).toEqual([]);
});

function textBelow(place: string): string {
  return place.includes('.') ? readText(place) : filesBelow(place).map(readText).join('\n');
}

interface Link {
  file: string;
  anchor: string | undefined;
  shown: string;
}

/** The links of a page to files of the project. */
function linksOf(page: string): Link[] {
  const text = readText(page).replace(/^```[\s\S]*?^```$/gm, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : posix.join(posix.dirname(page), path);
    return [{ file, anchor, shown: `${page}: ${target}` }];
  });
}

function leads(file: string, anchor: string | undefined): boolean {
  return existsSync(file) && (anchor === undefined || headingsOf(file).includes(anchor));
}

/** The anchors that GitHub generates for the headings of a page. */
function headingsOf(page: string): string[] {
  const text = readText(page).replace(/^```[\s\S]*?^```$/gm, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}
