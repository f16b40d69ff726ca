import type { Problem } from './documents.ts';
import { EXIT } from './exitStatus.ts';
import { plain } from './grid.ts';
import { loginOf } from './settings.ts';
import { CommandError } from './wrong.ts';

/** An answer that is not what was asked for, and what it was asked with. */
export interface Unwanted {
  status: number;
  headers: Headers;
  body: unknown;
  text: string;
}

interface Asked {
  api: URL;
  profile: string | undefined;
  path: string;
}

/** What a person is told of a problem document, or of whatever else came instead of an answer. */
export function refusal(answer: Unwanted, asked: Asked): CommandError {
  const problem: Problem = Object(answer.body);
  const status = answer.status >= 400 && answer.status < 500 ? EXIT.REFUSED : EXIT.ERROR;
  const errors = problem.errors ?? [];
  const details = [
    ...(errors.length > 0 || problem.detail === undefined ? [] : [plain(problem.detail)]),
    ...errors.map(errorLine),
    ...retryLine(answer),
    ...requestLine(answer, problem),
  ];
  const fix = fixOf(answer, problem, asked);
  return new CommandError(status, titleOf(answer, problem), { details, fix, httpStatus: answer.status });
}

function titleOf({ status, text }: Unwanted, { title, code, message }: Problem): string {
  if (title !== undefined) return `${plain(title)} (${status}${code === undefined ? '' : ` ${code}`})`;
  if (message !== undefined) return `${plain(message)} (${status})`;
  if (status >= 300 && status < 400) return `the address leads elsewhere (${status})`;
  return `this is no answer of a drs-drill API (${status}): ${plain(text.slice(0, 60)) || 'nothing'}`;
}

/** Where and what: `--hold (/holdSeconds): must be at most 86400`. */
function errorLine({
  pointer,
  parameter,
  message = 'is not valid',
}: {
  pointer?: string;
  parameter?: string;
  message?: string;
}) {
  const where = pointer ?? (parameter === undefined ? '' : `?${parameter}`);
  const [, option] = OPTIONS.find(([shape]) => shape.test(where)) ?? [];
  const place = option === undefined ? where || 'the body' : `${option} (${where})`;
  return plain(`${place}: ${message}`);
}

/** Which option puts what there. */
const OPTIONS: [RegExp, string][] = [
  [/^\/waves\b/, '--server, --wave'],
  [/^\/holdSeconds$/, '--hold'],
  [/^\/holdUntil$/, '--until, --by'],
  [/^\/recoveryPoint\b/, '--recovery-point'],
  [/^\/lagSecondsMax$/, '--lag-max'],
  [/^\/bootSecondsMax$/, '--boot-max'],
  [/^\/launchAllowanceSeconds$/, '--launch-allowance'],
  [/^\/onLaunchFailure$/, '--on-launch-failure'],
  [/^\/objectives\/recoveryTimeSeconds$/, '--objective-recovery-time'],
  [/^\/objectives\/recoveryPointSeconds$/, '--objective-recovery-point'],
  [/^\/waivers\b/, '--waive'],
  [/^\/(recoveryPlan$|reason$|tags\b)/, '--plan, --reason, --tag'],
  [/^\/changeReference$/, '--change'],
  [/^\/accountId$/, '--account'],
  [/^\/region$/, '--site'],
  [/^\/state$/, 'the state'],
  [/^\/expiresAt$/, '--expires'],
];

/** By this the log of the API has it; API Gateway has an id of its own for what never came to the API. */
function requestLine({ headers }: Unwanted, { requestId }: Problem): string[] {
  const id = requestId ?? headers.get('apigw-requestid');
  return id === null ? [] : [`request ${plain(id)}`];
}

function retryLine({ status, headers }: Unwanted): string[] {
  const after = headers.get('retry-after');
  if (after === null || ![429, 503].includes(status)) return [];
  return [`to be asked again ${/^\d+$/.test(after) ? `in ${after} s` : `at ${plain(after)}`}`];
}

function fixOf(
  { status, body }: Unwanted,
  { code, message = '' }: Problem,
  { api, profile, path }: Asked,
): string | undefined {
  const [, , , drillId = ''] = path.split('/');
  const known = code === undefined ? undefined : FIXES[code]?.(drillId);
  if (known !== undefined) return known;
  if (/expired/i.test(message)) return `the credentials have expired: ${loginOf(profile)}`;
  if (/signature|security token/i.test(message)) return 'other credentials: --profile NAME, or another --region';
  if (status === 401 || status === 403)
    return `fresh credentials (${loginOf(profile)}), or some that may call this route (README, "Who may do what"): --profile NAME`;
  if (code === undefined && (status === 404 || typeof body !== 'object'))
    return `is ${api.origin} the right API? --api URL`;
  return undefined;
}

/** The way out of each problem that has one, by its stable code. */
const FIXES: Record<string, (drillId: string) => string> = {
  'unknown-drill': () => 'drs-drill list',
  'unknown-server': () => 'drs-drill servers',
  'invalid-request': () => 'change what is named above and run the command again',
  'unsupported-filter': () => 'keep one of these filters; choose the rest with --query',
  'idempotency-key-reused': () => 'another --idempotency-key, or none',
  'not-authenticated': () => 'credentials that may call this route: --profile NAME',
  'precondition-failed': (drillId) =>
    `drs-drill get ${drillId}, then the command again; --force acts on whatever is there`,
  'too-many-drills': () => 'drs-drill list --phase REQUESTED, and wait, or cancel what waits',
  'temporarily-unavailable': () => 'the same command again a little later',
  'internal-error': () => 'the same command again; if it stays, the log of the API has the request by its id',
};
