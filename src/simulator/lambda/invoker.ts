import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CallTags } from './callTags.ts';
import { createLife, type Death, Died, type Life } from './killSwitch.ts';
import { type DeployedFunction, type Deployment, PROJECT } from './serverlessFile.ts';

/** Runs the functions that serverless.yml names, in this process. */
export interface Invoker {
  /** Calls a function as Lambda would. `tag` names the drill that its AWS calls are counted for. */
  invoke(name: string, payload: unknown, tag?: string): Promise<unknown>;
  /** The function that an ARN names. */
  byArn(arn: string): DeployedFunction | undefined;
  /** The number of running invocations. */
  running(): number;
}

export interface InvokerOptions {
  deployment: Deployment;
  tags: CallTags;
  /** Called when an invocation begins. */
  onBegin?: () => void;
  /** How an invocation dies; undefined: it does not. */
  deathOf?: (functionName: string) => Death | undefined;
  /** Called for every invocation that died. */
  onDied?: (functionName: string, payload: unknown, reason: string) => void;
  /** What runs here in place of a function's own code, by its name. */
  instead?: Readonly<Record<string, (payload: unknown) => Promise<unknown>>>;
  /** The factor by which timeouts are shorter than in serverless.yml. */
  speed?: number;
}

/** Loads every function and checks that it exports what serverless.yml names. */
export async function createInvoker(options: InvokerOptions): Promise<Invoker> {
  const { deployment, tags, speed = 1, instead = {} } = options;
  const handlers = new Map<string, Handler>();
  for (const one of deployment.functions) {
    const own = await load(one);
    handlers.set(one.name, instead[one.name] ?? own);
  }
  const byName = new Map(deployment.functions.map((one) => [one.name, one]));
  let running = 0;
  return {
    async invoke(name, payload, tag) {
      const handler = handlers.get(name);
      const about = byName.get(name);
      if (handler === undefined || about === undefined) throw new Error(`serverless.yml has no function ${name}`);
      running += 1;
      options.onBegin?.();
      const life = createLife(options.deathOf?.(name));
      const timeoutMs = (about.timeoutSeconds * 1000) / speed;
      const work = () => handler(payload, context(about, timeoutMs));
      try {
        return await inTime(
          about,
          timeoutMs,
          life,
          tags.run({ tag, functionName: name, onRequest: life.onRequest }, work),
        );
      } catch (error) {
        if (error instanceof Died) options.onDied?.(name, payload, error.message);
        throw error;
      } finally {
        running -= 1;
      }
    },
    byArn: (arn) => deployment.functions.find((one) => one.arn === arn),
    running: () => running,
  };
}

type Handler = (payload: unknown, context: unknown) => Promise<unknown>;

async function load({ name, file, exported }: DeployedFunction): Promise<Handler> {
  const loaded: Record<string, unknown> = await import(pathToFileURL(join(PROJECT, `${file}.ts`)).href);
  const handler = loaded[exported];
  if (typeof handler !== 'function') throw new Error(`${file}.ts exports no function ${exported}, which ${name} names`);
  return async (payload, context) => handler(payload, context);
}

function context({ name, arn }: DeployedFunction, timeoutMs: number) {
  const until = Date.now() + timeoutMs;
  return {
    functionName: name,
    invokedFunctionArn: arn,
    awsRequestId: crypto.randomUUID(),
    getRemainingTimeInMillis: () => Math.max(0, until - Date.now()),
  };
}

/** Lambda stops a function at its timeout, whatever it is doing. */
async function inTime(
  { name, timeoutSeconds }: DeployedFunction,
  timeoutMs: number,
  life: Life,
  work: Promise<unknown>,
): Promise<unknown> {
  const timer = setTimeout(() => life.end(`${name} timed out after ${timeoutSeconds} s`), timeoutMs);
  try {
    return await Promise.race([work, life.died]);
  } finally {
    clearTimeout(timer);
  }
}
