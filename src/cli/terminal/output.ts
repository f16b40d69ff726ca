import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { search } from '@jmespath-community/jmespath';
import { stringify as csvStringify } from 'csv-stringify';
import { usageError } from '../commandError.ts';
import type { Format } from '../settings.ts';
import { cell, columnsOf, flattened, valueAt } from './csv.ts';
import { json, yaml } from './escaped.ts';
import { grid, plain } from './grid.ts';
import { wholeFile } from './wholeFile.ts';

/** A result: the document, which member has its rows, and its table for people. */
export interface Result {
  document: unknown;
  /** The member with the rows; without it, the document is the only row. */
  rows?: string;
  /** The CSV columns; without them, those of the rows. */
  columns?: string[];
  table(): string | Promise<string>;
}

/** Writes a result to stdout in the requested format, after applying `query`. */
export async function print(
  result: Result,
  { output, query }: { output: Format; query: string | undefined },
): Promise<void> {
  const document = query === undefined ? result.document : chosen(result.document, query);
  if (output === 'json') return write(`${json(document, 2)}\n`);
  if (output === 'yaml') return write(yaml(document));
  const rows = rowsOf(document, query === undefined ? result.rows : undefined);
  if (output === 'table') return write(`${query === undefined ? await result.table() : anyTable(rows)}\n`);
  const columns = (query === undefined ? result.columns : undefined) ?? columnsOf(rows);
  return writeRows(output, columns, [rows]);
}

/** Streams rows page by page to stdout, or to a file that appears only when complete. */
export async function writeRows(
  format: 'csv' | 'excel' | 'jsonl',
  columns: string[],
  pages: Iterable<unknown[]> | AsyncIterable<unknown[]>,
  file?: string,
): Promise<void> {
  const isSeen = file === undefined && process.stdout.isTTY === true;
  const lines = format === 'jsonl' ? jsonLines(pages) : csvLines(columns, pages, isSeen ? plain : String, format);
  if (file === undefined) return pipeline(lines, process.stdout, { end: false });
  return wholeFile(file, (temporary) => pipeline(lines, createWriteStream(temporary, { flags: 'wx' })));
}

function chosen(document: unknown, query: string): unknown {
  try {
    return search(document as Parameters<typeof search>[0], query);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usageError(`--query is not valid: ${why}`, 'see https://jmespath.site for the syntax');
  }
}

function rowsOf(document: unknown, member: string | undefined): unknown[] {
  const held = member === undefined ? document : Object(document)[member];
  return Array.isArray(held) ? held : [held];
}

/** The result of a query has its own columns. A single value is printed bare, for scripts. */
function anyTable(rows: unknown[]): string {
  const columns = columnsOf(rows);
  const shown = rows.map((row) => columns.map((column) => plain(cell(valueIn(row, column)))));
  if (columns.length === 1 && columns[0] === 'value') return shown.flat().join('\n');
  return grid(columns, shown);
}

/** `cleaned` removes control characters for a terminal; a file or a program gets every character. */
function csvLines(
  columns: string[],
  pages: Iterable<unknown[]> | AsyncIterable<unknown[]>,
  cleaned: (text: string) => string,
  format: 'csv' | 'excel' = 'csv',
) {
  // A cell that begins like a formula gets a leading apostrophe, because a spreadsheet would run a caller's text.
  const csv = csvStringify({ escape_formulas: true, bom: format === 'excel' });
  const isBare = columns.length === 1 && columns[0] === 'value';
  return Readable.from(
    (async function* () {
      if (!isBare) yield columns.map(cleaned);
      for await (const page of pages) {
        for (const row of page) yield columns.map((column) => cleaned(cell(valueIn(row, column))));
      }
    })(),
  ).compose(csv);
}

function jsonLines(pages: Iterable<unknown[]> | AsyncIterable<unknown[]>) {
  return Readable.from(
    (async function* () {
      for await (const page of pages) yield page.map((row) => `${json(row)}\n`).join('');
    })(),
  );
}

/** A row that is a plain value has one column. */
function valueIn(row: unknown, column: string): unknown {
  return typeof row === 'object' && row !== null && !Array.isArray(row)
    ? (valueAt(row, column) ?? flattened(row)[column])
    : row;
}

function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
