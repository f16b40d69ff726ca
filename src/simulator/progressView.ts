import Table from 'cli-table3';
import { createLogUpdate } from 'log-update';
import type { DrillView } from '../api/drillView.ts';
import type { Instant } from '../drill/drill.ts';

/** Shows a drill while it runs. */
export interface ProgressView {
  show(view: DrillView, now: Instant): void;
  end(): void;
}

/** A table that renews itself on a terminal, else a line for everything that changes. */
export function createProgressView(out: NodeJS.WriteStream): ProgressView {
  return out.isTTY ? tableView(out) : lineView(out);
}

/** Where a server is, in a word or two. */
export function stageOf(view: DrillView, server: DrillView['servers'][number]): string {
  if (server.gone !== null) return server.result === 'FAILED' ? 'failed, nothing left' : 'gone';
  if (server.unproven !== null) return 'not proved ours';
  if (server.terminationAcceptedAt !== null) return 'terminating';
  if (server.result === 'FAILED') return 'failed';
  if (server.unfit) return 'unfit';
  if (server.verified !== null) return view.phase === 'HOLDING' ? 'up' : 'verified';
  if (server.result === 'LAUNCHED') return 'launched';
  if (server.reported) return 'reported';
  return server.jobId === null ? 'waiting' : 'launching';
}

type Server = DrillView['servers'][number];

function tableView(out: NodeJS.WriteStream): ProgressView {
  const update = createLogUpdate(out);
  return {
    show: (view, now) => update(`${headline(view, now)}\n${serverTable(view, out.rows - 6)}`),
    end: () => update.done(),
  };
}

function headline(view: DrillView, now: Instant): string {
  const { drillId, phase, outcome, cleanup } = view;
  const outcomeSaid = outcome === null ? '' : `  outcome ${outcome}`;
  return `${drillId}  ${phase}${holdLeft(view, now)}${outcomeSaid}  cleanup ${cleanup}`;
}

function holdLeft(view: DrillView, now: Instant): string {
  if (view.phase !== 'HOLDING' || view.hold.until === null) return '';
  return `, ${duration((Date.parse(view.hold.until) - now) / 1000)} to the hold's end`;
}

/** Seconds as people say them. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

/** A line per server, or a line per stage where the terminal has too few. */
function serverTable(view: DrillView, rows: number): string {
  if (view.servers.length > rows) return stageCounts(view);
  const table = new Table({
    head: ['wave', 'server', 'instance', 'stage'],
    style: { compact: true, head: [], border: [] },
  });
  for (const server of view.servers) {
    table.push([server.wave, server.sourceServerId, server.instanceId ?? '', stageOf(view, server)]);
  }
  return table.toString();
}

function stageCounts(view: DrillView): string {
  const byStage = Object.entries(Object.groupBy(view.servers, (server: Server) => stageOf(view, server)));
  return byStage.map(([stage, servers]) => `  ${servers?.length ?? 0} × ${stage}`).join('\n');
}

function phaseSaid({ phase, hold }: DrillView): string {
  return phase === 'HOLDING' && hold.until !== null ? `${phase} until ${hold.until.slice(11, 19)}` : phase;
}

function lineView(out: NodeJS.WriteStream): ProgressView {
  const said = new Map<string, string>();
  const say = (at: string, who: string, what: string) => {
    if (said.get(who) === what) return;
    said.set(who, what);
    out.write(`${at}  ${who}  ${what}\n`);
  };
  return {
    show: (view, now) => {
      const at = new Date(now).toISOString().slice(11, 19);
      say(
        at,
        view.drillId,
        `${phaseSaid(view)}${view.outcome === null ? '' : `, ${view.outcome}`}, cleanup ${view.cleanup}`,
      );
      for (const server of view.servers) say(at, server.sourceServerId, stageOf(view, server));
    },
    end: () => undefined,
  };
}
