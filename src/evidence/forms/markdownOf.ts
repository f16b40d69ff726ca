import type { Report } from '../report/report.ts';
import { checksPart, comparisonPart, deviationsPart, lessonsPart } from './markdown/eventParts.ts';
import { fitting } from './markdown/fitting.ts';
import { serversParts } from './markdown/serversParts.ts';
import { verdictPart } from './markdown/verdictPart.ts';

/** A report as GitHub Flavored Markdown, for the summary of a job: in short, and never longer than its bound. */
export function markdownOf(report: Report): string {
  const parts = [
    verdictPart(report),
    deviationsPart(report),
    checksPart(report),
    lessonsPart(report),
    comparisonPart(report),
    ...serversParts(report),
  ];
  return fitting(parts, BYTES_MAX);
}

/** GitHub takes 1 MiB for a step (docs.github.com: workflow commands, step isolation and limits); nobody reads that. */
const BYTES_MAX = 60_000;
