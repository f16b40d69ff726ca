import { lookup } from 'node:dns/promises';

/** The literal addresses of a name. Rejects with a code when it has none. */
export type Resolve = (name: string) => Promise<string[]>;

/** Asks the resolver of the machine, as an application there would. */
export async function byResolver(name: string): Promise<string[]> {
  const found = await lookup(name, { all: true });
  return found.map(({ address }) => address);
}
