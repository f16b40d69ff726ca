import type { IncomingMessage } from 'node:http';
import { compressed } from './compressed.ts';
import { type PageAnswer, problemAnswer } from './pageAnswer.ts';
import { HASHED, type PageFile } from './pageFiles.ts';

/** The answer with a public file. Every other path is the address of a view, which the page itself reads. */
export async function fileAnswer(
  { method = '', headers }: IncomingMessage,
  path: string,
  files: ReadonlyMap<string, PageFile>,
): Promise<PageAnswer> {
  const { accept } = headers;
  if (method !== 'GET' && method !== 'HEAD') return problemAnswer(ONLY_READ, accept, { allow: 'GET, HEAD' });
  const file = files.get(path) ?? (path.startsWith(HASHED) ? undefined : files.get('/index.html'));
  if (file === undefined) return problemAnswer(NO_FILE, accept);
  const { encoding, bytes } = await compressed(file, headers['accept-encoding']);
  return {
    status: 200,
    headers: {
      'content-type': file.type,
      'cache-control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-store',
      vary: 'accept-encoding',
      ...(encoding !== undefined && { 'content-encoding': encoding }),
    },
    body: bytes,
    policy: 'PAGE',
  };
}

const ONLY_READ = {
  status: 405,
  code: 'method-not-allowed',
  title: 'The page can only be read',
  detail: 'Only GET and HEAD read the page.',
};

const NO_FILE = {
  status: 404,
  code: 'no-such-file',
  title: 'The page has no such file',
  detail: 'The page may have been built again. Load it again.',
};
