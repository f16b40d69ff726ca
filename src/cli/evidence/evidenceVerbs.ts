import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { BUNDLE_PARTS, type BundlePart } from '../../evidence/bundle/bundle.ts';
import { CommandError } from '../commandError.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { grid } from '../terminal/grid.ts';
import { type Manual, setManual } from '../terminal/manual.ts';
import { wholeFile } from '../terminal/wholeFile.ts';
import { addVerb, type Call } from '../verbs/verb.ts';
import { emptyFolder, writeBundle } from './bundleFolder.ts';
import { downloadBundle } from './downloadBundle.ts';
import { addVerify } from './verifyVerb.ts';

/** drs-drill evidence */
export function addEvidence(program: Command): void {
  const evidence = program.command('evidence').summary(EVIDENCE.summary);
  setManual(evidence, EVIDENCE);
  addVerb<GetFlags>(evidence, 'get <drill>', GET, get)
    .requiredOption('--dir <folder>', 'the folder for the files, which is empty or new')
    .addOption(new Option('--part <part>', 'which part').choices(PARTS).default('first'));
  addVerify(evidence);
  addVerb<KeyFlags>(evidence, 'key', KEY, key).option('--file <path>', 'write to this file (default stdout)');
}

const PARTS = BUNDLE_PARTS.map((part) => part.toLowerCase());

interface GetFlags {
  dir: string;
  part: Lowercase<BundlePart>;
}

async function get({ session, args: [drillId = ''], flags: { dir, part } }: Call<GetFlags>): Promise<ExitStatus> {
  await emptyFolder(dir);
  const bundle = await downloadBundle(session, drillId, part.toUpperCase());
  await writeBundle(dir, bundle.files);
  const { world, receipt } = bundle;
  session.note(`${world ?? 'UNKNOWN'} world. Its digests agree with one another. Whether it is authentic, only its`);
  session.note(`signature says: drs-drill evidence verify ${dir} --key FILE --drill ${drillId}`);
  const document = { drillId, part: receipt.part, world, dir, files: [...bundle.files.keys()], receipt };
  const rows = [
    ['world', world ?? 'unknown'],
    ['part', receipt.part],
    ['sealed', receipt.sealedAt],
    ['folder', dir],
  ];
  await session.show({ document, table: () => grid(['BUNDLE', drillId], rows) });
  return EXIT.OK;
}

interface KeyFlags {
  file?: string;
}

async function key({ session, flags: { file } }: Call<KeyFlags>): Promise<ExitStatus> {
  const { body } = await session.get<{ keyId: string; pem: string }>('/v1/evidence-key');
  session.note(`key ${body.keyId}`);
  if (!PEM.test(body.pem)) throw new CommandError(EXIT.ERROR, 'the API has answered without a public key');
  if (file !== undefined) await wholeFile(file, (temporary) => writeFile(temporary, body.pem, { flag: 'wx' }));
  else process.stdout.write(body.pem);
  return EXIT.OK;
}

/** RFC 7468, section 13. */
const PEM = /^-----BEGIN PUBLIC KEY-----\n[\w+/=\n]+-----END PUBLIC KEY-----\n$/;

const EVIDENCE: Manual = {
  summary: 'get the sealed evidence of drills',
  description:
    'The evidence of a drill is a bundle of files that was signed and stored when the drill ended. Anybody who has the files and the public key can verify it without the deployment.',
  examples: [
    [
      'Download and verify',
      'drs-drill evidence get d-… --dir d-… && drs-drill evidence verify d-… --key evidence.pem --drill d-…',
    ],
  ],
};

const GET: Manual = {
  summary: 'download the sealed evidence of a drill',
  description:
    'Downloads a bundle into a folder, with its manifest and its receipt, and compares the digest of each file with the manifest. It does not check the signature; `drs-drill evidence verify` does. The part FIRST was sealed at the end of the drill, or at its quarantine; RESOLVED at the end of a drill that was quarantined; NOTES a week after the end, if notes came in.',
  examples: [['Into a folder of its own', 'drs-drill evidence get d-… --dir evidence/d-…']],
  exits: [],
};

const KEY: Manual = {
  summary: 'print the public key of the evidence',
  description:
    'Prints the public key with which signatures are verified, as PEM, and its id to stderr. Keep a copy outside the deployment: a key that comes with the evidence proves nothing.',
  examples: [['Keep it', 'drs-drill evidence key --file evidence.pem']],
  exits: [],
};
