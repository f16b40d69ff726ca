import { CommandError } from './commandError.ts';
import { EXIT } from './exitStatus.ts';
import { apiNow } from './http/apiTime.ts';
import type { Ask } from './http/httpClient.ts';
import { keyOf, type Session } from './http/session.ts';
import type { Answer } from './http/tried.ts';
import { confirmed } from './terminal/confirm.ts';

/** The options of everything that changes what is there already. */
export interface SteeringFlags {
  force?: boolean;
  yes?: boolean;
  idempotencyKey?: string;
}

/** What is changed: where it is read, what is sent, and (for what cannot be taken back) the sentence to be agreed to. */
export interface Steering<Read> {
  read: string;
  ask(read: Read, nowMs: number): Ask;
  /** Why it cannot be done to what was read; nobody is asked then. */
  refusal?(read: Read): CommandError | undefined;
  intent?(read: Read): string;
}

/**
 * Reads, asks, and writes on the condition that nothing has changed in between. When something has, it reads and tries
 * once more: a drill moves by itself, and what was asked for is usually still meant. Not where the sentence that was agreed
 * to is no longer the one that would be asked.
 */
export async function steer<Read, Changed>(
  session: Session,
  steering: Steering<Read>,
  flags: SteeringFlags,
): Promise<Changed> {
  const key = keyOf(flags);
  const first = await session.get<Read>(steering.read);
  // Under a key of the caller's own it may have been done before, and is then answered as it was.
  const refused = flags.idempotencyKey === undefined ? steering.refusal?.(first.body) : undefined;
  if (refused !== undefined) throw refused;
  if (steering.intent !== undefined) await confirmed(session, steering.intent(first.body), flags);
  // Made once: the same key must always come with the same body.
  const ask = steering.ask(first.body, apiNow(first));
  const write = async (read: Answer<Read>) =>
    (await session.write<Changed>({ ...ask, headers: conditionOn(read, flags) }, key)).body;
  return write(first).catch(async (error: unknown) => {
    if (!isLost(error)) throw error;
    const second = await session.get<Read>(steering.read);
    if (steering.intent?.(second.body) !== steering.intent?.(first.body)) throw lost(steering.read, error);
    session.note('it has changed in between; trying once more');
    return write(second).catch((again: unknown) => {
      throw isLost(again) ? lost(steering.read, again) : again;
    });
  });
}

function conditionOn({ headers }: Answer<unknown>, { force }: SteeringFlags): Record<string, string> {
  const etag = force ? '*' : headers.get('etag');
  return etag === null ? {} : { 'if-match': etag };
}

function isLost(error: unknown): error is CommandError {
  return error instanceof CommandError && error.httpStatus === 412;
}

function lost(path: string, { details }: CommandError): CommandError {
  const drillId = path.split('/')[3];
  const look = drillId === undefined ? 'drs-drill lever' : `drs-drill get ${drillId}`;
  return new CommandError(EXIT.REFUSED, 'it changed while this was tried; nothing was done', {
    details,
    fix: `${look}, then the command again; --force acts on whatever is there`,
  });
}
