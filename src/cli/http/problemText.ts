import type { Problem } from '../apiDocuments.ts';
import { CommandError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';
import { type Credentials, renewalOf } from '../settings.ts';
import { plain } from '../terminal/grid.ts';
import { minutesOff } from './apiTime.ts';
import { gatewayMessage } from './gatewayMessage.ts';
import { type Fault, faultLine, type Written, wayOut } from './problemWords.ts';

/** An error response and its request. */
export interface Unwanted {
  status: number;
  headers: Headers;
  body: unknown;
  text: string;
}

interface Requested extends Written, Credentials {
  api: URL;
  path: string;
}

/** The error shown for a problem document or for any other unexpected response. */
export function refusal(answer: Unwanted, requested: Requested): CommandError {
  const problem: Problem = Object(answer.body);
  const status = answer.status >= 400 && answer.status < 500 ? EXIT.REFUSED : EXIT.ERROR;
  const errors = problem.errors ?? [];
  const details = [
    ...detailLine(problem.detail, errors),
    ...errors.map((fault) => faultLine(fault, requested)),
    ...retryLine(answer),
    ...requestLine(answer, problem),
  ];
  const fix = fixOf(answer, problem, requested);
  return new CommandError(status, titleOf(answer, problem), { details, fix, httpStatus: answer.status });
}

function titleOf({ status, text }: Unwanted, { title, code, message }: Problem): string {
  if (title !== undefined) return `${plain(title)} (${status}${code === undefined ? '' : ` ${code}`})`;
  if (message !== undefined) return `${plain(gatewayMessage(message))} (${status})`;
  if (status >= 300 && status < 400) return `the API address redirects elsewhere (${status})`;
  return `this is not a response of a drs-drill API (${status}): ${plain(text.slice(0, 60)) || 'nothing'}`;
}

/** The detail line, unless it repeats one of the faults. */
function detailLine(detail: string | undefined, errors: Fault[]): string[] {
  const isSaid = errors.some(({ message }) => message !== undefined && detail?.includes(message));
  return detail === undefined || isSaid ? [] : [plain(detail)];
}

/** The request id in the API's logs; API Gateway has its own id for requests that did not reach a function. */
function requestLine({ headers }: Unwanted, { requestId }: Problem): string[] {
  const id = requestId ?? headers.get('apigw-requestid');
  return id === null ? [] : [`request ${plain(id)}`];
}

function retryLine({ status, headers }: Unwanted): string[] {
  const after = headers.get('retry-after');
  if (after === null || ![429, 503].includes(status)) return [];
  return [`retry ${/^\d+$/.test(after) ? `in ${after} s` : `at ${plain(after)}`}`];
}

function fixOf(
  { status, headers, body }: Unwanted,
  { code, message = '' }: Problem,
  { api, path, ...credentials }: Requested,
): string | undefined {
  const [, , , drillId = ''] = path.split('/');
  const known = code === undefined ? undefined : wayOut(code, drillId);
  if (known !== undefined) return known;
  const isSigned = code === undefined && status === 403 && credentials.token === undefined;
  const minutes = isSigned ? minutesOff({ headers }) : undefined;
  if (minutes !== undefined) return `set the clock of this machine, which differs by ${minutes} minutes from the API's`;
  if (/expired/i.test(message)) return `the credentials have expired: ${renewalOf(credentials)}`;
  if (/signature|security token/i.test(message)) return 'use other credentials: --profile NAME, or another --region';
  if (status === 401 || status === 403)
    return `use fresh credentials (${renewalOf(credentials)}), or credentials allowed to call this route (docs/operations.md, "Who may do what"): --profile NAME`;
  if (code === undefined && (status === 404 || typeof body !== 'object'))
    return `is ${api.origin} the right API? --api URL`;
  return undefined;
}
