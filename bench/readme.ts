import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readmeSection, withSection } from './readmeSection.ts';

/** `npm run bench:readme`: writes the figures of bench/result.json into bench/README.md. */

const result = JSON.parse(await readFile(join(import.meta.dirname, 'result.json'), 'utf8'));
const readme = join(import.meta.dirname, 'README.md');
await writeFile(readme, withSection(await readFile(readme, 'utf8'), readmeSection(result)));
