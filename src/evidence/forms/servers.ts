import type { Clock, LaunchSettings, Report, ServerReported } from '../report/report.ts';

/** How a server ended, in one word or a few: for the tables of all forms. */
export function resultSaid({ result, lost, verified, gone, passed }: ServerReported): string {
  if (passed === true) return 'passed';
  if (lost !== null) return 'lost';
  if (result === 'FAILED') return 'launch failed';
  if (result === null) return gone === null ? 'not launched' : 'not launched, nothing left';
  if (verified === null || verified === 'RUNNING') return 'launched, not seen working';
  if (passed === false) return 'did not pass';
  return verified === 'STOPPED_AS_CONFIGURED' ? 'stopped, as configured' : 'seen working';
}

/** The volumes that a server is launched with, such as `gp3 100 GB`. Null: AWS did not say. */
export function volumesSaid(settings: LaunchSettings | null): string | null {
  if (settings === null || settings.volumes === null) return null;
  const each = settings.volumes.map(
    ({ volumeType, gigabytes }) => `${volumeType ?? 'unknown type'} ${gigabytes ?? '?'} GB`,
  );
  return each.join(', ');
}

/** The worst measured value of one clock, and how many servers have none. */
export interface Worst {
  clock: Clock | null;
  sourceServerId: string | null;
  unmeasured: number;
}

/** Over the servers that count: those of required waves. */
export function worstOf({ servers }: Report, name: keyof ServerReported['clocks']): Worst {
  const required = servers.filter((server) => server.required);
  const measured = required.filter(({ clocks }) => clocks[name].seconds !== null);
  const worst = measured.reduce<ServerReported | null>(
    (most, one) => (most === null || secondsOf(one, name) > secondsOf(most, name) ? one : most),
    null,
  );
  return {
    clock: worst?.clocks[name] ?? null,
    sourceServerId: worst?.sourceServerId ?? null,
    unmeasured: required.length - measured.length,
  };
}

function secondsOf({ clocks }: ServerReported, name: keyof ServerReported['clocks']): number {
  return clocks[name].seconds ?? 0;
}
