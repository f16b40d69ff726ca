import { runOrchestrator } from './orchestrator.ts';
import { runPolling } from './polling.ts';
import { runOurs } from './ours.ts';
import { shapeOfServers, shapeOfDrills } from './shape.ts';
import { lagsOf } from './lags.ts';
for (const [n, s] of [['o',shapeOfServers(100)],['o', shapeOfDrills(200)]] as const)
for (const loss of [0,0.1]) 
for (const r of [runOurs, runPolling, runOrchestrator]) {
 const w = await r(s, 1, loss);
 try { lagsOf(w, r === runOurs); } catch (e) { console.log(s.name, loss, r.name, e.message, [...w.records.values()][0]); }
}
