import { beforeEach, describe, expect, test } from 'vitest';
import { NOTES_ACCEPTED_SECONDS, NOTES_GRACE_SECONDS } from '../../../src/drill/bounds.ts';
import type { BundlePart } from '../../../src/evidence/bundle/bundle.ts';
import type { Context } from '../../../src/evidence/sources.ts';
import { OtherSchema } from '../../../src/flow/errors.ts';
import { sealDrill } from '../../../src/flow/evidence/sealDrill.ts';
import { START } from '../../builders.ts';
import {
  aNote,
  begun,
  DRILL_ID,
  ended,
  type SealingWorld,
  sealingWorld,
  storedManifest,
  termsOf,
} from './givenSealing.ts';

const NOTES_DUE = START + (NOTES_ACCEPTED_SECONDS + NOTES_GRACE_SECONDS) * 1000;
/** Nine files and the envelope. */
const OBJECTS = 10;

let world: SealingWorld;
beforeEach(async () => {
  world = sealingWorld();
  await begun(world);
});

describe('the evidence of a drill that has ended', () => {
  beforeEach(() => ended(world));

  test('is stored and signed, and its notes are due after a week', async () => {
    expect(await sealDrill(world.ports, termsOf(), DRILL_ID)).toBe(1);
    expect(storedManifest(world, 'FIRST')).toMatchObject({ drillId: DRILL_ID, outcome: 'PASSED' });
    expect(await due()).toEqual([{ drillId: DRILL_ID, because: 'NOTES', dueAt: NOTES_DUE }]);
    const [receipt] = await receipts();
    expect(receipt).toMatchObject({ part: 'FIRST', sealedAt: START, ended: true, notes: 0, productVersion: '1.2.3' });
    expect(Object.values(receipt?.objects ?? {}).sort()).toEqual([...world.objects.keys()].sort());
  });

  test('is sealed once, however often it is asked for', async () => {
    await sealDrill(world.ports, termsOf(), DRILL_ID);
    const stored = new Map(world.objects);
    expect(await sealDrill(world.ports, termsOf('2.0.0'), DRILL_ID)).toBe(0);
    expect(world.objects).toEqual(stored);
  });

  test('is sealed once by two sealers at once, and both succeed', async () => {
    const sealers = [termsOf(), termsOf('2.0.0')].map((terms) => sealDrill(world.ports, terms, DRILL_ID));
    await Promise.all(sealers);
    const { product } = storedManifest(world, 'FIRST');
    expect(await receipts()).toMatchObject([{ part: 'FIRST', productVersion: product.version }]);
    expect(envelopes()).toHaveLength(1);
  });

  test('is sealed once when the sealer dies at any point, and another version begins anew', async () => {
    let points = 0;
    for (let dies = true; dies; points++) {
      world = sealingWorld();
      await begun(world);
      await ended(world);
      dies = await sealedUntil(points);
      await sealDrill(world.ports, termsOf('2.0.0'), DRILL_ID);
      const { product } = storedManifest(world, 'FIRST');
      expect(await receipts()).toMatchObject([{ part: 'FIRST', productVersion: product.version }]);
      expect((await due()).map(({ because }) => because)).toEqual(['NOTES']);
    }
    expect(points).toBeGreaterThan(2 * OBJECTS);
  });

  test('is sealed although our clock is behind that of the function that has ended it', async () => {
    world.now = START - 60_000;
    expect(await sealDrill(world.ports, termsOf(), DRILL_ID)).toBe(1);
  });

  test('stays due while another version of the product has written the record', async () => {
    const load = async () => Promise.reject(new OtherSchema('the record', 'newer'));
    const ports = { ...world.ports, drills: { ...world.ports.drills, load } };
    await expect(sealDrill(ports, termsOf(), DRILL_ID)).rejects.toThrow('the record was written by a newer version');
    expect(await due()).toMatchObject([{ because: 'ENDED' }]);
    expect(world.objects.size).toBe(0);
  });

  test('has no receipt when the stored envelope cannot be read', async () => {
    world.around = () => world.objects.set(`bundles/${DRILL_ID}/first/envelope.json`, new Uint8Array());
    const bundles = { ...world.ports.bundles, read: async () => undefined };
    await expect(sealDrill({ ...world.ports, bundles }, termsOf(), DRILL_ID)).rejects.toThrow('cannot be read');
    expect(await receipts()).toEqual([]);
  });

  describe('a week later', () => {
    beforeEach(async () => {
      await sealDrill(world.ports, termsOf(), DRILL_ID);
    });

    test('has an addendum with the notes that have come in, which names the first bundle', async () => {
      world.notes.push(aNote(1));
      world.now = NOTES_DUE;
      expect(await sealDrill(world.ports, termsOf('2.0.0'), DRILL_ID)).toBe(1);
      const [first, addendum] = await receipts();
      expect(storedManifest(world, 'NOTES').firstEnvelopeHash).toBe(first?.envelopeHash);
      expect(addendum).toMatchObject({ part: 'NOTES', notes: 1 });
      expect(await due()).toEqual([]);
    });

    test('has no addendum without new notes, and nothing is due', async () => {
      world.now = NOTES_DUE;
      expect(await sealDrill(world.ports, termsOf(), DRILL_ID)).toBe(0);
      expect(await due()).toEqual([]);
      expect(world.objects.size).toBe(OBJECTS);
    });

    test('has none a moment earlier', async () => {
      world.notes.push(aNote(1));
      world.now = NOTES_DUE - 1;
      expect(await sealDrill(world.ports, termsOf(), DRILL_ID)).toBe(0);
      expect((await due()).map(({ because }) => because)).toEqual(['NOTES']);
    });
  });
});

