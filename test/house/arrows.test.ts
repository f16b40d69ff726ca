import { describe, expect, test } from 'vitest';
import { type Arrow, arrowsOf, filesBelow, roomOf, sourceFiles } from './source.ts';

const files = sourceFiles('src');
const arrows = files.flatMap(arrowsOf);

const DRILL = /^src\/drill\//;
const HISTORY = /^src\/history\//;
const EVIDENCE = /^src\/evidence\//;
const PORTS = /^src\/flow\/(ports|checks\/checkPorts|evidence\/evidencePorts|errors|unchecked)\.ts$/;
const WRONG = /^src\/flow\/errors\.ts$/;
const FLOW = /^src\/flow\//;
const STORE = /^src\/store\//;
const AWS = /^src\/aws\//;
const API = /^src\/api\//;
const PROBE = /^src\/probe\//;
const ANY_PACKAGE = /^(?!src\/)/;

const SIMULATED_AWS = 'src/simulator/aws/';

/**
 * What a room may import in addition to its own files (the simulator: anything). Types are erased, so more are allowed.
 */
const ROOMS: { room: string; sentence: string; values: RegExp[]; types?: RegExp[] }[] = [
  { room: 'drill', sentence: 'drill imports nothing outside itself', values: [] },
  { room: 'history', sentence: 'history imports only the drill', values: [DRILL] },
  {
    room: 'evidence',
    sentence: 'evidence imports only the drill, the history, what hashes, and what escapes HTML',
    values: [DRILL, HISTORY, /^canonicalize$/, /^csv-stringify\/sync$/, /^hono\/html$/, /^node:crypto$/],
  },
  {
    room: 'flow',
    sentence: 'flow imports only the drill, the history, the evidence, what hashes, and what the probe is asked',
    values: [DRILL, HISTORY, EVIDENCE, /^canonicalize$/, /^node:crypto$/],
    types: [/^src\/probe\/probeRequest\.ts$/],
  },
  {
    room: 'probe',
    sentence: 'probe imports only Node.js and the library of patterns',
    values: [/^node:/, /^re2js$/],
  },
  {
    room: 'store',
    sentence: 'store imports the drill, the history, the chain of the evidence, the ports, and the database packages',
    values: [
      DRILL,
      HISTORY,
      EVIDENCE,
      PORTS,
      /^@aws-sdk\/(client|lib)-dynamodb$/,
      /^electrodb$/,
      /^canonicalize$/,
      /^node:(crypto|zlib)$/,
    ],
  },
  {
    room: 'aws',
    sentence: 'aws imports the drill, the ports, the AWS SDK, and what hashes',
    values: [DRILL, PORTS, /^@(aws-sdk|smithy)\//, /^node:crypto$/],
  },
  {
    room: 'api',
    sentence: 'api imports the drill, the history, the evidence, the errors, and only types of the flow',
    values: [DRILL, HISTORY, EVIDENCE, WRONG, /^zod$/, /^zod-openapi$/, /^canonicalize$/, /^croner$/, /^node:crypto$/],
    types: [FLOW],
  },
  {
    room: 'handlers',
    sentence: 'handlers import only what they wire: api, flow, store, aws, the probe, the evidence and the drill',
    values: [
      API,
      FLOW,
      STORE,
      AWS,
      PROBE,
      DRILL,
      HISTORY,
      EVIDENCE,
      /^package\.json$/,
      /^@aws-sdk\//,
      /^@aws-lambda-powertools\//,
      /^@middy\//,
      /^node:crypto$/,
    ],
    types: [/^aws-lambda$/, /^zod$/],
  },
  {
    room: 'doctor',
    sentence: 'doctor imports the AWS clients, the settings of the functions, and the checks of a drill',
    values: [
      DRILL,
      PORTS,
      AWS,
      /^src\/flow\/(perform\/inspect|inTurns)\.ts$/,
      /^src\/handlers\/wiring\/settings\.ts$/,
      ANY_PACKAGE,
    ],
  },
  {
    room: 'cli',
    sentence: 'cli imports the contract, packages, and the pure rooms for what works offline',
    values: [API, DRILL, HISTORY, EVIDENCE, ANY_PACKAGE],
  },
  {
    room: 'page',
    sentence: 'page imports only packages: it knows the HTTP API and nothing behind it',
    values: [ANY_PACKAGE],
  },
];

describe('imports between rooms', () => {
  test('every file of src is in a listed room', () => {
    const known = [...ROOMS.map(({ room }) => room), 'simulator'];
    expect(filesBelow('src').filter((path) => !known.includes(roomOf(path)))).toEqual([]);
  });

  for (const { room, sentence, values, types = [] } of ROOMS) {
    test(sentence, () => {
      const outward = arrows.filter(({ from, to }) => roomOf(from) === room && roomOf(to) !== room);
      const forbidden = outward.filter(({ to, typeOnly }) => {
        const allowed = typeOnly ? [...values, ...types] : values;
        return !allowed.some((pattern) => pattern.test(to));
      });
      expect(forbidden.map(shown)).toEqual([]);
    });
  }

  test('the product does not know the simulator', () => {
    const known = arrows.filter(({ from, to }) => roomOf(to) === 'simulator' && roomOf(from) !== 'simulator');
    expect(known.map(shown)).toEqual([]);
  });

  test('the simulated AWS imports nothing of the product, not even a type, so that it cannot share its mistakes', () => {
    const known = arrows.filter(({ from, to }) => from.startsWith(SIMULATED_AWS) && to.startsWith('src/'));
    expect(known.filter(({ to }) => !to.startsWith(SIMULATED_AWS)).map(shown)).toEqual([]);
  });

  test('there are no dynamic imports outside the simulator and the page, which loads a view when it is opened', () => {
    const product = files.filter(({ path }) => !['simulator', 'page'].includes(roomOf(path)));
    const dynamic = product.filter(({ nodes }) => nodes.some(({ type }) => type === 'ImportExpression'));
    expect(dynamic.map(({ path }) => path)).toEqual([]);
  });

  test('rooms have no import cycles', () => {
    const rooms = arrows
      .map(({ from, to, typeOnly }) => ({ from: roomOf(from), to: roomOf(to), typeOnly }))
      .filter(({ from, to }) => from !== to);
    expect(inCircles(rooms)).toEqual([]);
  });

  test('files have no import cycles, including types', () => {
    expect(inCircles(arrows)).toEqual([]);
  });
});

function shown({ from, to, typeOnly }: Arrow): string {
  return `${from} ─${typeOnly ? 'type' : ''}─► ${to}`;
}

/** All nodes that are part of a cycle. */
function inCircles(steps: Arrow[]): string[] {
  const next = Map.groupBy(steps, ({ from }) => from);
  const reached = (start: string): Set<string> => {
    const seen = new Set<string>();
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const fresh = (next.get(at) ?? []).map(({ to }) => to).filter((to) => !seen.has(to));
      for (const to of fresh) seen.add(to);
      open.push(...fresh);
    }
    return seen;
  };
  return [...next.keys()].filter((start) => reached(start).has(start)).sort();
}
