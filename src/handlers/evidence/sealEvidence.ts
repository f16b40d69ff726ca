import { sealDrill } from '../../flow/evidence/sealDrill.ts';
import { textIn } from '../../flow/unchecked.ts';
import { busEvent, shown } from '../parsing/busEvent.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { sealPorts } from './sealPorts.ts';
import { SEAL_TERMS } from './sealTerms.ts';

/**
 * EventBridge, the deployment's own bus: a drill has ended or was quarantined. The event is a hint to look: what the
 * table says is due is sealed, so a repeated or invented event seals nothing.
 */
export const handler = eventHandler(async (event: unknown): Promise<void> => {
  const ports = sealPorts();
  const drillId = textIn(busEvent(event)?.detail, 'drillId');
  if (drillId === undefined) {
    return ports.log.error('an event about a drill could not be read and was dropped', { event: shown(event) });
  }
  await sealDrill(ports, SEAL_TERMS, drillId);
});
