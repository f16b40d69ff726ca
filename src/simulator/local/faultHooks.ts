import type { Faults } from '../aws/faults.ts';
import type { Death } from '../lambda/killSwitch.ts';
import type { SeenCall } from '../wire/server.ts';
import type { TableFault } from '../wire/tableFault.ts';

/** Everything that can be made to go wrong in the local world. */
export interface Trouble {
  faults: Faults;
  tableFault: (operation: string) => TableFault | undefined;
  deathOf: (functionName: string) => Death | undefined;
  onDied: (functionName: string, payload: unknown, reason: string) => void;
  /** Hears of every call that a function made. */
  onCall: (call: SeenCall) => void;
  /** Simulated seconds in a second of the wall's while functions run; their timeouts shrink alike. */
  busySpeed: number;
  /** So many times as short as they ask for are the pauses that functions make, and those before a batch comes again. */
  pauseSpeed: number;
}
