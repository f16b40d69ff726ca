import { canonicalJson } from '../chain/canonicalJson.ts';
import { hashOfLine } from '../chain/journalHash.ts';
import type { KeptJournal } from '../chain/keptJournal.ts';
import type { Report } from '../report/report.ts';
import type { Sources } from '../sources.ts';
import { BUNDLE_FILES, type Bundle, type BundleFile, type BundlePart } from './bundle.ts';
import { manifestOf } from './manifest.ts';
import { sourceFilesOf, sourcesIn } from './sourceFiles.ts';

/** What makes the report from its sources, and its other forms from the report. */
export interface Makers {
  reportOf(sources: Sources): Report;
  htmlOf(report: Report): string;
  markdownOf(report: Report): string;
  csvOf(report: Report): string;
}

/** What goes into a bundle. */
export interface Sealed {
  kept: KeptJournal;
  sources: Pick<Sources, 'notes' | 'guardNotes' | 'context'>;
  part: BundlePart;
  /** The SHA-256 of the first bundle's envelope; null in a first bundle. */
  firstEnvelopeHash: string | null;
}

/**
 * The bundle of a drill's evidence. Its report is made from what the source files say, not from what they were made of:
 * whoever has the files can make it again.
 */
export function bundleOf({ kept, sources, part, firstEnvelopeHash }: Sealed, makers: Makers): Bundle {
  const sourceFiles = sourceFilesOf(kept, sources);
  const reportJson = canonicalJson(makers.reportOf(sourcesIn(sourceFiles)));
  const report = JSON.parse(reportJson) as Report;
  const texts = { ...sourceFiles, 'report.json': reportJson, ...formsOf(report, makers) };
  const files = mapFiles((name) => Buffer.from(texts[name]));
  const digests = mapFiles((name) => hashOfLine(files[name]));
  const manifest = manifestOf(report, { part, firstEnvelopeHash, digests });
  return { drillId: report.identity.drillId, part, files, manifest: Buffer.from(canonicalJson(manifest)) };
}

/** The forms of a report that are files of its bundle. */
export function formsOf(report: Report, { htmlOf, markdownOf, csvOf }: Makers) {
  return { 'report.html': htmlOf(report), 'report.md': markdownOf(report), 'servers.csv': csvOf(report) };
}

function mapFiles<Value>(make: (name: BundleFile) => Value): Record<BundleFile, Value> {
  return Object.fromEntries(BUNDLE_FILES.map((name) => [name, make(name)])) as Record<BundleFile, Value>;
}
