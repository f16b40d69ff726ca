import type { Instant } from '../../../drill/drill.ts';

/** What the world itself has shown to checks and got from them, whatever the product has made of it. */
export interface Testimony {
  probes: ProbeRun[];
  commands: CommandToInstance[];
  judgements: Judgement[];
}

/** What one run of the probe met in the world's network. */
export interface ProbeRun {
  at: Instant;
  met: Met[];
}

/** The end of a connection. `instance` is absent where there was none, and for hosts outside. */
export interface Met {
  kind: 'HTTP' | 'TCP' | 'HOST';
  instance?: Instance;
  host?: string;
  port: number;
  path?: string;
  answered: boolean;
}

/** A drill instance of a deployment, by the tags of the job that made it. */
export interface Instance {
  drillId: string;
  sourceServerId: string;
}

/** An instance to which Systems Manager was to send a command. */
export interface CommandToInstance extends Instance {
  /** The drill and the check for which it was sent. */
  comment: string;
  instanceId: string;
}

/** What a customer's function has said of a drill. Null: it leaves that to others. */
export interface Judgement {
  drillId: string;
  check: string;
  passed: boolean | null;
  /** The servers that it was asked about. */
  sourceServerIds: string[];
}

/** Nothing was shown yet. */
export function noTestimony(): Testimony {
  return { probes: [], commands: [], judgements: [] };
}
