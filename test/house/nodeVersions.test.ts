import { expect, test } from 'vitest';
import { nodeTooOld } from '../../src/cli/nodeVersion.ts';
import { readText } from './source.ts';

test('README.md, package.json and the command line name the same oldest Node.js, and it can run', () => {
  const { engines } = JSON.parse(readText('package.json'));
  const [, oldest = ''] = /^>=(\d+\.\d+)$/.exec(engines.node) ?? [];
  const told = [...readText('README.md').matchAll(/Node\.js (\d+(?:\.\d+)?) or newer/g)].map(([, version]) => version);
  expect(told.length).toBeGreaterThan(1);
  expect(new Set(told)).toEqual(new Set([oldest]));
  expect(nodeTooOld('20.0.0')?.text).toContain(`it needs Node.js ${oldest} or newer`);
  expect(nodeTooOld(`${oldest}.0`)).toBeUndefined();
});
