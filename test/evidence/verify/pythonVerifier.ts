import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Bundled } from './mutations.ts';

export const VERIFIER = join(import.meta.dirname, '..', 'verifier.py');

/** A file as the verifier in Python names it, in one word. */
export function namedByPython(file: string): string {
  return file.replaceAll(/[^!-~]/g, '_');
}

/** What the verifier in Python says of these bundles, in order: the result, the file that it names, and why. */
export async function saidByPython(bundles: Iterable<Bundled>, publicKeyPem: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  try {
    const key = join(folder, 'key.pem');
    await writeFile(key, publicKeyPem);
    const python = spawn('python3', [VERIFIER, '--batch', key], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(python, 'close');
    Readable.from(lines(bundles)).pipe(python.stdin);
    const said: string[] = [];
    for await (const line of createInterface(python.stdout)) said.push(line);
    const [status] = await ended;
    if (status !== 0) throw new Error(`verifier.py ended with ${status}`);
    return said;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function* lines(bundles: Iterable<Bundled>): Generator<string> {
  for (const { drillId, files } of bundles) {
    const encoded = [...files].map(([name, content]) => [name, Buffer.from(content).toString('base64')]);
    yield `${JSON.stringify({ drill: drillId, files: Object.fromEntries(encoded) })}\n`;
  }
}
