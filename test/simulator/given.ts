import { AwsFault, type Caller, type Delivery } from '../../src/simulator/aws/contract.ts';
import { type Faults, noFaults } from '../../src/simulator/aws/faults.ts';
import { createOtherWorld, type OtherWorld, type OtherWorldOptions } from '../../src/simulator/aws/simulatedAws.ts';

/** The account and Region of most tests. */
export const caller: Caller = { accountId: '111122223333', region: 'eu-central-1' };
export const beginning = Date.parse('2026-03-01T10:00:00Z');

/** A world that records everything it delivers. */
export function givenWorld(options: Partial<OtherWorldOptions> = {}): { world: OtherWorld; delivered: Delivery[] } {
  const delivered: Delivery[] = [];
  const deliver = (delivery: Delivery) => delivered.push(delivery);
  return { world: createOtherWorld({ seed: 7, now: beginning, deliver, ...options }), delivered };
}

export function faulty(faults: Partial<Faults>): Faults {
  return { ...noFaults, ...faults };
}

export function wait(world: OtherWorld, seconds: number): void {
  world.advance(world.now() + seconds * 1000);
}

export function drs(world: OtherWorld, operation: string, input: Record<string, unknown> = {}): Answer {
  return answer(world.call('drs', operation, input, caller));
}

export function ec2(world: OtherWorld, operation: string, input: Record<string, unknown> = {}): Answer {
  return answer(world.call('ec2', operation, input, caller));
}

/** A response whose members tests can read. */
export interface Answer {
  raw: Record<string, unknown>;
  /** The value under a path such as `job.jobID` or `items.0.status`. */
  at(path: string): unknown;
  text(path: string): string;
  list(path: string): Answer[];
}

export function answer(raw: Record<string, unknown>): Answer {
  const at = (path: string) =>
    path.split('.').reduce<unknown>((value, name) => (isStructure(value) ? value[name] : undefined), raw);
  return {
    raw,
    at,
    text: (path) => String(at(path)),
    list: (path) => {
      const value = at(path);
      return Array.isArray(value) ? value.map((member: unknown) => answer(isStructure(member) ? member : {})) : [];
    },
  };
}

/** Starts a drill of these servers. Returns the job's id. */
export function startDrill(world: OtherWorld, servers: string[], tags: Record<string, string> = {}): string {
  const sourceServers = servers.map((sourceServerID) => ({ sourceServerID }));
  return drs(world, 'StartRecovery', { sourceServers, isDrill: true, tags }).text('job.jobID');
}

export function jobOf(world: OtherWorld, jobID: string): Answer {
  return answer({ job: drs(world, 'DescribeJobs', { filters: { jobIDs: [jobID] } }).at('items.0') });
}

export function logOf(world: OtherWorld, jobID: string): Answer[] {
  return drs(world, 'DescribeJobLogItems', { jobID }).list('items');
}

/** The fault that a refused call throws. */
export function refusal(call: () => unknown): AwsFault {
  try {
    call();
  } catch (error) {
    if (error instanceof AwsFault) return error;
    throw error;
  }
  throw new Error('the call was not refused');
}

function isStructure(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
