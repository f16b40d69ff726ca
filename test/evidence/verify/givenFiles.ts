import { createHash } from 'node:crypto';
import { bundleOf, type Sealed } from '../../../src/evidence/bundle/bundleOf.ts';
import { envelopeOf } from '../../../src/evidence/bundle/envelope.ts';
import type { Manifest } from '../../../src/evidence/bundle/manifest.ts';
import { canonicalJson } from '../../../src/evidence/chain/canonicalJson.ts';
import { MAKERS } from '../../../src/evidence/makers.ts';
import type { Files } from '../../../src/evidence/verify/judgeFiles.ts';
import type { VerifyTerms } from '../../../src/evidence/verify/verifyBundle.ts';
import { aKey } from '../bundle/givenBundle.ts';

export const KEY = aKey();

/** A bundle as it is downloaded. */
export function downloaded(sealed: Sealed, key = KEY): Files {
  const { files, manifest } = bundleOf(sealed, MAKERS);
  return new Map([
    ...Object.entries(files),
    ['manifest.json', manifest],
    ['envelope.json', envelopeOf(manifest, key.signed(manifest))],
    ['receipt.json', Buffer.from('{"keyId":"key"}')],
  ]);
}

/** What its verifier knows, and is made of. */
export function termsFor({ kept, sources }: Sealed): VerifyTerms {
  return {
    drillId: kept.entries[0]?.drillId ?? '',
    publicKeyPem: KEY.publicKeyPem,
    productVersion: sources.context.product.version,
    makers: MAKERS,
  };
}

/** The bundle with other files, and everything signed again with the right key. */
export function signedAgain(
  files: Files,
  changed: Record<string, string | Uint8Array>,
  change?: (manifest: Manifest) => void,
): Map<string, Uint8Array> {
  const contents = new Map(files);
  for (const [name, content] of Object.entries(changed)) contents.set(name, Buffer.from(content));
  const manifest = JSON.parse(textOf(files, 'manifest.json')) as Manifest;
  for (const subject of manifest.subject) subject.digest.sha256 = sha256(contents.get(subject.name));
  change?.(manifest);
  const bytes = Buffer.from(canonicalJson(manifest));
  return contents.set('manifest.json', bytes).set('envelope.json', envelopeOf(bytes, KEY.signed(bytes)));
}

export function textOf(files: Files, name: string): string {
  return Buffer.from(files.get(name) ?? []).toString();
}

function sha256(content: Uint8Array | undefined): string {
  return createHash('sha256')
    .update(content ?? '')
    .digest('hex');
}