describe('the evidence of a quarantined drill', () => {
  beforeEach(() => quarantined());

  test('is sealed at once, and no notes are due', async () => {
    expect(await sealDrill(world.ports, termsOf(), DRILL_ID)).toBe(1);
    expect(await receipts()).toMatchObject([{ part: 'FIRST', ended: false }]);
    expect(await due()).toEqual([]);
  });

  test('is followed by that of its end, which names the first bundle, once a person has let it go on', async () => {
    await sealDrill(world.ports, termsOf(), DRILL_ID);
    world.quarantined = null;
    await ended(world);
    expect(await sealDrill(world.ports, termsOf(), DRILL_ID)).toBe(1);
    const [first, resolved] = await receipts();
    expect(resolved).toMatchObject({ part: 'RESOLVED', ended: true });
    expect(storedManifest(world, 'RESOLVED').firstEnvelopeHash).toBe(first?.envelopeHash);
    expect((await due()).map(({ because }) => because)).toEqual(['NOTES']);
  });

  test('is remembered by every later bundle, although nothing in the table does', async () => {
    await sealDrill(world.ports, termsOf(), DRILL_ID);
    const first = contextOf('FIRST').quarantined;
    world.quarantined = null;
    await ended(world);
    await sealDrill(world.ports, termsOf(), DRILL_ID);
    expect(contextOf('RESOLVED').quarantined).toEqual(first);
    world.notes.push(aNote(1));
    world.now = NOTES_DUE;
    await sealDrill(world.ports, termsOf(), DRILL_ID);
    expect(contextOf('NOTES').quarantined).toEqual(first);
  });

  test('is followed by that of its end although its own envelope came just before that of the end', async () => {
    world.around = (call) => {
      if (call === 'before keep') throw new Error('the function died');
    };
    await expect(sealDrill(world.ports, termsOf(), DRILL_ID)).rejects.toThrow('the function died');
    world.around = () => undefined;
    await world.table.ports.seals.keep(null, { drillId: DRILL_ID, because: 'QUARANTINED', dueAt: START }, null);
    world.quarantined = null;
    await ended(world);
    await sealDrill(world.ports, termsOf(), DRILL_ID);
    expect((await receipts()).map(({ part, ended: hadEnded }) => [part, hadEnded])).toEqual([
      ['FIRST', false],
      ['RESOLVED', true],
    ]);
    expect((await due()).map(({ because }) => because)).toEqual(['NOTES']);
  });

  test('waits for the end when a person let it go on before anybody could seal', async () => {
    world.quarantined = null;
    expect(await sealDrill(world.ports, termsOf(), DRILL_ID)).toBe(0);
    expect(await due()).toEqual([]);
    expect(world.objects.size).toBe(0);
  });

  test('is one bundle when the drill has ended before anybody could seal', async () => {
    world.quarantined = null;
    await ended(world);
    expect(await sealDrill(world.ports, termsOf(), DRILL_ID)).toBe(1);
    expect(await receipts()).toMatchObject([{ part: 'FIRST', ended: true }]);
    expect((await due()).map(({ because }) => because)).toEqual(['NOTES']);
  });
});

