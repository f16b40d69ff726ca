import type * as z from 'zod';
import { allowedInstead } from '../../api/allowed.ts';
import { CHECK_NAME } from '../../api/checkBody.ts';
import { DRILL_ID, SOURCE_SERVER_ID } from '../../api/identity.ts';
import type { InputError } from '../../api/openapi/problemDocument.ts';
import { PLAN_NAME } from '../../api/planStart.ts';
import { BadRequest } from '../../api/problem.ts';
import type { HttpRequest } from './httpRequest.ts';

/** The drill in the path. */
export function drillIdIn(call: Pick<HttpRequest, 'pathParameters'>): string {
  const drillId = call.pathParameters['drillId'] ?? '';
  if (!DRILL_ID.test(drillId)) throw noSuchDrill(drillId);
  return drillId;
}

/** The drill in the path that the first one is compared with. */
export function otherDrillIdIn({ pathParameters }: Pick<HttpRequest, 'pathParameters'>): string {
  return drillIdIn({ pathParameters: { drillId: pathParameters['otherDrillId'] } });
}

/** The refusal of an unknown drill. */
export function noSuchDrill(drillId: string): BadRequest {
  return new BadRequest(404, 'unknown-drill', `There is no drill ${drillId}`);
}

/** The refusal where a drill is unknown, or was requested before requests were kept. */
export function noGivenRequest(drillId: string): BadRequest {
  return new BadRequest(404, 'unknown-drill', `There is no drill ${drillId}, or its request was not kept`);
}

/** The check in the path. */
export function checkNameIn(call: Pick<HttpRequest, 'pathParameters'>): string {
  const name = call.pathParameters['name'] ?? '';
  if (!CHECK_NAME.test(name)) throw new BadRequest(404, 'unknown-check', `There is no check ${name}`);
  return name;
}

/** The source server in the path. */
export function sourceServerIdIn(call: Pick<HttpRequest, 'pathParameters'>): string {
  const sourceServerId = call.pathParameters['sourceServerId'] ?? '';
  if (!SOURCE_SERVER_ID.test(sourceServerId)) throw noSuchServer(sourceServerId);
  return sourceServerId;
}

/** The refusal of an unknown source server. */
export function noSuchServer(sourceServerId: string): BadRequest {
  return new BadRequest(
    404,
    'unknown-server',
    `Source server ${sourceServerId} is known neither from DRS nor from a drill`,
  );
}

/** The plan in the path. */
export function planNameIn(call: Pick<HttpRequest, 'pathParameters'>): string {
  const name = call.pathParameters['name'] ?? '';
  if (!PLAN_NAME.test(name)) throw noSuchPlan(name);
  return name;
}

/** The schedule in the path. */
export function scheduleNameIn(call: Pick<HttpRequest, 'pathParameters'>): string {
  const name = call.pathParameters['name'] ?? '';
  if (!PLAN_NAME.test(name)) throw noSuchSchedule(name);
  return name;
}

/** The refusal of an unknown schedule. */
export function noSuchSchedule(name: string): BadRequest {
  return new BadRequest(404, 'unknown-schedule', `There is no schedule ${name}`);
}

/** The number of a plan's version in the path; one that cannot be is that of no version. */
export function planVersionIn(call: Pick<HttpRequest, 'pathParameters'>): number {
  const text = call.pathParameters['version'] ?? '';
  return /^[1-9]\d{0,7}$/.test(text) ? Number(text) : 0;
}

/** The refusal of an unknown plan or version. */
export function noSuchPlan(name: string): BadRequest {
  return new BadRequest(404, 'unknown-plan', `There is no plan ${name}, or no such version of it`);
}

/** The query of a request by the schema of its parameters. Unknown parameters are refused by name. */
export function queryIn<Parameters extends z.ZodObject>(
  { queryStringParameters: given }: Pick<HttpRequest, 'queryStringParameters'>,
  parameters: Parameters,
): z.output<Parameters> {
  const read = parameters.safeParse(given, { error: allowedInstead });
  const errors = [...unknownIn(given, Object.keys(parameters.shape)), ...(read.success ? [] : wrongIn(read.error))];
  if (errors.length > 0) throw refusal(errors);
  return read.data as z.output<Parameters>;
}

/** Refuses any parameter, because the handler takes none. */
export function refuseQuery({ queryStringParameters: given }: Pick<HttpRequest, 'queryStringParameters'>): void {
  const errors = unknownIn(given, []);
  if (errors.length > 0) throw refusal(errors);
}

function unknownIn(given: object, known: readonly string[]): InputError[] {
  const message = `is unknown; allowed: ${known.join(', ') || 'none'}`;
  return Object.keys(given).flatMap((parameter) => (known.includes(parameter) ? [] : [{ parameter, message }]));
}

/** One parameter may have several values, and the same fault in each. */
function wrongIn({ issues }: z.ZodError): InputError[] {
  const wrong = issues.filter(({ code }) => code !== 'unrecognized_keys');
  const faults = wrong.map(({ path: [parameter = ''], message }) => ({ parameter: String(parameter), message }));
  return [...new Map(faults.map((fault) => [`${fault.parameter} ${fault.message}`, fault])).values()];
}

/** The size of a request must not decide the size of the response. */
const ERRORS_SHOWN_MAX = 20;
const NAME_CHARACTERS_MAX = 100;

function refusal(errors: InputError[]): BadRequest {
  const shown = errors.slice(0, ERRORS_SHOWN_MAX).map((one) => ({ ...one, parameter: cut(one.parameter ?? '') }));
  const messages = shown.map(({ parameter, message }) => `${parameter || 'the query'} ${message}`);
  return new BadRequest(400, 'invalid-parameter', messages.join('; '), shown);
}

function cut(name: string): string {
  return name.length <= NAME_CHARACTERS_MAX ? name : `${name.slice(0, NAME_CHARACTERS_MAX)}…`;
}
