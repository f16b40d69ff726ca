export const CHECK_KINDS = ['VERDICT', 'HTTP', 'TCP', 'UNREACHABLE', 'SSM', 'LAMBDA', 'CONSOLE'] as const;

/** A check as it is requested. */
export type CheckTerms =
  | VerdictTerms
  | HttpTerms
  | TcpTerms
  | UnreachableTerms
  | CommandTerms
  | FunctionTerms
  | ConsoleTerms;

/** A check of each of its servers by itself. */
export type ServerCheckTerms = HttpTerms | TcpTerms | UnreachableTerms | CommandTerms | ConsoleTerms;

/** A check that looks at instances and changes nothing there. */
export type LookTerms = HttpTerms | TcpTerms | UnreachableTerms | ConsoleTerms;

/** What a request says of a check, whatever its kind. */
interface EveryCheck {
  /** Unique in its drill. */
  name: string;
  /** Unless it passes, the drill does not. */
  required: boolean;
  /** How long after the beginning of the hold it begins; absent: at once. */
  afterSeconds?: number;
  /** How long it may take; absent: until the end of the hold. */
  timeoutSeconds?: number;
}

/** People or pipelines judge, and give their verdict over the API. */
export interface VerdictTerms extends EveryCheck {
  kind: 'VERDICT';
}

/** Which of the drill's servers a check is about: those of a wave, these, or those with these tags in DRS. */
export type CheckScope = { wave: number } | { sourceServerIds: string[] } | { tags: Record<string, string[]> };

interface OfServers extends EveryCheck {
  /** Absent: all servers of the drill. */
  of?: CheckScope;
}

/** An HTTP request to each instance. */
export interface HttpTerms extends OfServers {
  kind: 'HTTP';
  port: number;
  tls: boolean;
  path: string;
  /** The Host header and the name for TLS; absent: the address. */
  host?: string;
  /** Absent: the certificate must be valid. */
  verifyTls?: false;
  /** The status codes that pass. */
  statuses: number[];
  /** What the body must contain, in RE2's syntax. */
  bodyPattern?: string;
  attempts?: number;
  /** The same request with another port or path, which must not pass. */
  control?: { port?: number; path?: string };
}

/** A TCP connection to each instance. */
export interface TcpTerms extends OfServers {
  kind: 'TCP';
  port: number;
  attempts?: number;
  /** A port where nothing may listen. */
  control?: { port: number };
}

/** Isolation: a host that must not be reachable from where the instances are. */
export interface UnreachableTerms extends OfServers {
  kind: 'UNREACHABLE';
  host: string;
  port: number;
  /** A port of the instance that must be reachable in the same run. */
  control: { port: number };
}

/** A command document of AWS Systems Manager on each instance. */
export interface CommandTerms extends OfServers {
  kind: 'SSM';
  document: string;
  parameters?: Record<string, string[]>;
}

/** A function that judges the drill as a whole. */
export interface FunctionTerms extends OfServers {
  kind: 'LAMBDA';
  functionArn: string;
  /** It runs when everything is proved gone. */
  when?: 'AFTER_CLEANUP';
}

/** The screenshot and the console output of each instance. */
export interface ConsoleTerms extends OfServers {
  kind: 'CONSOLE';
}

/** Whether a check asks each of its servers. */
export function isOfServers(terms: CheckTerms): terms is ServerCheckTerms {
  return terms.kind !== 'VERDICT' && terms.kind !== 'LAMBDA';
}

/** Whether people may give its verdict. A function may leave it to them, unless it is called after the hold. */
export function takesVerdict(terms: CheckTerms): boolean {
  return terms.kind === 'VERDICT' || (terms.kind === 'LAMBDA' && terms.when === undefined);
}

/** Whether it waits for the end of the cleanup, not for the hold. */
export function isAfterCleanup(terms: CheckTerms): boolean {
  return terms.kind === 'LAMBDA' && terms.when === 'AFTER_CLEANUP';
}
