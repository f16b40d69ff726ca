import type { CheckReported, Report } from '../report/report.ts';
import { differing, paired, type Value } from './compare.ts';
import type { DifferentLine } from './difference.ts';

/** Each check, then its servers that it found otherwise. */
export function checkLines(a: Report, b: Report): DifferentLine[] {
  return paired(a.checks, b.checks, ({ name }) => name).flatMap((check) => [
    ...differing(check.name, resultOf(check.a), resultOf(check.b)),
    ...(check.a && check.b ? differing(check.name, serversOf(check.a), serversOf(check.b)) : []),
  ]);
}

function resultOf(check: CheckReported | null): Record<string, Value> {
  if (check === null) return { 'in the drill': 'no' };
  return {
    'in the drill': 'yes',
    kind: check.kind,
    required: check.required ? 'yes' : 'no',
    'has a control': check.control ? 'yes' : 'no',
    result: check.state,
  };
}

function serversOf({ servers }: CheckReported): Record<string, Value> {
  return Object.fromEntries(servers.map(({ sourceServerId, state }) => [`result on ${sourceServerId}`, state]));
}
