import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../../flow/ports.ts';

/** The log in CloudWatch: one JSON object a line, with the id of the request and, if there is one, of the drill. */
export function jsonLog(): Log {
  return {
    info: (message, details) => logger().info(message, lineOf(details)),
    error: (message, details) => logger().error(message, lineOf(details)),
  };
}

/** Every line from here on names this request. */
export function nameRequest(requestId: string | undefined): void {
  if (requestId !== undefined) logger().appendKeys({ requestId });
}

const kept: { logger?: Logger } = {};

function logger(): Logger {
  kept.logger ??= new Logger();
  return kept.logger;
}

/** Separate from the details, because they may have members that the logger reserves. */
function lineOf(details: Record<string, unknown>) {
  const { drillId } = details;
  return { ...(drillId === undefined ? {} : { drillId }), details };
}
