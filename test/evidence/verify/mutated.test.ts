import { describe, expect, test } from 'vitest';
import type { Sealed } from '../../../src/evidence/bundle/bundleOf.ts';
import { verifyBundle } from '../../../src/evidence/verify/verifyBundle.ts';
import { seededDrills } from '../seededDrills.ts';
import { downloaded, KEY, termsFor } from './givenFiles.ts';
import { type Bundled, mutationOf } from './mutations.ts';
import { namedByPython, saidByPython } from './pythonVerifier.ts';

/** A verification takes some hundredths of a second, and much more on a busy machine. */
const TIMEOUT_MS = 600_000;

/** `npm run test:long` tries 10,000. */
const MUTATIONS = Number(process.env['EVIDENCE_MUTATIONS'] ?? 300);

describe(`${MUTATIONS} bundles that somebody has changed`, async () => {
  const drills = (await Promise.all([3, 4, 17, 20, 25].map(seededDrills))).flat();
  const sealed = drills.map((drill): Sealed => ({ ...drill, part: 'FIRST', firstEnvelopeHash: null }));
  const ofDrill = new Map(sealed.map((one) => [termsFor(one).drillId, one]));
  const bundles = [...ofDrill].map(([drillId, one]): Bundled => ({ drillId, files: downloaded(one) }));
  const terms = termsFor(sealed[0] as Sealed);
  function* mutations() {
    for (let seed = 1; seed <= MUTATIONS; seed++) yield mutationOf(bundles, seed);
  }

  test('are refused, and the file is named', { timeout: TIMEOUT_MS }, () => {
    for (const { drillId, files, named, what } of mutations()) {
      const { result, contradictions } = verifyBundle(files, { ...terms, drillId });
      const isNamed = named.includes(contradictions[0]?.file ?? '');
      expect({ what, result, isNamed }).toEqual({ what, result: 'REFUSED', isNamed: true });
    }
  });

  test('are refused for the same file by a verifier that was written from the documentation alone', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const said = await saidByPython(mutations(), KEY.publicKeyPem);
    expect(said.length).toBe(MUTATIONS);
    let at = 0;
    for (const { drillId, files, what } of mutations()) {
      const { contradictions } = verifyBundle(files, { ...terms, drillId });
      const isSame = said[at++]?.startsWith(`REFUSED ${namedByPython(contradictions[0]?.file ?? '')} `);
      expect({ what, isSame }).toEqual({ what, isSame: true });
    }
  });

  test('were verified before by both', async () => {
    for (const { drillId, files } of bundles)
      expect(verifyBundle(files, { ...terms, drillId })).toMatchObject({ result: 'VERIFIED' });
    const said = await saidByPython(bundles, KEY.publicKeyPem);
    expect(said.map((line) => line.split(' ')[0])).toEqual(bundles.map(() => 'VERIFIED'));
  });
});
