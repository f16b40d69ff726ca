import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureContestants } from './contestants.ts';
import { markdownOf } from './markdown.ts';
import { plotOf } from './plot.ts';
import { measureProcessor } from './processor.ts';
import type { Run } from './runs.ts';
import type { Measure, Section } from './section.ts';
import { measureWire } from './wire.ts';

/**
 * `npm run --silent bench`: compares the product with its alternatives and with its own goals. Prints Markdown, or JSON
 * with `--json`. `--quick` uses sizes that end within two minutes. `--only SECTION` runs one section. `--seed N` sets
 * the seed. `--write` saves the result next to this file; with `--only`, only that section of it.
 */

const SECTIONS: Record<string, Measure> = {
  contestants: measureContestants,
  processor: measureProcessor,
  wire: measureWire,
};

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const result = await measureAll();
console.log(values.json ? JSON.stringify(result, null, 1) : markdownOf(result.sections));
if (values.write) await keep();

interface Result {
  seed: number;
  quick: boolean;
  sections: Section[];
}

async function measureAll(): Promise<Result> {
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`--seed must be a whole number, not ${values.seed}`);
  const { quick, only } = values;
  if (only !== undefined && SECTIONS[only] === undefined)
    throw new RangeError(`--only takes one of ${Object.keys(SECTIONS).join(', ')}, not ${only}`);
  const sections: Section[] = [];
  for (const [name, measure] of Object.entries(SECTIONS))
    if (only === undefined || only === name) sections.push(await measure({ quick, seed }));
  return { seed, quick, sections };
}

/** Saved next to this file: the source of the figures in README.md, and its plot. */
async function keep(): Promise<void> {
  const place = (name: string) => join(import.meta.dirname, name);
  const kept: Result = JSON.parse(await readFile(place('result.json'), 'utf8'));
  const sections = Object.keys(SECTIONS).flatMap(
    (name) => [...result.sections, ...kept.sections].find((one) => one.name === name) ?? [],
  );
  await writeFile(place('result.json'), `${JSON.stringify({ ...result, sections })}\n`);
  const contestants = result.sections.find(({ name }) => name === 'contestants');
  if (contestants !== undefined) await writeFile(place('result.svg'), plotOf(contestants.data as Run[]));
}
