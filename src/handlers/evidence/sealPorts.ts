import { bundlesAdapter } from '../wiring/bundles.ts';
import { historyAdapter } from '../wiring/history.ts';
import { pricesAdapter } from '../wiring/prices.ts';
import { sealsAdapter } from '../wiring/seals.ts';
import { signerAdapter } from '../wiring/signer.ts';
import { wiring } from '../wiring/wiring.ts';

/** What the functions that seal read and write. */
export function sealPorts() {
  return wiring({ ...historyAdapter, ...pricesAdapter, ...sealsAdapter, ...bundlesAdapter, ...signerAdapter });
}
