import { CommandError } from './commandError.ts';
import { EXIT } from './exitStatus.ts';
import { apiNow } from './http/apiTime.ts';
import type { Ask } from './http/httpClient.ts';
import { keyOf, type Session } from './http/session.ts';
import type { Answer } from './http/tried.ts';
import { confirmed } from './terminal/confirm.ts';

/** The options of commands that change existing state. */
export interface SteeringFlags {
  force?: boolean;
  yes?: boolean;
  idempotencyKey?: string;
}

/** A change: where its state is read, what is sent, and, if it cannot be undone, the text to confirm. */
export interface Steering<Read> {
  read: string;
  ask(read: Read, nowMs: number): Ask;
  /** Why the change is impossible in the current state; there is then no confirmation. */
  refusal?(read: Read): CommandError | undefined;
  intent?(read: Read): string;
}

/**
 * Reads, confirms, and writes with If-Match. On a conflict it reads and tries once more, because a drill advances by
 * itself and the change is usually still wanted. It does not retry when the text to confirm has changed.
 */
export async function steer<Read, Changed>(
  session: Session,
  steering: Steering<Read>,
  flags: SteeringFlags,
): Promise<Changed> {
  const key = keyOf(flags);
  const first = await session.get<Read>(steering.read);
  // With a caller's own key, the change may be a retry, which the API answers as before.
  const refused = flags.idempotencyKey === undefined ? steering.refusal?.(first.body) : undefined;
  if (refused !== undefined) throw refused;
  if (steering.intent !== undefined) await confirmed(session, steering.intent(first.body), flags);
  // Built once: the same key must always have the same body.
  const ask = steering.ask(first.body, apiNow(first));
  const write = async (read: Answer<Read>) =>
    (await session.write<Changed>({ ...ask, headers: conditionOn(read, flags) }, key)).body;
  return write(first).catch(async (error: unknown) => {
    if (!isLost(error)) throw error;
    const second = await session.get<Read>(steering.read);
    if (steering.intent?.(second.body) !== steering.intent?.(first.body)) throw lost(steering.read, error);
    session.note('the state has changed; trying once more');
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
  return new CommandError(EXIT.REFUSED, 'the state changed during the command; nothing was done', {
    details,
    fix: `${look}, then run the command again; --force acts on any version`,
  });
}
