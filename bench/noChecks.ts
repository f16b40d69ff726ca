import type { CheckPorts } from '../src/flow/checks/checkPorts.ts';

/** For worlds whose drills have no checks: any call is a mistake. */
export const NO_CHECKS: CheckPorts = {
  commands: { sendToProvenInstances: unexpected, managed: unexpected, invocations: unexpected },
  probe: { place: () => null, run: unexpected },
  checkFunctions: { call: unexpected },
  consoles: { output: unexpected, screenshot: unexpected },
  outputs: { keep: unexpected },
};

async function unexpected(): Promise<never> {
  throw new Error('this world has no checks');
}
