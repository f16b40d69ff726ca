import type { Faults } from '../aws/faults.ts';
import type { Death } from '../lambda/killSwitch.ts';
import type { SeenCall } from '../wire/server.ts';
import type { TableFault } from '../wire/tableFault.ts';

/** Every fault that can be injected into the local world. */
export interface Trouble {
  faults: Faults;
  tableFault: (operation: string) => TableFault | undefined;
  deathOf: (functionName: string) => Death | undefined;
  onDied: (functionName: string, payload: unknown, reason: string) => void;
  /** Called for every call that a function made. */
  onCall: (call: SeenCall) => void;
  /** Simulated seconds per real second while functions run. Their timeouts shrink by the same factor. */
  busySpeed: number;
  /** The factor that shortens the pauses of functions, and the delays before a batch is redelivered. */
  pauseSpeed: number;
}
