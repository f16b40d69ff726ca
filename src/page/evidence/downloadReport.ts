import { Refusal } from '../api/answers.ts';
import { wholeAnswer } from '../api/wholeAnswer.ts';
import { saveFile } from './saveFile.ts';

/** A form in which the API gives a report. */
export interface ReportForm {
  id: string;
  text: string;
  accept: string;
  extension: string;
}

export const FORMS: ReportForm[] = [
  { id: 'html', text: 'HTML: one page to read and to print', accept: 'text/html', extension: 'html' },
  { id: 'markdown', text: 'Markdown: a summary', accept: 'text/markdown', extension: 'md' },
  { id: 'csv', text: 'CSV: a row for each server', accept: 'text/csv', extension: 'csv' },
  { id: 'json', text: 'JSON: everything', accept: 'application/json', extension: 'json' },
];

/** Saves the report of a drill as a file. Throws a `Refusal` when the API refuses, as for a form that is too large. */
export async function downloadReport(drillId: string, { accept, extension }: ReportForm): Promise<void> {
  const answer = await wholeAnswer(`/v1/drills/${encodeURIComponent(drillId)}/report`, { headers: { accept } });
  if (!answer.ok) throw new Refusal(answer.status, await answer.json());
  saveFile(await answer.blob(), `${drillId}.${extension}`);
}
