import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readmeSection, withSection } from './readmeSection.ts';

/** `npm run bench:readme`: puts the figures of bench/result.json into README. */

const root = join(import.meta.dirname, '..');
const result = JSON.parse(await readFile(join(root, 'bench', 'result.json'), 'utf8'));
const readme = join(root, 'README.md');
await writeFile(readme, withSection(await readFile(readme, 'utf8'), readmeSection(result)));
