import { describe, expect, test } from 'vitest';
import type { Sealed } from '../../../src/evidence/bundle/bundleOf.ts';
import { verifyBundle } from '../../../src/evidence/verify/verifyBundle.ts';
import { seededDrills } from '../seededDrills.ts';
import { KEY, termsFor } from './givenFiles.ts';
import { type Lie, lieOf } from './lies.ts';
import { saidByPython } from './pythonVerifier.ts';

/** A verification takes some hundredths of a second, and much more on a busy machine. */
const TIMEOUT_MS = 600_000;

/** `npm run test:long` tries 1,000. */
const LIES = Number(process.env['EVIDENCE_LIES'] ?? 200);

describe(`${LIES} bundles that lie and are signed with the right key`, async () => {
  const drills = (await Promise.all([3, 4, 15, 17, 20, 25].map(seededDrills))).flat();
  const sealed = drills.map((drill): Sealed => ({ ...drill, part: 'FIRST', firstEnvelopeHash: null }));
  const terms = termsFor(sealed[0] as Sealed);
  const lies: Lie[] = [];
  for (let seed = 1; lies.length < LIES; seed++) lies.push(...[lieOf(sealed, seed) ?? []].flat());

  test('are refused, and the first contradiction is named', { timeout: TIMEOUT_MS }, () => {
    for (const { drillId, files, what, file, member } of lies) {
      const { result, contradictions } = verifyBundle(files, { ...terms, drillId });
      expect({ what, result, first: contradictions[0] }).toEqual({
        what,
        result: 'REFUSED',
        first: { file, what: expect.stringMatching(member) },
      });
    }
  });

  test('are of every kind: outcome, clock, world, cleanup and server', () => {
    expect(new Set(lies.map(({ what }) => what)).size).toBeGreaterThanOrEqual(15);
  });

  test('are refused for the same file by a verifier without our code, where no replay is needed', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const plain = lies.filter(({ needsFold }) => !needsFold);
    expect(plain.length).toBeGreaterThan(LIES / 5);
    const said = await saidByPython(plain, KEY.publicKeyPem);
    for (const [index, { what, file }] of plain.entries())
      expect(`${what}: ${said[index]?.split(' ').slice(0, 2).join(' ')}`).toBe(`${what}: REFUSED ${file}`);
  });

  test('are not seen by a verifier without our code, where one is needed', { timeout: TIMEOUT_MS }, async () => {
    const deep = lies.filter(({ needsFold }) => needsFold);
    const said = await saidByPython(deep, KEY.publicKeyPem);
    expect(new Set(said.map((line) => line.split(' ')[0]))).toEqual(new Set(['VERIFIED']));
  });
});
