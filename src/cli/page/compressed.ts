import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { PageFile } from './pageFiles.ts';

/** The bytes to send for a file, in the best encoding that the browser accepts. */
export async function compressed(file: PageFile, accepted = ''): Promise<{ encoding?: string; bytes: Buffer }> {
  const offered = accepted.split(',').map((one) => one.trim());
  // A weight, as in `br;q=0`, makes an entry another text; no browser sends one.
  const encoding = ENCODINGS.find(({ name }) => offered.includes(name));
  if (encoding === undefined || !/^(text|application|image\/svg)/.test(file.type)) return { bytes: file.bytes };
  const kept = made.get(file) ?? new Map<string, Promise<Buffer>>();
  made.set(file, kept);
  const bytes = kept.get(encoding.name) ?? encoding.compress(file.bytes);
  kept.set(encoding.name, bytes);
  return { encoding: encoding.name, bytes: await bytes };
}

/** Each file is compressed once. */
const made = new WeakMap<PageFile, Map<string, Promise<Buffer>>>();

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const ENCODINGS = [
  { name: 'br', compress: (bytes: Buffer) => promisify(brotliCompress)(bytes, BROTLI) },
  { name: 'gzip', compress: (bytes: Buffer) => promisify(gzip)(bytes) },
];
