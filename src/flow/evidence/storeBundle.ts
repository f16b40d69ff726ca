import { BUNDLE_FILES, type Bundle, type BundleFile } from '../../evidence/bundle/bundle.ts';
import { hashOfLine } from '../../evidence/chain/journalHash.ts';
import type { Bundles } from './evidencePorts.ts';

/**
 * Stores the files of a bundle. Each has its digest in its name, so those of two sealers, or of two versions of the
 * product, never replace each other.
 */
export async function storeFiles(bundles: Bundles, bundle: Bundle): Promise<void> {
  await Promise.all(
    BUNDLE_FILES.map((file) => {
      const content = bundle.files[file];
      return bundles.putNew(fileName(bundle, file, hashOfLine(content)), content, TYPES[file]);
    }),
  );
}

/** Where a file of a bundle is in the evidence bucket. */
export function fileName({ drillId, part }: Pick<Bundle, 'drillId' | 'part'>, file: string, sha256: string): string {
  return `bundles/${drillId}/${part.toLowerCase()}/${sha256}/${file}`;
}

/** Where the envelope of a bundle is. Once it is there, the part is sealed. */
export function envelopeName({ drillId, part }: Pick<Bundle, 'drillId' | 'part'>): string {
  return `bundles/${drillId}/${part.toLowerCase()}/envelope.json`;
}

const TYPES: Record<BundleFile, string> = {
  'report.json': 'application/json',
  'report.html': 'text/html; charset=utf-8',
  'report.md': 'text/markdown; charset=utf-8',
  'servers.csv': 'text/csv; charset=utf-8',
  'journal.jsonl': 'application/x-ndjson',
  'record.json': 'application/json',
  'notes.jsonl': 'application/x-ndjson',
  'guard.jsonl': 'application/x-ndjson',
  'context.json': 'application/json',
};
