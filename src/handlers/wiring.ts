import { randomInt } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock, Ids, Log, Ports } from '../flow/ports.ts';
import { createStore, type StorePorts } from '../store/createStore.ts';
import { settings } from './settings.ts';

/** What a function touches beside the table; its file names only those, so that the other functions' bundles stay small. */
export type Reach = { [Port in Touching]?: () => Ports[Port] };

/** The ports of this process, each made when it is first used. What is not in reach throws when it is touched. */
export function wiring(reach: Reach = {}): Ports {
  return {
    get clock() {
      return own('clock', systemClock);
    },
    get ids() {
      return own('ids', randomIds);
    },
    get log() {
      return own('log', jsonLog);
    },
    get drills() {
      return stored('drills');
    },
    get inbox() {
      return stored('inbox');
    },
    get effects() {
      return stored('effects');
    },
    get instances() {
      return stored('instances');
    },
    get sites() {
      return stored('sites');
    },
    get owner() {
      return stored('owner');
    },
    get drs() {
      return touched('drs', reach);
    },
    get ec2() {
      return touched('ec2', reach);
    },
    get schedules() {
      return touched('schedules', reach);
    },
    get queue() {
      return touched('queue', reach);
    },
  };
}

/** Puts other parts in place of the product's own: a world with a clock of its own, or a test. */
export function usePorts(parts: Partial<Ports>): void {
  Object.assign(made, parts);
}

type Touching = 'drs' | 'ec2' | 'schedules' | 'queue';

const made: Partial<Ports> = {};

function own<Name extends keyof Ports>(name: Name, make: () => Ports[Name]): Ports[Name] {
  const port: Ports[Name] = made[name] ?? make();
  Object.assign(made, { [name]: port });
  return port;
}

function stored<Name extends keyof StorePorts>(name: Name): Ports[Name] {
  return own<keyof StorePorts>(name, () => store()[name]) as Ports[Name];
}

function touched<Name extends Touching>(name: Name, reach: Reach): Ports[Name] {
  const make: (() => Ports[Name]) | undefined = reach[name];
  if (make === undefined) throw new Error(`this function does not reach ${name}`);
  return own(name, make);
}

const kept: { store?: StorePorts } = {};

function store(): StorePorts {
  if (kept.store === undefined) {
    const { tableName, sites, stage } = settings();
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
      marshallOptions: { removeUndefinedValues: true },
    });
    const { clock, ids } = wiring();
    kept.store = createStore({ client, tableName, clock, ids, deployment: { ...sites[0], stage } });
  }
  return kept.store;
}

function systemClock(): Clock {
  return { now: Date.now, pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)) };
}

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

function randomIds(): Ids {
  const letter = () => LETTERS.charAt(randomInt(LETTERS.length));
  return { next: () => Array.from({ length: 24 }, letter).join(''), luck: () => randomInt(2 ** 32) / 2 ** 32 };
}

function jsonLog(): Log {
  const line = (level: string) => (message: string, details: Record<string, unknown>) =>
    console.log(JSON.stringify({ level, message, ...details }));
  return { info: line('INFO'), error: line('ERROR') };
}
