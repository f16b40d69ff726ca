import type { Instant } from '../drill/drill.ts';
import { addDue, type Due, takeFirst } from './agenda.ts';
import type { Dice } from './dice.ts';
import type { OtherWorld } from './otherWorld.ts';

/** A function that runs in the world's time. It stands still at every gate, and others go on meanwhile. */
export interface Invocation {
  /** Lets some latency pass; the function may die here, and then never goes on. */
  gate(): Promise<void>;
  pause(milliseconds: number): Promise<void>;
}

export interface Work {
  name: string;
  work(invocation: Invocation): Promise<void>;
  /** Called when it threw, or died. */
  onFailure(reason: string): void;
}

/** The world's clockwork: what runs when. Deterministic: the same dice give the same order. */
export interface Tasks {
  now(): Instant;
  at(at: Instant, run: () => void): void;
  invoke(at: Instant, work: Work): void;
  /** True when no function is running; planned ones do not count. */
  isIdle(): boolean;
  /** Runs everything due, the other world included, until `isOver` says so after a step or the end has come. */
  runUntil(end: Instant, aws: OtherWorld, isOver: () => boolean): Promise<void>;
}

export function createTasks(settings: { now: Instant; dice: Dice; latencyMsMax: number; crash: number }): Tasks {
  const agenda: Due<() => void>[] = [];
  const state = { now: settings.now, seq: 0, running: 0 };
  const at = (when: Instant, run: () => void) =>
    addDue(agenda, { at: Math.max(when, state.now), seq: state.seq++, task: run });
  return {
    now: () => state.now,
    at,
    invoke: (when, work) => at(when, () => begin(settings, state, at, work)),
    isIdle: () => state.running === 0,
    async runUntil(end, aws, isOver) {
      for (;;) {
        const next = Math.min(agenda[0]?.at ?? Number.POSITIVE_INFINITY, aws.nextAt() ?? Number.POSITIVE_INFINITY);
        if (next > end) return;
        state.now = next;
        aws.advance(next);
        if (agenda[0]?.at === next) takeFirst(agenda)?.task();
        await quiet();
        if (isOver()) return;
      }
    },
  };
}

type At = (when: Instant, run: () => void) => void;

function begin(
  settings: { dice: Dice; latencyMsMax: number; crash: number },
  state: { now: Instant; running: number },
  at: At,
  work: Work,
): void {
  const life = { over: false };
  state.running += 1;
  const finish = (failure?: string): void => {
    if (life.over) return;
    life.over = true;
    state.running -= 1;
    if (failure !== undefined) work.onFailure(failure);
  };
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      at(state.now + milliseconds, () => {
        if (!life.over) resolve();
      });
    });
  const invocation: Invocation = {
    pause: wait,
    gate: () => {
      if (settings.dice.chance(settings.crash)) {
        finish('died');
        return new Promise(() => undefined);
      }
      return wait(settings.dice.between(1, settings.latencyMsMax));
    },
  };
  work.work(invocation).then(
    () => finish(),
    (error: unknown) => finish(String(error)),
  );
}

/** Everything that needs no more time has happened when the event loop turns. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
