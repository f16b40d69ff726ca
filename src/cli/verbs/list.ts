import type { Command } from 'commander';
import { type Moment, moment, past } from '../durations.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import type { Wanted, WantedQuery } from '../http/pages.ts';
import type { Manual } from '../terminal/manual.ts';
import type { Call } from './verb.ts';

/** A list of the API, which the command line prints and exports under the same name. */
export interface List {
  /** Its name with its argument, for example `journal <drill>`. */
  usage: string;
  manual: Manual;
  /** Its filter options. */
  filters?(command: Command): unknown;
  /** Reads the list with `read`, which prints or exports it, and returns the exit status. */
  read(call: Call<ListFlags>, read: ReadList): Promise<ExitStatus>;
}

export type ReadList = <Row>(wanted: Wanted<Row>) => Promise<void>;

/** The options of all lists; each list has some of them. */
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

/** Reads a list that needs only a query. */
export function reading<Row>(wantedOf: (call: Call<ListFlags>) => Wanted<Row> | Promise<Wanted<Row>>): List['read'] {
  return async (call, read) => {
    await read(await wantedOf(call));
    return EXIT.OK;
  };
}

/** The options of a time range. */
export function addRange(command: Command): Command {
  return command
    .option('--from <time>', 'requested at or after: a time, a day (UTC), or a duration before now, such as 7d', moment)
    .option('--to <time>', 'requested before', moment);
}

/** A time range as API parameters. */
export function rangeQuery({ from, to }: ListFlags): WantedQuery {
  return { from: from && past(from), to: to && past(to) };
}
