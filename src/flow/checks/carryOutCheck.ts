import type { Site } from '../../drill/drill.ts';
import type { CheckEffect } from '../../drill/effects.ts';
import type { Answer } from '../../drill/inputs.ts';
import type { Ports } from '../ports.ts';
import { callFunction } from './callFunction.ts';
import { captureConsoles } from './captureConsoles.ts';
import { lookAtCommand } from './lookAtCommand.ts';
import { probeServers } from './probeServers.ts';
import { proveUnreachable } from './proveUnreachable.ts';
import { sendCommand } from './sendCommand.ts';

/** Asks or does what a check needs, once. */
export async function carryOutCheck(ports: Ports, drillId: string, site: Site, effect: CheckEffect): Promise<Answer> {
  switch (effect.kind) {
    case 'RunCheck':
      return runCheck(ports, site, effect);
    case 'SendCommand':
      return sendCommand(ports, site, drillId, effect);
    case 'LookAtCommand':
      return lookAtCommand(ports, site, effect);
    case 'CallFunction':
      return callFunction(ports, site, drillId, effect);
  }
}

async function runCheck(
  ports: Ports,
  site: Site,
  { check, terms, servers }: Extract<CheckEffect, { kind: 'RunCheck' }>,
): Promise<Answer> {
  switch (terms.kind) {
    case 'HTTP':
    case 'TCP':
      return { type: 'ServersChecked', check, servers: await probeServers(ports, site, terms, servers) };
    case 'UNREACHABLE':
      return { type: 'ServersChecked', check, servers: await proveUnreachable(ports, site, terms, servers) };
    case 'CONSOLE':
      return { type: 'ServersChecked', check, servers: await captureConsoles(ports, site, servers) };
  }
}
