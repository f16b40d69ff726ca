import { minutesOff } from '../http/apiTime.ts';
import { gatewayMessage } from '../http/gatewayMessage.ts';
import type { Transport } from '../http/httpClient.ts';
import { renewalOf } from '../settings.ts';
import type { PageProblem } from './pageProblem.ts';

/** What was called, and with which credentials. */
interface Called {
  method: string;
  target: string;
  transport: Transport;
}

/**
 * What an answer means that the functions of the product did not give; undefined for one of theirs. API Gateway says
 * only `{"message":"Forbidden"}`.
 */
export function gatewayProblem(answer: Response, text: string, called: Called): PageProblem | undefined {
  const { status } = answer;
  if (status >= 300 && status < 400 && status !== 304) return elsewhere(status, called);
  if (![401, 403].includes(status) || answer.headers.get('content-type')?.startsWith('application/problem+json'))
    return undefined;
  const message = messageIn(text);
  const request = answer.headers.get('apigw-requestid');
  const problem =
    wrongClock(answer, called) ??
    (/expired/i.test(message) || status === 401 ? expired(message, called) : notAllowed(message, called));
  return request === null ? problem : { ...problem, detail: `${problem.detail} API Gateway's request ID: ${request}.` };
}

function elsewhere(status: number, { transport: { api } }: Called): PageProblem {
  const detail = `${api.origin} answered ${status}, which the page does not follow, because another host must not get your credentials.`;
  return { status: 502, code: 'api-redirects', title: 'The address of the API leads elsewhere', detail };
}

/** A token has no time of this machine. */
function wrongClock(answer: Response, { transport: { token } }: Called): PageProblem | undefined {
  const minutes = token === undefined ? minutesOff(answer) : undefined;
  if (minutes === undefined) return undefined;
  const detail = `The clock of this machine differs by ${minutes} minutes from that of the API, so that no signature is accepted. Set the clock. The page goes on by itself then.`;
  return { status: 401, code: 'clock-is-wrong', title: 'The clock of this machine is wrong', detail };
}

function expired(message: string, { transport }: Called): PageProblem {
  const detail = `API Gateway does not accept your credentials: ${message}. Renew them: ${renewalOf(transport)}${transport.isFixed ? STARTED_AGAIN : '. The page goes on by itself then.'}`;
  return { status: 401, code: 'no-credentials', title: 'The credentials are not valid any more', detail };
}

const STARTED_AGAIN = ', and start `drs-drill page` again, because it still has those that it was started with.';

function notAllowed(message: string, { method, target, transport }: Called): PageProblem {
  const [path] = target.split('?', 1);
  const right =
    transport.token === undefined
      ? 'Your AWS identity needs execute-api:Invoke for this route; the same answer comes for credentials that are not valid'
      : 'Your token needs the scope of this route';
  const detail = `API Gateway refuses ${method} ${path}: ${message}. ${right} (docs/operations.md, "Who may do what"). Other credentials: ${renewalOf(transport)}${transport.isFixed ? STARTED_AGAIN : '.'}`;
  return { status: 403, code: 'not-allowed', title: 'You may not call this part of the API', detail };
}

function messageIn(text: string): string {
  try {
    const { message } = Object(JSON.parse(text));
    return typeof message === 'string' ? gatewayMessage(message) : UNSAID;
  } catch (error) {
    if (error instanceof SyntaxError) return UNSAID;
    throw error;
  }
}

const UNSAID = 'no reason given';
