import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DRILL_EVENT_SOURCE } from '../../api/drillEvents.ts';
import { createBus } from '../../aws/bus.ts';
import { prompt } from '../../aws/prompt.ts';
import { required } from './settings.ts';
import type { AdapterFactories } from './wiring.ts';

/** The deployment's own bus. */
export const busAdapter = {
  bus: () =>
    createBus({
      client: new EventBridgeClient({ requestHandler: prompt() }),
      busName: required(process.env, 'BUS_NAME'),
      source: DRILL_EVENT_SOURCE,
    }),
} satisfies AdapterFactories;
