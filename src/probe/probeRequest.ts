/**
 * What the probe is given. It knows nothing else: it has no rights in AWS, reads no settings and looks no address up
 * but those of `host`.
 */
export interface ProbeRequest {
  /** All of it ends within this time, with at most 16 targets at once. What it cuts short is `LATE`. */
  budgetMilliseconds: number;
  /** At most 50. */
  targets: ProbeTarget[];
}

/** What to connect to, and what to expect there. Ports are 1 to 65535. */
export type ProbeTarget = HttpTarget | TcpTarget | HostTarget;

interface EveryTarget {
  /** Names it in the answer. */
  id: string;
  timeoutMilliseconds: number;
}

/** A request to the literal address of an instance. */
export interface HttpTarget extends EveryTarget {
  kind: 'HTTP';
  /** A literal private IPv4 or IPv6 address. */
  address: string;
  port: number;
  tls: boolean;
  /** Begins with a slash. */
  path: string;
  /** A DNS name: the Host header, and with TLS the name that is sent (SNI) and that the certificate must have. */
  host?: string;
  /** Absent: the certificate must be valid for `host` or the address. */
  verifyTls?: false;
  /** The status codes of an answer that passes. */
  statuses: number[];
  /** A pattern that the body must contain, in RE2's syntax. */
  bodyPattern?: string;
}

/** A connection to the literal address of an instance. */
export interface TcpTarget extends EveryTarget {
  kind: 'TCP';
  address: string;
  port: number;
}

/** A connection to a host of the deployment's list, by name or address, that should not be reachable. */
export interface HostTarget extends EveryTarget {
  kind: 'HOST';
  host: string;
  port: number;
}

export interface ProbeAnswer {
  /** In the order of the request. */
  results: ProbeResult[];
}

/** The request is none that the probe takes, and this says why. */
export interface ProbeRefusal {
  refused: string;
}

export interface ProbeResult {
  id: string;
  /**
   * - `ANSWERED`: as expected. For TCP and HOST: connected.
   * - `OTHERWISE`: an answer, but not as expected. For HOST any other sign of life, such as a refused connection.
   * - `UNREACHED`: no connection in all the time of the target, or no way there, or no such name.
   * - `REFUSED`: the probe does not connect to such an address.
   * - `LATE`: no end within the time, or no answer about a name. It says nothing about the target.
   */
  result: 'ANSWERED' | 'OTHERWISE' | 'UNREACHED' | 'REFUSED' | 'LATE';
  /** What was seen, in a sentence of at most 300 characters without control characters. */
  message: string;
  milliseconds: number;
  /** The status of an HTTP answer. */
  status?: number;
  /** The beginning of its body, at most 64 KiB, in Base64. */
  bodyBase64?: string;
}
