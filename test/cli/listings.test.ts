import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { drillPageDocument } from '../../src/api/openapi/drillDocuments.ts';
import { journalPageDocument } from '../../src/api/openapi/journalDocuments.ts';
import { findingPageDocument, serverPageDocument, trialPageDocument } from '../../src/api/openapi/serverDocuments.ts';
import { regressionPageDocument, statisticPageDocument } from '../../src/api/openapi/statisticsDocuments.ts';
import { cell, columnsOf, valueAt } from '../../src/cli/terminal/csv.ts';
import { FINDINGS, SERVERS, TRIALS } from '../../src/cli/verbs/analystListings.ts';
import { DRILLS, JOURNAL } from '../../src/cli/verbs/listings.ts';
import { REGRESSIONS, STATISTICS } from '../../src/cli/verbs/statisticListings.ts';

interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: unknown;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
}

describe('columns', () => {
  test.each([
    ['drills', DRILLS, drillPageDocument],
    ['journal', JOURNAL, journalPageDocument],
    ['servers', SERVERS, serverPageDocument],
    ['trials', TRIALS, trialPageDocument],
    ['findings', FINDINGS, findingPageDocument],
    ['statistics', STATISTICS, statisticPageDocument],
    ['regressions', REGRESSIONS, regressionPageDocument],
  ])('those of %s are members of the API response', (_name, { rows, columns }, page) => {
    const paths = pathsOf(rowSchema(page, rows));
    const unknown = columns.filter(
      (column) => !paths.some((path) => path === column || new RegExp(`^${path}$`).test(column)),
    );
    expect(unknown).toEqual([]);
    expect(new Set(columns).size).toBe(columns.length);
    // The finding of a server and the regression of a statistic repeat their owner; `line` is only in a raw journal.
    const own = paths.filter(
      (path) => !/\blinks\b|^line$|^finding\.(sourceServerId|hostname|site)|^regression\.(by|key)$/.test(path),
    );
    const missing = own.filter(
      (path) => !columns.some((column) => column === path || new RegExp(`^${path}$`).test(column)),
    );
    expect(missing).toEqual([]);
  });

  test('rows of any kind are flattened, lists become JSON, and unknown values are empty', () => {
    const rows = [{ a: 1, b: { c: null, d: ['x'] } }, { e: true }, 'alone'];
    expect(columnsOf(rows)).toEqual(['a', 'b.c', 'b.d', 'e', 'value']);
    expect(cell(valueAt(rows[0], 'b.c'))).toBe('');
    expect(cell(valueAt(rows[0], 'b.d'))).toBe('["x"]');
    expect(cell(valueAt(rows[1], 'b.d'))).toBe('');
    expect(cell(false)).toBe('false');
  });
});

function rowSchema(page: z.ZodType, rows: string): JsonSchema {
  const schema = z.toJSONSchema(page, { reused: 'inline', unrepresentable: 'any' }) as JsonSchema & {
    $defs?: Record<string, JsonSchema>;
  };
  return resolved(schema.properties?.[rows]?.items ?? {}, schema.$defs ?? {});
}

/** Resolves references to named schemas, so that every member is visited. */
function resolved(schema: JsonSchema & { $ref?: string }, defs: Record<string, JsonSchema>): JsonSchema {
  const named = schema.$ref === undefined ? schema : (defs[schema.$ref.replace('#/$defs/', '')] ?? {});
  return {
    ...named,
    ...(named.properties && {
      properties: Object.fromEntries(
        Object.entries(named.properties).map(([name, one]) => [name, resolved(one, defs)]),
      ),
    }),
    ...(named.anyOf && { anyOf: named.anyOf.map((one) => resolved(one, defs)) }),
  };
}

/** The path of every leaf member; a record may have any name. */
function pathsOf(schema: JsonSchema, path = ''): string[] {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const parts = [schema, ...(schema.anyOf ?? [])];
  const inner = parts.flatMap(({ properties = {} }) => Object.entries(properties));
  if (inner.length > 0) return inner.flatMap(([name, one]) => pathsOf(one, at(name)));
  const isRecord = schema.type === 'object' && path !== 'links';
  return [isRecord ? at('[A-Z_]+') : path];
}
