import type { Network, Site } from '../../drill/drill.ts';
import type { ProbeAnswer, ProbeRequest } from '../../probe/probeRequest.ts';

/** What checks need from outside. Every call throws CallFailed. */
export interface CheckPorts {
  commands: Commands;
  probe: Probe;
  checkFunctions: CheckFunctions;
  consoles: Consoles;
  outputs: Outputs;
}

/** Commands on instances, by AWS Systems Manager. */
export interface Commands {
  /** The caller has proved that these are its own drill's instances. Not retried: SSM has no client token for it. */
  sendToProvenInstances(
    site: Site,
    command: {
      document: string;
      parameters: Record<string, string[]>;
      instanceIds: string[];
      /** How long SSM may take to deliver it. */
      timeoutSeconds: number;
      comment: string;
    },
  ): Promise<{ commandId: string }>;
  /** The ids among these of instances whose agent is online. Others make SSM refuse a command as a whole. */
  managed(site: Site, instanceIds: string[]): Promise<string[]>;
  /** What each instance has answered so far. Instances that SSM does not show yet are missing. */
  invocations(site: Site, commandId: string): Promise<CommandInvocation[]>;
}

/** How far a command is on an instance. */
export interface CommandInvocation {
  instanceId: string;
  /** SSM's word, an open list: Pending, InProgress, Delayed, Success, Cancelled, TimedOut, Failed, Cancelling. */
  status: string;
  /** The finer word: Undeliverable, Terminated, DeliveryTimedOut, …; null when SSM does not say. */
  statusDetails: string | null;
  /** The beginning of what it printed: SSM keeps 2,500 characters of each plugin here. */
  output: string;
}

/** The probe in the drill's subnets; null when the deployment has none. */
export interface Probe {
  /** Where it connects from; null when the deployment has no probe. */
  place(): ProbePlace | null;
  run(request: ProbeRequest): Promise<ProbeAnswer>;
}

/** The Region, subnets and security groups of the probe. */
export interface ProbePlace extends Network {
  region: string;
}

/** Customers' functions that judge. */
export interface CheckFunctions {
  /** Invokes a function once and waits for its answer. Throws CallFailed also when the function fails. */
  call(site: Site, functionArn: string, payload: object): Promise<unknown>;
}

/** What an instance shows on its console. Null: EC2 has nothing. */
export interface Consoles {
  /** The newest console output, as text. */
  output(site: Site, instanceId: string): Promise<string | null>;
  /** A JPEG. */
  screenshot(site: Site, instanceId: string): Promise<Uint8Array | null>;
}

/** Keeps the outputs of checks, named by their content. */
export interface Outputs {
  /** Returns the SHA-256 in hexadecimal, under which it is kept. The same content twice is one object. */
  keep(content: Uint8Array, type: 'application/json' | 'text/plain' | 'image/jpeg'): Promise<string>;
}
