import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Keys, signatureFault } from '../../cli/signatureFault.ts';
import { authority } from '../../probe/certificates.ts';

/** An API that accepts only signed requests, as API Gateway does, before one that accepts all. */
export interface SignedApi {
  url: string;
  /** What the environment of a command needs to call it. */
  env: NodeJS.ProcessEnv;
  /** The requests whose signatures were right, and why others were refused. */
  accepted: string[];
  refused: string[];
  /** Whether a refusal says why, as that of a REST API does; one of an HTTP API says only that it is forbidden. */
  saysWhy: boolean;
  /** From now on the keys before are expired, and the person has not got the new ones yet. */
  expire(): void;
  /** Issues new keys, and writes them where the AWS CLI does. */
  issue(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it at an address of loopback that no command takes for the local world. */
export async function startSignedApi(behind: string): Promise<SignedApi> {
  const { ca, certificates } = authority({ api: { name: HOST } });
  const folder = await mkdtemp(join(tmpdir(), 'drs-drill-signed-'));
  await writeFile(join(folder, 'ca.pem'), ca);
  const keys: Keys[] = [];
  const [accepted, refused]: [string[], string[]] = [[], []];
  const server = createServer(certificates.api, async (request, response) => {
    const body = await bodyOf(request);
    const { method = 'GET', url: target = '/', headers } = request;
    const fault = signatureFault({ method, target, headers, body }, keys, { ...SCOPE, nowMs: Date.now() });
    (fault === undefined ? accepted : refused).push(`${method} ${target}${fault === undefined ? '' : `: ${fault}`}`);
    if (fault === undefined) return passOn(behind, request, body, response).catch(() => response.destroy());
    const message = started.saysWhy ? fault : 'Forbidden';
    response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  const issue = async () => {
    const n = String(keys.length);
    const made = { accessKeyId: `ASIAEXAMPLE${n}`, secretAccessKey: `secret/${n}+`, sessionToken: `token+/${n}==` };
    keys.push(made);
    await writeFile(join(folder, 'credentials'), credentialsFile(made));
  };
  await issue();
  const started: SignedApi = {
    url: `https://${HOST}:${(server.address() as AddressInfo).port}`,
    env: environment(folder),
    ...{ accepted, refused, issue, saysWhy: true },
    expire: () => {
      for (const one of keys) one.isExpired = true;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
  return started;
}

const HOST = '127.0.0.2';
const SCOPE = { region: 'eu-central-1', service: 'execute-api' };

/** With files of its own, and no others. */
function environment(folder: string): NodeJS.ProcessEnv {
  return {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_CONFIG_FILE: join(folder, 'config'),
    XDG_CONFIG_HOME: folder,
    AWS_REGION: SCOPE.region,
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
  };
}

function credentialsFile({ accessKeyId, secretAccessKey, sessionToken }: Keys): string {
  return `[default]
aws_access_key_id = ${accessKeyId}
aws_secret_access_key = ${secretAccessKey}
aws_session_token = ${sessionToken}
`;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Without what only this API looks at. */
async function passOn(behind: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const sent = Object.entries(headers).flatMap(([name, value]) =>
    SENT_ON.includes(name) ? [[name, String(value)] as [string, string]] : [],
  );
  const answer = await fetch(behind + url, { method, headers: sent, ...(body.length > 0 && { body }) });
  response.writeHead(answer.status, Object.fromEntries(GIVEN_BACK.flatMap((name) => headerOf(answer, name))));
  response.end(await answer.text());
}

function headerOf({ headers }: Response, name: string): [string, string][] {
  const value = headers.get(name);
  return value === null ? [] : [[name, value]];
}

const SENT_ON = ['accept', 'content-type', 'if-match', 'if-none-match', 'idempotency-key'];
const GIVEN_BACK = ['content-type', 'etag', 'date', 'retry-after', 'location'];
