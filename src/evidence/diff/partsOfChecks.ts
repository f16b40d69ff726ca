import type { CheckReported, Report } from '../report/report.ts';
import { differing, onlyOne, paired, type Value } from './compare.ts';
import type { DifferentLine } from './difference.ts';

/** Each check, then its servers that it found otherwise. */
export function checkLines(a: Report, b: Report): DifferentLine[] {
  return paired(a.checks, b.checks, ({ name }) => name).flatMap((pair) => {
    if (pair.a === null || pair.b === null) return onlyOne(pair);
    return [
      ...differing(pair.name, resultOf(pair.a), resultOf(pair.b)),
      ...differing(pair.name, serversOf(pair.a), serversOf(pair.b)),
    ];
  });
}

function resultOf(check: CheckReported): Record<string, Value> {
  return {
    kind: check.kind,
    required: check.required ? 'yes' : 'no',
    'has a control': check.control ? 'yes' : 'no',
    result: check.state,
  };
}

function serversOf({ servers }: CheckReported): Record<string, Value> {
  return Object.fromEntries(servers.map(({ sourceServerId, state }) => [`result on ${sourceServerId}`, state]));
}
