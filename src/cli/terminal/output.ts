import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { search } from '@jmespath-community/jmespath';
import { stringify as csvStringify } from 'csv-stringify';
import { CommandError, usageError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';
import type { Format } from '../settings.ts';
import { cell, columnsOf, flattened, valueAt } from './csv.ts';
import { json, yaml } from './escaped.ts';
import { grid, plain } from './grid.ts';

/** A result in all its forms: the document, which of it are rows, and how people see it. */
export interface Result {
  document: unknown;
  /** The member of the document that holds its rows; without it, the document is the one row. */
  rows?: string;
  /** The columns that rows have as CSV; without them, those that these rows have. */
  columns?: string[];
  table(): string | Promise<string>;
}

/** Writes a result to stdout, as asked; `query` chooses of it first. */
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

/** Streams rows, page by page as they arrive, to stdout or to a file that appears only when it is whole. */
export async function writeRows(
  format: 'csv' | 'excel' | 'jsonl',
  columns: string[],
  pages: Iterable<unknown[]> | AsyncIterable<unknown[]>,
  file?: string,
): Promise<void> {
  const isSeen = file === undefined && process.stdout.isTTY === true;
  const lines = format === 'jsonl' ? jsonLines(pages) : csvLines(columns, pages, isSeen ? plain : String, format);
  if (file === undefined) return pipeline(lines, process.stdout, { end: false });
  const temporary = `${file}.${process.pid}.part`;
  try {
    await pipeline(lines, createWriteStream(temporary, { flags: 'wx' }));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw unwritten(file, error);
  }
}

/** The file's own name is told, not that of the one that would have become it. */
function unwritten(file: string, error: unknown): unknown {
  const { code, syscall } = Object(error);
  if (syscall === undefined || code === undefined) return error;
  const folder = dirname(file);
  const [why, fix] = {
    ENOENT: [`there is no folder ${folder}`, `mkdir -p ${folder}`],
    ENOTDIR: [`${folder} is no folder`, '--file with another path'],
    EISDIR: ['it is a folder', '--file with another path'],
    EACCES: ['that is not permitted', '--file with another path'],
    EROFS: ['nothing can be written there', '--file with another path'],
    ENOSPC: ['there is no room left', '--file with a path on another disk'],
  }[String(code)] ?? [String(code)];
  return new CommandError(EXIT.ERROR, `${file} cannot be written: ${why}`, { fix });
}

function chosen(document: unknown, query: string): unknown {
  try {
    return search(document as Parameters<typeof search>[0], query);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usageError(`--query is no JMESPath that fits: ${why}`, 'https://jmespath.site says how it is written');
  }
}

function rowsOf(document: unknown, member: string | undefined): unknown[] {
  const held = member === undefined ? document : Object(document)[member];
  return Array.isArray(held) ? held : [held];
}

/** What was chosen by a query has columns of its own; a single value stands bare, for scripts. */
function anyTable(rows: unknown[]): string {
  const columns = columnsOf(rows);
  const shown = rows.map((row) => columns.map((column) => plain(cell(valueIn(row, column)))));
  if (columns.length === 1 && columns[0] === 'value') return shown.flat().join('\n');
  return grid(columns, shown);
}

/** `cleaned`: a terminal gets no control characters, a file or a program every character there is. */
function csvLines(
  columns: string[],
  pages: Iterable<unknown[]> | AsyncIterable<unknown[]>,
  cleaned: (text: string) => string,
  format: 'csv' | 'excel' = 'csv',
) {
  // A cell that begins like a formula gets an apostrophe before it: spreadsheets would run what somebody wrote as a reason.
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

/** A row that is a value by itself is its own only column. */
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
