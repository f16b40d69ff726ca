import type { Instant } from '../../drill/drill.ts';
import { addDue, type Due, takeFirst } from '../aws/agenda.ts';
import type { OtherWorld } from '../aws/simulatedAws.ts';

/** A function that runs in simulated time. It pauses at every gate while others run. */
export interface Invocation {
  name: string;
  /** Waits for some latency. The function may die here, and then never resumes. */
  gate(): Promise<void>;
  pause(milliseconds: number): Promise<void>;
}

export interface Work {
  name: string;
  /** After this time the platform stops it. */
  timeoutSeconds: number;
  work(invocation: Invocation): Promise<void>;
  /** Called at the end. `failure` is the error, or says that the function died or timed out. */
  onEnd(failure: string | undefined): void;
}

/** A point at which a function may die: its number among all gates, and among those of its function. */
export interface Gate {
  name: string;
  count: number;
  local: number;
}

export interface TaskSettings {
  now: Instant;
  latencyMs(): number;
  dies(gate: Gate): boolean;
}

/** The scheduler of the simulation. Deterministic: the same dice give the same order. */
export interface Tasks {
  now(): Instant;
  at(at: Instant, run: () => void): void;
  invoke(at: Instant, work: Work): void;
  /** True when no function is running. Planned invocations do not count. */
  isIdle(): boolean;
  /** How many gates functions have passed so far. */
  gates(): number;
  /** Runs all due tasks, those of simulated AWS included, until `end` or until `isCompleted` returns true. */
  runUntil(end: Instant, aws: Pick<OtherWorld, 'nextAt' | 'advance'>, isCompleted: () => boolean): Promise<void>;
}

export function createTasks(settings: TaskSettings): Tasks {
  const agenda: Due<() => void>[] = [];
  const state: State = { now: settings.now, seq: 0, running: 0, gates: 0 };
  const at = (when: Instant, run: () => void) =>
    addDue(agenda, { at: Math.max(when, state.now), seq: state.seq++, task: run });
  return {
    now: () => state.now,
    at,
    invoke: (when, work) => at(when, () => begin(settings, state, at, work)),
    isIdle: () => state.running === 0,
    gates: () => state.gates,
    async runUntil(end, aws, isCompleted) {
      for (;;) {
        const next = Math.min(agenda[0]?.at ?? Number.POSITIVE_INFINITY, aws.nextAt() ?? Number.POSITIVE_INFINITY);
        if (next > end) return;
        state.now = next;
        aws.advance(next);
        if (agenda[0]?.at === next) {
          takeFirst(agenda)?.task();
          await quiet();
        }
        if (isCompleted()) return;
      }
    },
  };
}

interface State {
  now: Instant;
  seq: number;
  running: number;
  gates: number;
}

type At = (when: Instant, run: () => void) => void;

function begin(settings: TaskSettings, state: State, at: At, work: Work): void {
  const { name } = work;
  const life = { completed: false, gates: 0 };
  state.running += 1;
  const finish = (failure?: string): void => {
    if (life.completed) return;
    life.completed = true;
    state.running -= 1;
    work.onEnd(failure);
  };
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      at(state.now + Math.round(milliseconds), () => {
        if (!life.completed) resolve();
      });
    });
  const gate = (): Promise<void> => {
    // A dead function's concurrent calls do not continue either.
    if (life.completed) return new Promise(() => undefined);
    state.gates += 1;
    life.gates += 1;
    if (!settings.dies({ name, count: state.gates, local: life.gates })) return wait(settings.latencyMs());
    finish('died');
    return new Promise(() => undefined);
  };
  at(state.now + work.timeoutSeconds * 1000, () => finish('timed out'));
  work.work({ name, pause: wait, gate }).then(
    () => finish(),
    (error: unknown) => finish(String(error)),
  );
}

/** Waits one turn of the event loop: everything that needs no simulated time has run by then. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
