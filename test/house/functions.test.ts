import { join } from 'node:path';
import { expect, test } from 'vitest';
import { functionsPage } from './functionsTable.ts';
import { at, generatedTemplate, listed } from './template.ts';

/** `npx vitest run test/house/functions.test.ts -u` rewrites it. */
const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'functions.md');

test('docs/functions.md matches the template', async () => {
  await expect(functionsPage(await generatedTemplate())).toMatchFileSnapshot(PAGE);
}, 120_000);

test('a right without a partition condition shows as access to everything', async () => {
  const template = structuredClone(await generatedTemplate());
  const statements = at(template, 'Resources', 'WakeRole', 'Properties', 'Policies', 0, 'PolicyDocument', 'Statement');
  for (const one of listed(statements) as Record<string, unknown>[])
    if (one['Action'] === 'dynamodb:PutItem') delete one['Condition'];
  expect(functionsPage(template)).toMatch(/^\| wake \| - \| \*\*everything\*\* \(put\) \|/m);
}, 120_000);
