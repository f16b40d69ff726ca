import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { BEGIN, END, readmeSection } from '../../bench/readmeSection.ts';

test('bench/README.md shows the figures of the saved result (npm run bench:readme)', async () => {
  // given
  const readme = await readFile('bench/README.md', 'utf8');
  const result = JSON.parse(await readFile('bench/result.json', 'utf8'));
  // when
  const shown = readme.slice(readme.indexOf(BEGIN), readme.indexOf(END) + END.length);
  // then
  expect(shown).toBe(readmeSection(result));
});
