import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSource } from 'oazapfts';
import { expect, test } from 'vitest';
import { openapiDocument } from '../../src/api/openapi/openapi.ts';
import { HOLD_SECONDS_DEFAULT_MAX } from '../../src/drill/bounds.ts';

test('the page calls the API by types and functions made from the OpenAPI document', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drs-drill-page-client-'));
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(openapiDocument({ holdSecondsMax: HOLD_SECONDS_DEFAULT_MAX })));
  await expect(await generateSource(file)).toMatchFileSnapshot('../../src/page/api/client.ts');
  await rm(folder, { recursive: true });
});
