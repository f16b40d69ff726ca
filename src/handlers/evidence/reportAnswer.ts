import { hash } from 'node:crypto';
import { acceptedAmong } from '../../api/evidence/accepted.ts';
import { BadRequest } from '../../api/problem.ts';
import { csvOf } from '../../evidence/forms/csvOf.ts';
import { STYLE } from '../../evidence/forms/html/style.ts';
import { htmlOf } from '../../evidence/forms/htmlOf.ts';
import { markdownOf } from '../../evidence/forms/markdownOf.ts';
import type { Report } from '../../evidence/report/report.ts';
import type { HttpAnswer } from '../parsing/middleware.ts';

/** How a report is told in a response. */
export type AnswerReport = (report: Report) => HttpAnswer;

/** The form of a report that the caller accepts best; JSON if all alike. */
export function answerAccepted(accept: string | undefined): AnswerReport {
  const type = acceptedAmong(accept, REPORT_TYPES);
  if (type !== undefined) return (report) => thatFits(ANSWERS[type](report), type);
  throw new BadRequest(406, 'not-acceptable', `A report is ${REPORT_TYPES.join(', ')}; Accept allows none of them`);
}

/** What is larger would become an error without a word of ours. */
function thatFits(answer: HttpAnswer, type: string): HttpAnswer {
  const text = 'text' in answer ? answer.text : JSON.stringify(answer.body);
  // As Lambda passes it on: in JSON.
  const bytes = Buffer.byteLength(JSON.stringify(text));
  if (bytes <= RESPONSE_BYTES_MAX) return answer;
  const instead =
    'accept text/markdown, which is always small, or download the sealed evidence when the drill has ended';
  throw new BadRequest(406, 'not-acceptable', `The report as ${type} is too large for a response: ${instead}`);
}

/** AWS Lambda developer guide, quotas: 6 MB for a response. A little is left for its headers. */
const RESPONSE_BYTES_MAX = 6_000_000;

const REPORT_TYPES = ['application/json', 'text/html', 'text/markdown', 'text/csv'] as const;

const ANSWERS: Record<(typeof REPORT_TYPES)[number], AnswerReport> = {
  'application/json': (body) => ({ status: 200, headers: VARYING, body }),
  'text/html': (report) => ({
    status: 200,
    headers: { ...VARYING, 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' },
    type: 'text/html; charset=utf-8',
    text: htmlOf(report),
  }),
  'text/markdown': (report) => text('text/markdown; charset=utf-8', markdownOf(report)),
  'text/csv': (report) => text('text/csv; charset=utf-8; header=present', csvOf(report)),
};

function text(type: string, content: string): HttpAnswer {
  return { status: 200, headers: { ...VARYING, 'x-content-type-options': 'nosniff' }, type, text: content };
}

const VARYING = { vary: 'accept' };

/** No script, no request, no frame around it, and no style but its own (W3C: Content Security Policy Level 3). */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');
