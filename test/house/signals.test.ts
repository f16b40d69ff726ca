import { expect, test } from 'vitest';
import { placesOf, sourceFiles, textOf } from './source.ts';

/** What only an outside signal says to a drill. */
const SIGNALLED = /^type: '(ServerReported|InstanceReportedGone|InstanceReportedDown|HardStopFired|Woken)'/;
/** The drill's own words for them; and those that wake a drill by their own clock. */
const OTHERS = /^src\/(drill\/|flow\/(sweep|advance)\.ts|simulator\/sim\/\w+Mutants\.ts)/;

test('what an outside signal means is written once: nobody else builds what it says to a drill', () => {
  const files = [...sourceFiles('src'), ...sourceFiles('bench')].filter(({ path }) => !OTHERS.test(path));
  const built = files.flatMap((file) =>
    placesOf(file, (node) => node.type === 'Property' && SIGNALLED.test(textOf(file, node))),
  );
  expect(built.length).toBeGreaterThan(0);
  expect(built.filter((place) => !place.startsWith('src/flow/signals.ts:'))).toEqual([]);
});

test('how often the clock calls a function, and what a rule lets through, is read from serverless.yml', () => {
  const files = [...sourceFiles('src/simulator'), ...sourceFiles('bench')];
  const sources = files.flatMap((file) =>
    placesOf(file, (node) => node.type === 'BinaryExpression' && /\.source\b.*'aws\./.test(textOf(file, node))),
  );
  expect(sources.filter((place) => !place.startsWith('bench/lostEvents.ts:'))).toEqual([]);
});
