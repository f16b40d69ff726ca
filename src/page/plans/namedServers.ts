import type { Server } from '../api/client.ts';

type Named = Pick<Server, 'sourceServerId' | 'hostname'>;

/** The YAML of a plan with the host name of each listed server beside its id, as a comment. */
export function withHostnames(yaml: string, servers: readonly Named[]): string {
  const named = new Map(servers.map((server) => [server.sourceServerId, commentOf(server)]));
  return yaml.replace(LISTED, (line, sourceServerId: string) => `${line}${named.get(sourceServerId) ?? ''}`);
}

const LISTED = /^ *- (s-[0-9a-zA-Z]{17})$/gm;

/** What to write where a server is inserted; `before`: the text up to the cursor. */
export function insertedServer(before: string, server: Named): string {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  // In a list in brackets a comment would swallow the rest of the line.
  if (line.includes('[')) return /\[\s*$/.test(line) ? server.sourceServerId : `, ${server.sourceServerId}`;
  const dash = /-\s*$/.test(line) ? (line.endsWith(' ') ? '' : ' ') : '- ';
  return `${dash}${server.sourceServerId}${commentOf(server)}\n`;
}

/** The host name as a comment. Only the characters of host names: a line break of somebody else would end it. */
export function commentOf({ hostname }: Named): string {
  const name = (hostname ?? '').replace(/[^\w.-]/g, '');
  return name === '' ? '' : ` # ${name}`;
}
