import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CallTags } from './callTags.ts';
import { type DeployedFunction, type Deployment, PROJECT } from './deployment.ts';

/** Runs the functions that serverless.yml names, in this process. */
export interface Invoker {
  /** Calls a function as Lambda would; `tag` names the drill that its calls to AWS are counted for. */
  invoke(name: string, payload: unknown, tag?: string): Promise<unknown>;
  /** The function that an ARN names. */
  byArn(arn: string): DeployedFunction | undefined;
  /** How many invocations run now. */
  running(): number;
}

/** Loads every function and checks that it exports what serverless.yml names. */
export async function createInvoker(deployment: Deployment, tags: CallTags): Promise<Invoker> {
  const handlers = new Map<string, Handler>();
  for (const one of deployment.functions) handlers.set(one.name, await load(one));
  const byName = new Map(deployment.functions.map((one) => [one.name, one]));
  let running = 0;
  return {
    async invoke(name, payload, tag) {
      const handler = handlers.get(name);
      const about = byName.get(name);
      if (handler === undefined || about === undefined) throw new Error(`serverless.yml has no function ${name}`);
      running += 1;
      try {
        return await tags.run(tag, () => inTime(about, handler(payload, context(about))));
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

function context({ name, arn, timeoutSeconds }: DeployedFunction) {
  const until = Date.now() + timeoutSeconds * 1000;
  return {
    functionName: name,
    invokedFunctionArn: arn,
    awsRequestId: crypto.randomUUID(),
    getRemainingTimeInMillis: () => Math.max(0, until - Date.now()),
  };
}

/** Lambda ends a function at its timeout; here its work goes on unheard, which is no kinder. */
async function inTime({ name, timeoutSeconds }: DeployedFunction, work: Promise<unknown>): Promise<unknown> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`${name} timed out after ${timeoutSeconds} s`)),
    timeoutSeconds * 1000,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
