import type { Command } from 'commander';
import { type Moment, moment, past } from '../durations.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import type { Wanted, WantedQuery } from '../http/pages.ts';
import type { Manual } from '../terminal/manual.ts';
import type { Call } from './verb.ts';

/** A list of the API, as the command line prints it and exports it: under the same name. */
export interface List {
  /** Its name, and the one thing that it is of: `journal <drill>`. */
  usage: string;
  manual: Manual;
  /** The options that choose of it. */
  filters?(command: Command): unknown;
  /** Has it read by whoever prints it or exports it, and says with what status the command ends. */
  read(call: Call<ListFlags>, read: ReadList): Promise<ExitStatus>;
}

export type ReadList = <Row>(wanted: Wanted<Row>) => Promise<void>;

/** The options of all lists; each has some of them. */
export interface ListFlags {
  from?: Moment;
  to?: Moment;
  phase?: string;
  outcome?: string;
  plan?: string;
  site?: string;
  requestedBy?: string;
  evidence?: string;
  by?: string;
  key?: string;
  fromSeq?: number;
}

/** How most lists are read: all there is to say is what is wanted. */
export function reading<Row>(wantedOf: (call: Call<ListFlags>) => Wanted<Row> | Promise<Wanted<Row>>): List['read'] {
  return async (call, read) => {
    await read(await wantedOf(call));
    return EXIT.OK;
  };
}

/** The options of a stretch of time. */
export function addRange(command: Command): Command {
  return command
    .option('--from <time>', 'requested at or after: a time, a day (UTC), or 7d: so long ago', moment)
    .option('--to <time>', 'requested before', moment);
}

/** A stretch of time as the API takes it. */
export function rangeQuery({ from, to }: ListFlags): WantedQuery {
  return { from: from && past(from), to: to && past(to) };
}
