import type { Ids, Owner } from '../flow/ports.ts';
import { isConditionFailure } from './conditionFailure.ts';
import type { Tables } from './entities.ts';
import { SCHEMA } from './schema.ts';

/** Which deployment of the product this is. */
export interface Deployment {
  accountId: string;
  region: string;
  stage: string;
}

/** The deployment's id: the first caller makes it, and each process then reads it from the table once. */
export function createOwner(tables: Tables, deployment: Deployment, ids: Pick<Ids, 'next'>): Owner {
  let known: string | undefined;
  return async () => {
    known ??= (await read(tables)) ?? (await make(tables, `${ownerPrefix(deployment)}${ids.next()}`));
    return known;
  };
}

/** The prefix of an owner's id; legal in a tag of any AWS service. */
export function ownerPrefix({ accountId, region, stage }: Deployment): string {
  return `${accountId}/${region}/${stage}/`;
}

/** Accepts any schema: without the owner's id the guard could clean nothing, and a wrong id is on no job. */
async function read(tables: Tables): Promise<string | undefined> {
  const { data } = await tables.entities.deployment.get({}).go({ consistent: true });
  return data?.owner;
}

async function make(tables: Tables, owner: string): Promise<string> {
  try {
    await tables.entities.deployment.create({ schema: SCHEMA, owner }).go();
    return owner;
  } catch (error) {
    const madeByAnother = isConditionFailure(error) ? await read(tables) : undefined;
    if (madeByAnother === undefined) throw error;
    return madeByAnother;
  }
}
