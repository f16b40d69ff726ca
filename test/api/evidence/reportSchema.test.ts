import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, expectTypeOf, test } from 'vitest';
import type * as z from 'zod';
import { type reportDocument, reportSchema } from '../../../src/api/evidence/reportSchema.ts';
import type { Report } from '../../../src/evidence/report/report.ts';

test('docs/report.schema.json is the schema: npx vitest run test/api/evidence/reportSchema.test.ts -u', async () => {
  await expect(`${JSON.stringify(reportSchema(), null, 2)}\n`).toMatchFileSnapshot('../../../docs/report.schema.json');
});

test('the schema and the type of a report say the same', () => {
  expectTypeOf<z.output<typeof reportDocument>>().toEqualTypeOf<Report>();
});

test('the schema is a strict one of JSON Schema 2020-12', () => {
  expect(() => new Ajv2020({ strict: true, validateFormats: false }).compile(reportSchema())).not.toThrow();
});
