import { expect, test } from 'vitest';
import { nodeTooOld } from '../../src/cli/nodeVersion.ts';
import { readText } from './source.ts';

test('README.md, the docs, package.json and the command line name the same minimum Node.js version, which is accepted', () => {
  const { engines } = JSON.parse(readText('package.json'));
  const [, oldest = ''] = /^>=(\d+\.\d+)$/.exec(engines.node) ?? [];
  const pages = ['README.md', 'docs/operations.md', 'docs/cli.md'].map(readText);
  const reported = pages.flatMap((page) =>
    [...page.matchAll(/Node\.js (\d+(?:\.\d+)?) or\s+newer/g)].map(([, version]) => version),
  );
  expect(reported).toHaveLength(pages.length);
  expect(new Set(reported)).toEqual(new Set([oldest]));
  expect(nodeTooOld('20.0.0')?.text).toContain(`it needs Node.js ${oldest} or newer`);
  expect(nodeTooOld(`${oldest}.0`)).toBeUndefined();
});
