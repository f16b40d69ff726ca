import type { ServerReported } from '../../report/report.ts';
import { amountSaid, durationSaid, NOTHING, timeSaid } from '../said.ts';
import { type Child, type Markup, markup, time } from './markup.ts';

/** An instant with its time zone. */
export function stamp(at: string | null): Child {
  return time(at, timeSaid(at));
}

/** An instant where there is little room: the page says that every time is in UTC. */
export function moment(at: string | null): Child {
  return time(at, timeSaid(at).replace(/ UTC$/, ''));
}

/** An id or a digest, as it is typed. */
export function id(value: string | null): Child {
  return value === null ? NOTHING : markup`<span class="id">${value}</span>`;
}

/** A server in the first column of a table: its id, and its name where it has one. */
export function serverName({ sourceServerId, hostname }: Pick<ServerReported, 'sourceServerId' | 'hostname'>): Child {
  if (hostname === null) return id(sourceServerId);
  return markup`<bdi>${hostname}</bdi> <span class="sub id">${sourceServerId}</span>`;
}

/** A text of a person or a service, with its lines. */
export function words(text: string | null): Child {
  return text === null ? NOTHING : markup`<span class="text">${text}</span>`;
}

/** Smaller, below what it belongs to. */
export function below(child: Child): Markup {
  return markup`<span class="sub">${child}</span>`;
}

export type Mood = 'good' | 'warn' | 'bad' | 'soft';

/** A word in its colour. The colour only repeats what the word says. */
export function coloured(mood: Mood, word: Child): Markup {
  return markup`<span class="${mood}">${word}</span>`;
}

/** A list of ids, or nothing. */
export function ids(values: string[]): Child {
  return values.length === 0 ? NOTHING : values.map((value, index) => [index === 0 ? null : ', ', id(value)]);
}

/** A duration for people, and as the report has it below. */
export function exactly(seconds: number | null): Child {
  return seconds === null ? NOTHING : markup`${durationSaid(seconds)}${below(amountSaid(seconds, 's'))}`;
}
