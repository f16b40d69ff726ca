import { expect, test } from 'vitest';
import { placesOf, sourceFiles, textOf } from './source.ts';

/** The inputs of a drill that come from an outside signal. */
const SIGNALLED = /^type: '(ServerReported|InstanceReportedGone|InstanceReportedDown|HardStopFired|Woken)'/;
/** Files that define these inputs, or wake a drill on a schedule. */
const OTHERS = /^src\/(drill\/|flow\/(sweep|advance)\.ts|simulator\/sim\/\w+Mutants\.ts)/;

test('the mapping of outside signals to inputs exists once', () => {
  const files = [...sourceFiles('src'), ...sourceFiles('bench')].filter(({ path }) => !OTHERS.test(path));
  const built = files.flatMap((file) =>
    placesOf(file, (node) => node.type === 'Property' && SIGNALLED.test(textOf(file, node))),
  );
  expect(built.length).toBeGreaterThan(0);
  expect(built.filter((place) => !place.startsWith('src/flow/signals.ts:'))).toEqual([]);
});

test('schedules and event patterns come only from serverless.yml', () => {
  const files = [...sourceFiles('src/simulator'), ...sourceFiles('bench')];
  const sources = files.flatMap((file) =>
    placesOf(file, (node) => node.type === 'BinaryExpression' && /\.source\b.*'aws\./.test(textOf(file, node))),
  );
  expect(sources.filter((place) => !place.startsWith('bench/lostEvents.ts:'))).toEqual([]);
});
