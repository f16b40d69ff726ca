import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Instant } from '../../../src/drill/drill.ts';
import type { BundlePart, Envelope } from '../../../src/evidence/bundle/bundle.ts';
import type { Makers } from '../../../src/evidence/bundle/bundleOf.ts';
import { signedBytesOf } from '../../../src/evidence/bundle/envelope.ts';
import { keyIdOf } from '../../../src/evidence/bundle/keyId.ts';
import type { Manifest } from '../../../src/evidence/bundle/manifest.ts';
import { hashOfLine } from '../../../src/evidence/chain/journalHash.ts';
import type { Note } from '../../../src/evidence/notes.ts';
import type { Report } from '../../../src/evidence/report/report.ts';
import type { Sources } from '../../../src/evidence/sources.ts';
import type { SealPorts, SealTerms } from '../../../src/flow/evidence/sealDrill.ts';
import { createMemoryTable, type MemoryTable } from '../../../src/simulator/memory/memoryTable.ts';
import { aDrill, anEntry, aSave, START } from '../../builders.ts';

export const DRILL_ID = 'd-000000000000000000000001';

/** A table, an evidence bucket and a key, as the sealers of a test share them. */
export interface SealingWorld {
  table: MemoryTable;
  objects: Map<string, Uint8Array>;
  notes: Note[];
  /** For what the drill is quarantined, if the table does not say so. */
  quarantined: string | null;
  now: Instant;
  ports: SealPorts;
  /** Called before and after each call that writes or signs; it may throw. */
  around: (call: string) => void;
}

export function sealingWorld(): SealingWorld {
  const world = {
    objects: new Map(),
    notes: [],
    quarantined: null,
    now: START,
    around: () => undefined,
  } as unknown as SealingWorld;
  world.table = createMemoryTable({ now: () => world.now, onChange: () => undefined });
  world.ports = {
    ...world.table.ports,
    drills: { ...world.table.ports.drills, load: (drillId) => loaded(world, drillId) },
    clock: { now: () => world.now, pause: async () => undefined },
    prices: { load: async () => undefined },
    log: { info: () => undefined, error: () => undefined },
    notes: { of: async () => world.notes, kept: async () => [], add: async () => true, ofGuard: async () => [] },
    seals: { ...world.table.ports.seals, keep: around(world, 'keep', world.table.ports.seals.keep) },
    bundles: bundlesOf(world),
    signer: { sign: around(world, 'sign', signed), publicKey: async () => ({ keyId: keyIdOf(publicKey), pem: '' }) },
  };
  return world;
}

async function loaded({ table, quarantined }: SealingWorld, drillId: string) {
  const drill = await table.ports.drills.load(drillId);
  return drill === undefined || quarantined === null ? drill : { ...drill, quarantined, quarantinedAt: START };
}

/** Forms and reports that show only what a manifest has. */
const PLAIN: Makers = {
  reportOf: plainReport,
  htmlOf: (report) => `<p>${report.identity.drillId}</p>`,
  markdownOf: (report) => `# ${report.identity.drillId}`,
  csvOf: (report) => `outcome\r\n${report.verdict.outcome}\r\n`,
};

function plainReport({ drill, entries, context }: Sources): Report {
  const { drillId, site, owner, world = null, outcome = null, plan = null } = drill;
  const identity = { drillId, site, deployment: owner, world, plan, requestHash: null, product: context.product };
  const verdict = { outcome, computed: outcome === 'PASSED' ? 'PASSED' : 'FAILED' };
  return { identity, verdict, checks: [], integrity: { entries: entries.length } } as unknown as Report;
}

/** Makes plain reports. */
export function termsOf(version = '1.2.3'): SealTerms {
  return { ...PLAIN, version, nextTime: () => undefined };
}

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

async function signed(bytes: Uint8Array) {
  return { keyId: keyIdOf(publicKey), signature: sign('sha256', bytes, privateKey) };
}

function bundlesOf(world: SealingWorld): SealPorts['bundles'] {
  return {
    putNew: around(world, 'put', async (name, content) => {
      if (world.objects.has(name)) return false;
      world.objects.set(name, content);
      return true;
    }),
    read: async (name) => world.objects.get(name),
    link: async (name) => `https://evidence.invalid/${name}`,
  };
}

function around<Args extends unknown[], Answer>(
  world: SealingWorld,
  name: string,
  call: (...args: Args) => Promise<Answer>,
): (...args: Args) => Promise<Answer> {
  return async (...args) => {
    world.around(`before ${name}`);
    const answer = await call(...args);
    world.around(`after ${name}`);
    return answer;
  };
}

/** Saves a drill that is open. */
export async function begun({ table }: SealingWorld, drillId = DRILL_ID): Promise<void> {
  await table.ports.drills.save(aSave(aDrill({ drillId, owner: 'owner' })));
}

/** Saves its end. */
export async function ended({ table, now }: SealingWorld, drillId = DRILL_ID): Promise<void> {
  const drill = aDrill({ drillId, owner: 'owner', phase: 'ENDED', phaseAt: now, at: now, outcome: 'PASSED' });
  const entry = anEntry(drill, 2, { at: now, facts: [{ type: 'DrillEnded' }] });
  await table.ports.drills.save(aSave(drill, { readVersion: 1, entry }));
}

export function aNote(n: number): Note {
  const unused = { person: null, role: null, trackerUrl: null, accepted: null, previousHash: null };
  return { drillId: DRILL_ID, n, at: '2026-03-01T10:00:00.000Z', by: 'alice', kind: 'REMARK', text: 'seen', ...unused };
}

/** The manifest of a stored part, after its signature and every file that it names were checked. */
export function storedManifest(world: SealingWorld, part: BundlePart): Manifest['predicate']['drsDrill'] {
  const folder = `bundles/${DRILL_ID}/${part.toLowerCase()}`;
  const envelope: Envelope = JSON.parse(textAt(world, `${folder}/envelope.json`));
  const payload = Buffer.from(envelope.payload, 'base64');
  const signature = Buffer.from(envelope.signatures[0]?.sig ?? '', 'base64');
  if (!verify('sha256', signedBytesOf(payload), publicKey, signature)) throw new Error('the signature is wrong');
  const manifest = JSON.parse(payload.toString()) as Manifest;
  for (const { name, digest } of manifest.subject)
    if (hashOfLine(textAt(world, `${folder}/${digest.sha256}/${name}`)) !== digest.sha256)
      throw new Error(`${name} is not the file that the manifest names`);
  return manifest.predicate.drsDrill;
}

function textAt({ objects }: SealingWorld, name: string): string {
  const content = objects.get(name);
  if (content === undefined) throw new Error(`there is no object ${name}`);
  return Buffer.from(content).toString();
}
