import progress from 'cli-progress';
import { createLogUpdate } from 'log-update';
import type { Drill } from '../apiDocuments.ts';
import { awaited, clock, elapsed } from '../http/awaited.ts';
import { checkSaid, checksOf, checksSaid } from './checkSheet.ts';
import { type Cell, coloured, grid, painted, plain, screenOf, sheet } from './grid.ts';
import { type ServerOfDrill as Server, stageOf } from './serverStage.ts';
import { wrapped } from './wrapping.ts';

/** Shows the progress of a drill. */
export interface ProgressView {
  /** `nowMs`: the time on the API's clock. */
  show(drill: Drill, nowMs: number): void;
  end(): void;
}

export interface ProgressOptions {
  /** Shows every server, not only counts. */
  servers: boolean;
  /** The known host names by server id. */
  hostnames?: ReadonlyMap<string, string>;
}

/** On a terminal, a live view, optionally with servers; otherwise one line per change. */
export function createProgressView(out: NodeJS.WriteStream, options: ProgressOptions): ProgressView {
  // A pseudo-terminal without a size cannot be redrawn.
  return out.isTTY && out.rows > 0 ? picture(out, options) : lines(out, options);
}

function picture(out: NodeJS.WriteStream, { servers, hostnames = new Map() }: ProgressOptions): ProgressView {
  const update = createLogUpdate(out);
  return {
    show: (drill, nowMs) => {
      const parts = [...headlines(drill, nowMs, out), bars(drill, nowMs)];
      if (servers) parts.push(serverTable(drill, hostnames, out));
      update(parts.join('\n'));
    },
    end: () => update.done(),
  };
}

const ROWS_BESIDE_SERVERS = 12;

function headlines(drill: Drill, nowMs: number, out: NodeJS.WriteStream): string[] {
  const { drillId, phase, outcome, cleanup } = drill;
  const outcomeSaid = outcome === null ? '' : `  outcome ${coloured(outcome, out)}`;
  const waitsFor = awaited(drill, nowMs);
  const checks = checksSaid(drill);
  const about: [string, string][] = [
    ['  elapsed  ', elapsed(drill, nowMs)],
    ...(waitsFor === undefined ? [] : [['  waits for', waitsFor] as [string, string]]),
    ...(checks === undefined ? [] : [['  checks   ', checks] as [string, string]]),
  ];
  return [
    ...wrapped(
      `${plain(drillId)}  ${coloured(phase, out)}${outcomeSaid}  cleanup ${coloured(cleanup, out)}`,
      out.columns,
    ),
    sheet(about, screenOf(out)),
  ];
}

/** Progress bars for launch, verification, hold and cleanup. */
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

/** A server without an instance is never counted as gone. */
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
  return `  ${name.padEnd(11)}${progress.Format.BarFormat(full, { ...cells, barsize: BAR_CELLS })} ${said}`.trimEnd();
}

/** The columns of a server with their minimum terminal width. */
const COLUMNS: [string, number, (drill: Drill, server: Server, hostnames: ReadonlyMap<string, string>) => Cell][] = [
  ['WAVE', 0, (_, { wave }) => String(wave)],
  ['HOST', 0, (_, { sourceServerId }, hostnames) => hostnames.get(sourceServerId) ?? '-'],
  ['SERVER', 0, (_, { sourceServerId }) => sourceServerId],
  ['INSTANCE', 80, (_, { instanceId }) => instanceId ?? '-'],
  ['STAGE', 0, (drill, server) => painted(stageOf(drill, server))],
];

/** One line per server, or one line per stage on a short terminal. */
function serverTable(drill: Drill, hostnames: ReadonlyMap<string, string>, out: NodeJS.WriteStream): string {
  const rows = out.rows - ROWS_BESIDE_SERVERS;
  const columns = COLUMNS.filter(([name, least]) => out.columns >= least && (name !== 'HOST' || hostnames.size > 0));
  const table = grid(
    columns.map(([name]) => name),
    drill.servers.map((server) => columns.map(([, , cell]) => cell(drill, server, hostnames))),
    screenOf(out),
  );
  return table.split('\n').length > rows ? stageCounts(drill) : table;
}

function stageCounts(drill: Drill): string {
  const byStage = Object.entries(Object.groupBy(drill.servers, (server) => stageOf(drill, server)));
  return byStage.map(([stage, servers]) => `  ${servers?.length ?? 0} × ${stage}`).join('\n');
}

function lines(out: NodeJS.WriteStream, { hostnames = new Map() }: ProgressOptions): ProgressView {
  const said = new Map<string, string>();
  const isNews = (who: string, what: string) => said.get(who) !== what && said.set(who, what);
  return {
    show: (drill, nowMs) => {
      const say = (who: string, what: string) =>
        out.write(`${clock(new Date(nowMs).toISOString())}  ${plain(who)}  ${plain(what)}\n`);
      const { drillId, servers } = drill;
      const news = drillSaid(drill);
      if (isNews(drillId, news)) say(drillId, `${news}, after ${elapsed(drill, nowMs)}`);
      for (const check of checksOf(drill)) {
        const who = `check ${check.name}`;
        if (check.state !== 'WAITING' && isNews(who, checkSaid(check))) say(who, checkSaid(check));
      }
      const moved = servers.filter((server) => isNews(server.sourceServerId, stageOf(drill, server)));
      const byStage = Object.entries(Object.groupBy(moved, (server) => stageOf(drill, server)));
      for (const [stage, some = []] of byStage) {
        if (some.length > SERVERS_NAMED_MAX) say(`${some.length} servers`, stage);
        else for (const { sourceServerId } of some) say(namesOf(sourceServerId, hostnames), stage);
      }
    },
    end: () => undefined,
  };
}

/** Up to this many servers that change together have a line each. */
const SERVERS_NAMED_MAX = 10;

function namesOf(sourceServerId: string, hostnames: ReadonlyMap<string, string>): string {
  const hostname = hostnames.get(sourceServerId);
  return hostname === undefined ? sourceServerId : `${sourceServerId}  ${hostname}`;
}

/** Omits values that change during a wait, and the cleanup before it starts; they would repeat the line of a phase. */
function drillSaid({ phase, outcome, cleanup, hold, waits, waitsFor }: Drill): string {
  const until = phase === 'HOLDING' && hold.until !== null ? ` until ${clock(hold.until)}` : '';
  const outcomeSaid = outcome === null ? '' : `, ${outcome}`;
  const waiting = waits ? `, waits since ${clock(waits.since)}: ${plain(waitsFor ?? '')}` : '';
  const cleanupSaid = phase === 'TERMINATING' || phase === 'ENDED' ? `, cleanup ${cleanup}` : '';
  return `${phase}${until}${outcomeSaid}${cleanupSaid}${waiting}`;
}
