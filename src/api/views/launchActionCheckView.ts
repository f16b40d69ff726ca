import type { CheckResult } from '../../drill/checks/check.ts';
import type { Drill, Server } from '../../drill/drill.ts';
import type { CheckDocument } from '../openapi/checkDocuments.ts';

/**
 * DRS's post-launch actions as one more check: whether all required ones have succeeded on each server. None when no
 * server has any. A request cannot use its name, which has a space.
 */
export function launchActionCheckView(drill: Drill): CheckDocument[] {
  const results = Object.entries(drill.servers).flatMap(([sourceServerId, server]) =>
    hasActions(server)
      ? [{ sourceServerId, state: resultOf(drill, server), because: server.actions?.failure ?? '' }]
      : [],
  );
  if (results.length === 0) return [];
  const count = (wanted: CheckResult | 'RUNNING') => results.filter(({ state }) => state === wanted).length;
  const [pending, failed, notRun] = [count('RUNNING'), count('FAILED'), count('NOT_RUN')];
  const ended = failed > 0 ? 'FAILED' : notRun > 0 ? 'NOT_RUN' : 'PASSED';
  return [
    {
      ...{ name: 'post-launch actions', kind: 'LAUNCH_ACTION', required: true, when: 'HOLDING' },
      state: pending > 0 ? 'RUNNING' : ended,
      ...{ afterSeconds: 0, timeoutSeconds: null, beganAt: null, decidedAt: null },
      ...{ because: null, by: null, evidenceUrl: null },
      servers: { pending, passed: count('PASSED'), failed, timedOut: 0, notRun },
      failures: results.flatMap(({ state, ...one }) => (state === 'FAILED' ? [{ ...one, state }] : [])),
      links: { verdict: null },
    },
  ];
}

function hasActions({ actions }: Server): boolean {
  return actions !== undefined && (actions.required > 0 || actions.reported !== undefined);
}

/** What has not succeeded by the end of the drill, may not have run. */
function resultOf({ phase }: Drill, { actions }: Server): CheckResult | 'RUNNING' {
  const { succeeded = 0, failed = 0, open = 0 } = actions?.reported?.required ?? {};
  if (failed > 0) return 'FAILED';
  if (open === 0 && succeeded >= (actions?.required ?? 0)) return 'PASSED';
  return phase === 'ENDED' ? 'NOT_RUN' : 'RUNNING';
}
