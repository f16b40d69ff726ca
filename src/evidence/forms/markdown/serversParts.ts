import type { Report, ServerReported } from '../../report/report.ts';
import { countSaid, measureSaid, NOTHING } from '../said.ts';
import { resultSaid } from '../servers.ts';
import { celled, head, row } from './escaped.ts';
import { type Part, whole } from './fitting.ts';

/** Servers that did not pass come first. Those beyond the first fifty are folded. */
export function serversParts({ servers }: Report): Part[] {
  if (servers.length === 0) return [whole(['', '## Servers', '', 'The drill had no server.'])];
  const sorted = [...servers.filter(isWrong), ...servers.filter((server) => !isWrong(server))];
  const [shown, folded] = [sorted.slice(0, SHOWN), sorted.slice(SHOWN)];
  const title = `## Servers (${servers.length})`;
  const note =
    folded.length === 0
      ? []
      : [`The first ${SHOWN} are shown, those that did not pass before the others; the rest is folded below.`, ''];
  return [
    { before: ['', title, '', ...note, ...HEAD], rows: shown.map(rowOf), after: [], row: 'server' },
    ...(folded.length === 0 ? [] : [foldOf(folded)]),
  ];
}

/** GitHub opens it at a click. */
function foldOf(servers: ServerReported[]): Part {
  return {
    before: ['', `<details><summary>${countSaid(servers.length, 'more server')}</summary>`, '', ...HEAD],
    rows: servers.map(rowOf),
    after: ['', '</details>'],
    row: 'server',
  };
}

const SHOWN = 50;
const HEAD = head('server', 'wave', 'result', 'recovery time', 'recovery point', 'evidence', 'gone by', 'error');

function isWrong({ passed }: ServerReported): boolean {
  return passed === false;
}

function rowOf(server: ServerReported): string {
  const { sourceServerId, hostname, wave, clocks, evidenceLevel, gone, error, lost } = server;
  return row(
    celled(hostname === null ? sourceServerId : `${hostname} (${sourceServerId})`),
    wave,
    resultSaid(server),
    shortMeasure(clocks.recoveryTime),
    shortMeasure(clocks.recoveryPoint),
    evidenceLevel === null ? NOTHING : celled(evidenceLevel),
    gone === null ? NOTHING : celled(gone.proof),
    celled(error ?? lost?.reason ?? null),
  );
}

/** Why something was not measured is in the other forms. */
function shortMeasure({ seconds, atLeastSeconds }: ServerReported['clocks']['recoveryTime']): string {
  return seconds === null ? NOTHING : measureSaid({ seconds, atLeastSeconds });
}