test('notes are sealed although somebody with the right has removed the first bundle', async () => {
  await ended(world);
  await sealDrill(world.ports, termsOf(), DRILL_ID);
  world.objects.clear();
  const { read } = world.ports.bundles;
  world.ports.bundles.read = async (name) => {
    if (name.includes('/first/')) throw new Error('AccessDenied');
    return read(name);
  };
  world.notes.push(aNote(1));
  world.now = NOTES_DUE;
  expect(await sealDrill(world.ports, termsOf(), DRILL_ID)).toBe(1);
});

describe('an envelope that somebody else put there', () => {
  test('is no receipt of another drill or part', async () => {
    await ended(world);
    await begun(world, 'd-2');
    await ended(world, 'd-2');
    await sealDrill(world.ports, termsOf(), 'd-2');
    const planted = world.objects.get('bundles/d-2/first/envelope.json') ?? new Uint8Array();
    world.objects.set(`bundles/${DRILL_ID}/first/envelope.json`, planted);
    await expect(sealDrill(world.ports, termsOf(), DRILL_ID)).rejects.toThrow(/is that of FIRST of drill d-2$/);
    expect(await receipts()).toEqual([]);
  });
});

test('without a key nothing is stored', async () => {
  await ended(world);
  world.ports.signer.sign = async () => {
    throw new Error('denied');
  };
  await expect(sealDrill(world.ports, termsOf(), DRILL_ID)).rejects.toThrow('denied');
  expect(world.objects.size).toBe(0);
});

describe('a drill', () => {
  test('that is open has nothing to seal', async () => {
    expect(await sealDrill(world.ports, termsOf(), DRILL_ID)).toBe(0);
    expect(world.objects.size).toBe(0);
  });

  test('that nobody knows has nothing to seal', async () => {
    expect(await sealDrill(world.ports, termsOf(), 'unknown')).toBe(0);
  });
});

/** Whether the sealer died before it was done: at the nth point before or after a call. */
async function sealedUntil(nth: number): Promise<boolean> {
  let points = 0;
  world.around = () => {
    if (points++ === nth) throw new Error('the function died');
  };
  const died = await sealDrill(world.ports, termsOf(), DRILL_ID).then(
    () => false,
    () => true,
  );
  world.around = () => undefined;
  return died;
}

function due() {
  return world.ports.seals.dueOf(DRILL_ID);
}

function receipts() {
  return world.ports.seals.receipts(DRILL_ID);
}

function envelopes(): string[] {
  return [...world.objects.keys()].filter((name) => name.endsWith('envelope.json'));
}

function contextOf(part: BundlePart): Context {
  const name = [...world.objects.keys()].find((one) => one.match(`/${part.toLowerCase()}/.*/context.json$`));
  return JSON.parse(Buffer.from(world.objects.get(name ?? '') ?? []).toString());
}

/** Its mark is removed by hand: what was due stays due. */
async function quarantined(): Promise<void> {
  world.quarantined = 'a drill is bounded';
  const due = { drillId: DRILL_ID, because: 'QUARANTINED', dueAt: START } as const;
  await world.table.ports.seals.keep(null, due, due);
}
