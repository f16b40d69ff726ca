import type { Probe, ProbePlace } from '../flow/checks/checkPorts.ts';
import { CallFailed } from '../flow/errors.ts';
import { member, textIn } from '../flow/unchecked.ts';
import type { ActingClient } from './actingClient.ts';
import { invoke } from './functions.ts';
import { printable } from './printable.ts';

/** The deployment's own probe: its function, and where that connects from. */
export interface ProbeFunction extends ProbePlace {
  functionName: string;
}

/** The probe through Lambda's SDK. `probe` is null in a deployment without one. */
export function createProbe({ client, probe }: { client: ActingClient; probe: ProbeFunction | null }): Probe {
  return {
    place: () => {
      if (probe === null) return null;
      const { functionName: _name, ...place } = probe;
      return place;
    },
    async run(request) {
      if (probe === null) throw new CallFailed('INVALID', 'This deployment has no probe');
      const ids = request.targets.map(({ id }) => id);
      return { results: resultsIn(await invoke(client, probe.functionName, request, { onlyLooks: true }), ids) };
    },
  };
}

type Answer = Awaited<ReturnType<Probe['run']>>;
type Result = Answer['results'][number];

/** The probe talks to hostile applications, so its answer is checked like one from outside. */
function resultsIn(answer: unknown, ids: string[]): Result[] {
  const refused = textIn(answer, 'refused');
  if (refused !== undefined) throw new CallFailed('INVALID', `The probe refused the request: ${printable(refused)}`);
  const results = member(answer, 'results');
  if (!Array.isArray(results)) throw nonsense('it has no results');
  if (results.length !== ids.length) throw nonsense(`it has ${results.length} results for ${ids.length} targets`);
  return ids.map((id, index) => resultOf(results[index], id));
}

function resultOf(result: unknown, id: string): Result {
  if (member(result, 'id') !== id) throw nonsense('its results are not those of the targets');
  const word = WORDS.find((known) => known === member(result, 'result'));
  if (word === undefined) throw nonsense('a result is none that it knows');
  const milliseconds = member(result, 'milliseconds');
  const [message, status, bodyBase64] = ['message', 'status', 'bodyBase64'].map((name) => member(result, name));
  if (typeof message !== 'string') throw nonsense('a result has no message');
  if (!isAmount(milliseconds)) throw nonsense('a result has no duration');
  if (status !== undefined && !isStatus(status)) throw nonsense('a status is none of HTTP');
  if (bodyBase64 !== undefined && !isBody(bodyBase64)) throw nonsense('a body is too long, or not Base64');
  return {
    id,
    result: word,
    message: printable(message),
    milliseconds,
    ...(status === undefined ? {} : { status }),
    ...(bodyBase64 === undefined ? {} : { bodyBase64 }),
  };
}

const WORDS: readonly Result['result'][] = ['ANSWERED', 'OTHERWISE', 'UNREACHED', 'REFUSED', 'LATE'];
/** 64 KiB in Base64. */
const BODY_CHARACTERS_MAX = 4 * Math.ceil((64 * 1024) / 3);

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isStatus(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 999;
}

function isBody(value: unknown): value is string {
  return typeof value === 'string' && value.length <= BODY_CHARACTERS_MAX && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
}

function nonsense(how: string): CallFailed {
  return new CallFailed('INVALID', `The probe answered nonsense: ${how}`);
}
