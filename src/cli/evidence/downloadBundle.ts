import { hash, randomUUID } from 'node:crypto';
import type { EvidenceLinksDocument } from '../../api/openapi/evidenceDocuments.ts';
import type { World } from '../../drill/world.ts';
import { BUNDLE_FILES, type BundleFile, type Envelope } from '../../evidence/bundle/bundle.ts';
import type { Manifest } from '../../evidence/bundle/manifest.ts';
import { canonicalJson } from '../../evidence/chain/canonicalJson.ts';
import { CommandError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';
import type { Session } from '../http/session.ts';

/** A downloaded bundle: its files by name, with manifest, envelope and receipt. */
export interface DownloadedBundle {
  files: Map<string, Uint8Array>;
  world: World | null;
  receipt: EvidenceLinksDocument['receipt'];
}

/** Downloads a bundle by short-lived links. Each file must be the one that the manifest names. */
export async function downloadBundle(session: Session, drillId: string, part: string): Promise<DownloadedBundle> {
  const ask = { method: 'POST' as const, path: '/v1/evidence-links', body: { drillId, part } };
  const { body } = await session.write<EvidenceLinksDocument>(ask, randomUUID());
  const urls = new Map(body.files.map(({ name, url }) => [name, url]));
  const envelope = await linked(session, urls, 'envelope.json');
  const manifest = Buffer.from(parsed<Envelope>('envelope.json', envelope).payload ?? '', 'base64');
  const { subject = [], predicate } = parsed<Manifest>('the manifest', manifest);
  const files = new Map<string, Uint8Array>();
  for (const { name, digest } of subject) files.set(known(name), await checked(session, urls, name, digest.sha256));
  files.set('manifest.json', manifest);
  files.set('envelope.json', envelope);
  files.set('receipt.json', Buffer.from(canonicalJson(body.receipt)));
  return { files, world: predicate?.drsDrill?.world ?? null, receipt: body.receipt };
}

function parsed<Document>(what: string, content: Uint8Array): Partial<Document> {
  try {
    return Object(JSON.parse(Buffer.from(content).toString()));
  } catch {
    throw wrong(`${what} is not JSON`);
  }
}

/** A name becomes that of a file here, so it is one that a bundle has. */
function known(name: BundleFile): string {
  if (BUNDLE_FILES.includes(name)) return name;
  throw wrong(`the manifest names a file that no bundle has: ${name}`);
}

async function checked(
  session: Session,
  urls: ReadonlyMap<string, string>,
  name: BundleFile,
  sha256: string,
): Promise<Uint8Array> {
  const content = await linked(session, urls, name);
  if (hash('sha256', content, 'hex') === sha256) return content;
  throw wrong(`${name} is not the file that the manifest names`);
}

async function linked(session: Session, urls: ReadonlyMap<string, string>, name: string): Promise<Uint8Array> {
  const url = urls.get(name);
  if (url === undefined) throw wrong(`there is no link to ${name}`);
  return session.download(url);
}

function wrong(what: string): CommandError {
  return new CommandError(EXIT.ERROR, what, { fix: 'nothing was written; report it to who operates the deployment' });
}
