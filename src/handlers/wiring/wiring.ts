import { randomInt } from 'node:crypto';
import type { Alarms } from '../../aws/alarms.ts';
import type { Bus } from '../../aws/bus.ts';
import type { Heartbeat } from '../../aws/heartbeat.ts';
import type { Notices } from '../../aws/notices.ts';
import type { EvidencePorts } from '../../flow/evidence/evidencePorts.ts';
import type { Clock, Ids, Ports, PriceListSource, Prices, Queue, ScheduleCopies } from '../../flow/ports.ts';
import { createDrillStore, type DrillStore } from '../../store/drillStore.ts';
import { jsonLog } from './logger.ts';
import { settings } from './settings.ts';
import { tableClient } from './tableClient.ts';
import { worlds } from './worlds.ts';

/** What the functions need: the flow's ports, prices, and the ports that publish. */
export interface AllPorts extends Ports, EvidencePorts {
  scheduleCopies: ScheduleCopies;
  prices: Prices;
  priceList: PriceListSource;
  /** The queue of what checks ask and do. */
  checkQueue: Queue;
  bus: Bus;
  notices: Notices;
  alarms: Alarms;
  /** Null when no monitor is configured. */
  heartbeat: Heartbeat | null;
}

/**
 * What a function needs besides the drills in the table. Its file names only those, which keeps the other functions'
 * bundles small.
 */
export type AdapterFactories = { [Port in Touching]?: () => AllPorts[Port] };

/** The ports of this process, each created at first use. A port that the function does not declare throws when used. */
export function wiring(factories: AdapterFactories = {}): AllPorts {
  const ports = {} as AllPorts;
  for (const [name, get] of Object.entries(makers(factories)))
    Object.defineProperty(ports, name, { get, enumerable: true });
  return ports;
}

function makers(factories: AdapterFactories): { [Port in keyof AllPorts]: () => AllPorts[Port] } {
  return {
    clock: () => own('clock', systemClock),
    ids: () => own('ids', randomIds),
    log: () => own('log', jsonLog),
    drills: () => stored('drills'),
    inbox: () => stored('inbox'),
    effects: () => stored('effects'),
    instances: () => stored('instances'),
    receipts: () => stored('receipts'),
    sites: () => stored('sites'),
    levers: () => stored('levers'),
    plans: () => stored('plans'),
    planSchedules: () => stored('planSchedules'),
    scheduleCopies: () => touched('scheduleCopies', factories),
    owner: () => stored('owner'),
    restore: () => stored('restore'),
    history: () => touched('history', factories),
    drs: () => touched('drs', factories),
    ec2: () => touched('ec2', factories),
    quotas: () => touched('quotas', factories),
    prices: () => touched('prices', factories),
    priceList: () => touched('priceList', factories),
    schedules: () => touched('schedules', factories),
    queue: () => touched('queue', factories),
    checkQueue: () => touched('checkQueue', factories),
    commands: () => touched('commands', factories),
    probe: () => touched('probe', factories),
    checkFunctions: () => touched('checkFunctions', factories),
    consoles: () => touched('consoles', factories),
    outputs: () => touched('outputs', factories),
    worlds: () => own('worlds', worlds),
    bus: () => touched('bus', factories),
    notices: () => touched('notices', factories),
    alarms: () => touched('alarms', factories),
    heartbeat: () => touched('heartbeat', factories),
    ...evidenceMakers(factories),
  };
}

function evidenceMakers(factories: AdapterFactories): { [Port in keyof EvidencePorts]: () => AllPorts[Port] } {
  return {
    notes: () => stored('notes'),
    seals: () => touched('seals', factories),
    bundles: () => touched('bundles', factories),
    signer: () => touched('signer', factories),
  };
}

/** Replaces the product's own parts: for a world with a clock of its own, or for a test. */
export function usePorts(parts: Partial<AllPorts>): void {
  Object.assign(made, parts);
}

type Touching =
  | 'history'
  | 'drs'
  | 'ec2'
  | 'quotas'
  | 'prices'
  | 'priceList'
  | 'seals'
  | 'bundles'
  | 'signer'
  | 'schedules'
  | 'scheduleCopies'
  | 'queue'
  | 'checkQueue'
  | 'commands'
  | 'probe'
  | 'checkFunctions'
  | 'consoles'
  | 'outputs'
  | 'bus'
  | 'notices'
  | 'alarms'
  | 'heartbeat';

const made: Partial<AllPorts> = {};

function own<Name extends keyof AllPorts>(name: Name, make: () => AllPorts[Name]): AllPorts[Name] {
  const port: AllPorts[Name] = made[name] ?? make();
  Object.assign(made, { [name]: port });
  return port;
}

function stored<Name extends keyof DrillStore>(name: Name): DrillStore[Name] {
  return own<keyof DrillStore>(name, () => store()[name]) as DrillStore[Name];
}

function touched<Name extends Touching>(name: Name, factories: AdapterFactories): AllPorts[Name] {
  const make: (() => AllPorts[Name]) | undefined = factories[name];
  if (make === undefined) throw new Error(`this function does not reach ${name}`);
  return own(name, make);
}

const kept: { store?: DrillStore } = {};

function store(): DrillStore {
  if (kept.store === undefined) {
    const { tableName, sites, stage, restored } = settings();
    const { clock, ids } = wiring();
    const deployment = { ...sites[0], stage };
    kept.store = createDrillStore({ client: tableClient(), tableName, clock, ids, deployment, restored });
  }
  return kept.store;
}

function systemClock(): Clock {
  return { now: Date.now, pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)) };
}

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

function randomIds(): Ids {
  const letter = () => LETTERS.charAt(randomInt(LETTERS.length));
  return { next: () => Array.from({ length: 24 }, letter).join(''), random: () => randomInt(2 ** 32) / 2 ** 32 };
}
