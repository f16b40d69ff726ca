import type { Check, ServerChecked } from '../../drill/checks/check.ts';
import type { ServerActions } from '../../drill/drill.ts';
import { time } from '../time.ts';
import type { Reading } from './reading.ts';
import type { CheckReported } from './report.ts';

/** The checks of the drill in full, as the journal has them. DRS's post-launch actions are the last of them. */
export function checksOf(reading: Reading): CheckReported[] {
  return [...(reading.drill.checks ?? []).map((check) => checkOf(reading, check)), ...launchActionsIn(reading)];
}

function checkOf({ facts }: Reading, check: Check): CheckReported {
  const { name, kind, required, state, beganAt, decidedAt } = check;
  const decision = facts.of('CheckDecided').find(({ fact }) => fact.check === name)?.fact;
  const results = facts.of('ServersChecked').flatMap(({ fact }) => (fact.check === name ? fact.servers : []));
  return {
    ...{ name, kind, required, state },
    because: decision?.because ?? null,
    by: decision?.by ?? null,
    evidenceUrl: decision?.evidenceUrl ?? null,
    beganAt: time(beganAt),
    decidedAt: time(decidedAt),
    control: 'control' in check && check.control !== undefined,
    counts: { ...check.counts },
    servers: results.map(resultOf),
    output: decision?.output ?? null,
  };
}

function resultOf({ sourceServerId, state, because, outputs = [] }: ServerChecked): CheckReported['servers'][number] {
  return { sourceServerId, state, because, outputs };
}

/** Whether the required post-launch actions of each server have succeeded; none when no server has any. */
function launchActionsIn({ drill, isEnded }: Reading): CheckReported[] {
  const servers = Object.entries(drill.servers).flatMap(([sourceServerId, { actions }]) =>
    actions !== undefined && (actions.required > 0 || actions.reported !== undefined)
      ? [{ sourceServerId, state: stateOf(actions, isEnded), because: actions.failure ?? '', outputs: [] }]
      : [],
  );
  if (servers.length === 0) return [];
  const counts: Record<string, number> = {};
  for (const { state } of servers) if (state !== 'RUNNING') counts[state] = (counts[state] ?? 0) + 1;
  const state = (['RUNNING', 'FAILED', 'NOT_RUN'] as const).find((one) =>
    servers.some((server) => server.state === one),
  );
  return [
    {
      ...{ name: 'post-launch actions', kind: 'LAUNCH_ACTION', required: true, state: state ?? 'PASSED' },
      ...{ because: null, by: null, evidenceUrl: null, beganAt: null, decidedAt: null, control: false },
      ...{ counts, servers, output: null },
    },
  ];
}

/** What has not succeeded by the end of the drill may not have run. */
function stateOf({ required, reported }: ServerActions, isEnded: boolean): 'RUNNING' | 'PASSED' | 'FAILED' | 'NOT_RUN' {
  const { succeeded = 0, failed = 0, open = 0 } = reported?.required ?? {};
  if (failed > 0) return 'FAILED';
  if (open === 0 && succeeded >= required) return 'PASSED';
  return isEnded ? 'NOT_RUN' : 'RUNNING';
}
