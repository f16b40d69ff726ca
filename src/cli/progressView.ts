import progress from 'cli-progress';
import { createLogUpdate } from 'log-update';
import type { Drill } from './documents.ts';
import { duration } from './durations.ts';
import { coloured, grid, plain } from './grid.ts';

/** Shows a drill while it runs. */
export interface ProgressView {
  /** `nowMs`: the time where the drill is. */
  show(drill: Drill, nowMs: number): void;
  end(): void;
}

/** On a terminal a picture that renews itself, with its servers if wanted; else a line for everything that changes. */
export function createProgressView(out: NodeJS.WriteStream, { servers }: { servers: boolean }): ProgressView {
  // Some pseudo-terminals have no size, and nothing can be redrawn there.
  return out.isTTY && out.rows > 0 ? picture(out, servers) : lines(out);
}

/** Where a server is, in a word or two; what was launched goes on from stage to stage, and never back. */
export function stageOf(drill: Drill, server: Server): string {
  if (server.gone !== null) return server.result === 'FAILED' ? 'failed, nothing left' : 'gone';
  if (drill.phase === 'ENDED' && server.result === null) return 'not launched';
  if (server.unproven !== null) return 'not proved ours';
  if (server.terminationAcceptedAt !== null) return 'terminating';
  if (server.result === 'FAILED') return 'failed';
  if (server.unfit) return 'unfit';
  if (server.lost !== null) return server.lost.state === null ? 'not known' : `lost: ${server.lost.state}`;
  if (server.verified !== null) return UP[drill.phase] ?? 'verified';
  if (server.result === 'LAUNCHED') return 'launched';
  if (server.reported) return 'reported';
  return server.jobId === null ? 'waiting' : 'launching';
}

/** What a server that works is called once all of them were seen to. */
const UP: Partial<Record<Drill['phase'], string>> = { HOLDING: 'up', TERMINATING: 'to be terminated' };

type Server = Drill['servers'][number];

function picture(out: NodeJS.WriteStream, withServers: boolean): ProgressView {
  const update = createLogUpdate(out);
  return {
    show: (drill, nowMs) => {
      const parts = [headline(drill, nowMs, out), ...waitLines(drill), bars(drill, nowMs)];
      if (withServers) parts.push(serverTable(drill, out.rows - ROWS_BESIDE_SERVERS));
      update(parts.join('\n'));
    },
    end: () => update.done(),
  };
}

const ROWS_BESIDE_SERVERS = 10;

function headline(drill: Drill, nowMs: number, out: NodeJS.WriteStream): string {
  const { drillId, phase, outcome, cleanup } = drill;
  const outcomeSaid = outcome === null ? '' : `  outcome ${coloured(outcome, out)}`;
  return `${plain(drillId)}  ${coloured(phase, out)}${holdLeft(drill, nowMs)}${outcomeSaid}  cleanup ${coloured(cleanup, out)}`;
}

function waitLines({ waitsFor, waits }: Drill): string[] {
  return waits ? [`  waits since ${waits.since}: ${plain(waitsFor ?? '')}`] : [];
}

function holdLeft(drill: Drill, nowMs: number): string {
  if (drill.phase !== 'HOLDING' || drill.hold.until === null) return '';
  return `, ${duration((Date.parse(drill.hold.until) - nowMs) / 1000)} to the hold's end`;
}

/** How far the servers are on their way up and down again, and how much of the hold is over. */
function bars(drill: Drill, nowMs: number): string {
  const total = drill.servers.length;
  const count = (isSo: (server: Server) => boolean) => drill.servers.filter(isSo).length;
  const [launched, verified] = [count(({ result }) => result === 'LAUNCHED'), count((one) => one.verified !== null)];
  const [toGo, gone] = [count(mayHaveInstance), count((server) => mayHaveInstance(server) && server.gone !== null)];
  return [
    bar('launched', launched / total, `${launched}/${total}`),
    bar('verified', verified / total, `${verified}/${total}`),
    bar('hold', heldShare(drill, nowMs), ''),
    bar('gone', toGo === 0 ? 0 : gone / toGo, `${gone}/${toGo}`),
  ].join('\n');
}

/** What was never launched is never gone. */
function mayHaveInstance({ jobId, gone }: Server): boolean {
  return jobId !== null && gone !== 'NEVER_EXISTED';
}

function heldShare({ hold, phase, phaseSince }: Drill, nowMs: number): number {
  if (hold.endedAt !== null) return 1;
  if (hold.until === null) return 0;
  const lastHeldMs = phase === 'HOLDING' ? nowMs : Date.parse(phaseSince);
  return hold.seconds === 0 ? 1 : 1 - (Date.parse(hold.until) - lastHeldMs) / (hold.seconds * 1000);
}

const BAR_CELLS = 30;

function bar(name: string, share: number, said: string): string {
  const full = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  const cells = { barCompleteString: '█'.repeat(BAR_CELLS), barIncompleteString: '░'.repeat(BAR_CELLS), barGlue: '' };
  return `  ${name.padEnd(9)}${progress.Format.BarFormat(full, { ...cells, barsize: BAR_CELLS })} ${said}`.trimEnd();
}

/** A line per server, or a line per stage where the terminal has too few. */
function serverTable(drill: Drill, rows: number): string {
  if (drill.servers.length > rows) return stageCounts(drill);
  return grid(
    ['wave', 'server', 'instance', 'stage'],
    drill.servers.map((server) => [
      ...[String(server.wave), server.sourceServerId, server.instanceId ?? '-', stageOf(drill, server)],
    ]),
  );
}

function stageCounts(drill: Drill): string {
  const byStage = Object.entries(Object.groupBy(drill.servers, (server) => stageOf(drill, server)));
  return byStage.map(([stage, servers]) => `  ${servers?.length ?? 0} × ${stage}`).join('\n');
}

function lines(out: NodeJS.WriteStream): ProgressView {
  const said = new Map<string, string>();
  const say = (at: string, who: string, what: string) => {
    if (said.get(who) === what) return;
    said.set(who, what);
    out.write(`${at}  ${plain(who)}  ${plain(what)}\n`);
  };
  return {
    show: (drill, nowMs) => {
      const at = new Date(nowMs).toISOString().slice(11, 19);
      const outcome = drill.outcome === null ? '' : `, ${drill.outcome}`;
      say(at, drill.drillId, `${phaseSaid(drill)}${outcome}, cleanup ${drill.cleanup}${waitSaid(drill)}`);
      for (const server of drill.servers) say(at, server.sourceServerId, stageOf(drill, server));
    },
    end: () => undefined,
  };
}

/** Without what changes by itself while it waits. */
function waitSaid({ waitsFor, waits }: Drill): string {
  return waits ? `, waits since ${waits.since.slice(11, 19)}: ${plain(waitsFor ?? '')}` : '';
}

function phaseSaid({ phase, hold }: Drill): string {
  return phase === 'HOLDING' && hold.until !== null ? `${phase} until ${hold.until.slice(11, 19)}` : phase;
}
