import { formsOf, type Makers } from '../bundle/bundleOf.ts';
import { type Manifest, type ManifestTerms, manifestOf } from '../bundle/manifest.ts';
import { canonicalJson } from '../chain/canonicalJson.ts';
import { firstDifference } from '../chain/firstDifference.ts';
import type { Report } from '../report/report.ts';
import type { Sources } from '../sources.ts';
import { refuse, Unverifiable } from './verification.ts';

/** Refuses a report that its sources do not make. */
export function judgeReport(report: Report, sources: Sources, makers: Makers, isOurVersion: boolean): void {
  const found = firstDifference(report, JSON.parse(canonicalJson(makers.reportOf(sources))));
  if (found === null) return;
  const what = `${found.path} is ${found.one}, and the journal makes it ${found.other}.`;
  refuseOrStop('report.json', what, sources.context.product.version, isOurVersion);
}

/** Refuses what this version would have made otherwise. Another version may have had reasons to: that only stops. */
export function refuseOrStop(file: string, what: string, version: string, isOurVersion: boolean): void {
  if (isOurVersion) refuse(file, what);
  throw new Unverifiable(`Version ${version} made ${file}, and this version makes it otherwise: ${what}`);
}

/** Refuses a manifest that the report does not make. */
export function judgeSummary(manifest: Manifest, report: Report): void {
  const { part, firstEnvelopeHash } = manifest.predicate.drsDrill;
  const digests = Object.fromEntries(manifest.subject.map(({ name, digest }) => [name, digest.sha256]));
  const terms = { part, firstEnvelopeHash, digests: digests as ManifestTerms['digests'] };
  const found = firstDifference(manifest, JSON.parse(canonicalJson(manifestOf(report, terms))));
  if (found !== null) refuse('envelope.json', `${found.path} is ${found.one}, and the report makes it ${found.other}.`);
}

/** The first other form of the report that the report does not make. */
export function otherForm(texts: Record<string, string>, report: Report, makers: Makers): string | undefined {
  return Object.entries(formsOf(report, makers)).find(([file, text]) => texts[file] !== text)?.[0];
}
