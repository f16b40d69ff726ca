import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withManual } from './manualSection.ts';

/** `npm run docs:cli`: puts the manual page of every command into docs/cli.md. */

const page = join(import.meta.dirname, '..', '..', 'docs', 'cli.md');
await writeFile(page, withManual(await readFile(page, 'utf8')));
