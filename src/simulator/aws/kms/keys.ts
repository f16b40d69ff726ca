import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { AwsFault, type Caller } from '../contract.ts';
import { type Input, optionalText, type Refuse, text } from '../requestFields.ts';
import type { World } from '../state.ts';
import { signDigest } from './ecdsa.ts';

/**
 * AWS KMS as far as the product needs it: Sign and GetPublicKey with keys of the kind ECC_NIST_P256. Every key exists,
 * and is made when it is first used; an alias names the key of its own name. Not simulated: keys as resources, their
 * states and policies, other kinds of keys, encryption, Verify.
 */
export function callKeys(world: World, operation: string, input: Input, caller: Caller): Record<string, unknown> {
  const carryOut = OPERATIONS.get(operation);
  if (carryOut === undefined)
    throw new AwsFault('UnsupportedOperationException', 400, `The operation ${operation} is not simulated.`);
  return carryOut(world, input, arnOf(input, caller));
}

const OPERATIONS: ReadonlyMap<string, (world: World, input: Input, arn: string) => Record<string, unknown>> = new Map([
  ['Sign', sign],
  ['GetPublicKey', publicKey],
]);

/** KMS API reference, Sign. */
function sign(world: World, input: Input, arn: string): Record<string, unknown> {
  const SigningAlgorithm = text(input, 'SigningAlgorithm', refuse);
  if (SigningAlgorithm !== ALGORITHM)
    throw new AwsFault('InvalidKeyUsageException', 400, `Algorithm ${SigningAlgorithm} is not supported by this key.`);
  const Signature = signDigest(privateKeyOf(world, arn), digestIn(input));
  return { KeyId: arn, Signature, SigningAlgorithm };
}

/** A message has at most 4,096 bytes; for a longer one, its digest is given. */
function digestIn(input: Input): Uint8Array {
  const message = input['Message'];
  if (!(message instanceof Uint8Array)) return refuse('Message', 'must be bytes');
  const type = optionalText(input, 'MessageType', refuse, { oneOf: ['RAW', 'DIGEST'] }) ?? 'RAW';
  if (type === 'RAW' && message.length > MESSAGE_BYTES_MAX) return refuse('Message', 'is longer than 4096 bytes');
  if (type === 'RAW') return createHash('sha256').update(message).digest();
  return message.length === DIGEST_BYTES ? message : refuse('Message', 'is no digest of the signing algorithm');
}

/** KMS API reference, GetPublicKey: SubjectPublicKeyInfo as DER. */
function publicKey(world: World, _input: Input, arn: string): Record<string, unknown> {
  const key = createPublicKey(createPrivateKey(privateKeyOf(world, arn)));
  const PublicKey = key.export({ format: 'der', type: 'spki' });
  return { KeyId: arn, PublicKey, KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', SigningAlgorithms: [ALGORITHM] };
}

const ALGORITHM = 'ECDSA_SHA_256';
const MESSAGE_BYTES_MAX = 4096;
const DIGEST_BYTES = 32;

function privateKeyOf({ state }: World, arn: string): string {
  const known = state.keys?.[arn];
  if (known !== undefined) return known;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const made = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  state.keys = { ...state.keys, [arn]: made };
  return made;
}

/** A key is named by its id, its ARN, its alias, or the ARN of that. */
function arnOf(input: Input, { accountId, region }: Caller): string {
  const id = text(input, 'KeyId', refuse, { longest: 2048 }).replace(/^(arn:[^/]*:)?(key|alias)\//, '');
  return `arn:aws:kms:${region}:${accountId}:key/${id}`;
}

const refuse: Refuse = (field, message) => {
  throw new AwsFault('ValidationException', 400, `${field} ${message}`);
};
