import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { scriptSizes } from '../../bench/page/scriptSizes.ts';

const PAGE = join(import.meta.dirname, '..', '..', 'src', 'page');
const GZIP_KILOBYTES_MAX = 450;

test(`no view of the page loads more than ${GZIP_KILOBYTES_MAX} KB of script`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drs-drill-size-'));
  const built = join(folder, 'page');
  await promisify(execFile)(process.execPath, [join(PAGE, 'build.ts'), PAGE, built]);
  const sizes = await scriptSizes(built);
  await rm(folder, { recursive: true });
  expect(sizes.length).toBeGreaterThanOrEqual(13);
  expect(sizes.filter(({ gzipBytes }) => gzipBytes > GZIP_KILOBYTES_MAX * 1000)).toEqual([]);
});
