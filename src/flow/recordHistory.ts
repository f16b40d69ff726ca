import { CONCURRENT_TRIALS_MAX } from '../drill/bounds.ts';
import type { Drill } from '../drill/drill.ts';
import { fold } from '../drill/evolve.ts';
import type { JournalEntry } from '../drill/facts.ts';
import type { Quantities } from '../drill/forecast.ts';
import { lineWithTrial } from '../history/coverage.ts';
import { type EndedDrill, endedDrill } from '../history/endedDrill.ts';
import { type Ended, keysOf, withDrill, withTrial } from '../history/statistic.ts';
import { type Timing, timingOf } from '../history/timings.ts';
import { begunTrials, type Trial, wasSeen } from '../history/trials.ts';
import { usedBy } from '../history/used.ts';
import { crowdOfStatistics, untilSaved } from './perform/crowd.ts';
import type { Counted, Ports } from './ports.ts';

type HistoryPorts = Pick<Ports, 'drills' | 'history' | 'clock' | 'ids' | 'worlds'>;

/**
 * Keeps what a journal entry adds to the history: the trials of a drill that has begun, and the results of an ended
 * one. It is idempotent, and the order of entries does not matter. A dry run is no drill, and adds nothing.
 */
export async function recordHistory(ports: HistoryPorts, entry: JournalEntry): Promise<void> {
  const types = new Set(entry.facts.map(({ type }) => type));
  const begun = types.has('DrillRequested') ? fold([entry]) : undefined;
  if (begun?.terms.dryRun === true) return;
  if (begun !== undefined) await ports.history.begin(begunTrials(begun));
  if (!types.has('ServersChosen') && !types.has('DrillEnded')) return;
  const drill = await load(ports, entry.drillId);
  if (drill.terms.dryRun === true) return;
  if (types.has('ServersChosen')) await ports.history.begin(begunTrials(drill));
  if (types.has('DrillEnded')) await count(ports, drill);
}

async function load({ drills }: HistoryPorts, drillId: string): Promise<Drill> {
  const loaded = await drills.load(drillId);
  if (loaded === undefined) throw new Error(`there is no drill ${drillId}`);
  return loaded.drill;
}

async function count(ports: HistoryPorts, drill: Drill): Promise<void> {
  const journal = await wholeJournal(ports, drill.drillId);
  // The table was just read, so the deployment's place is known.
  const ended = endedDrill(drill, journal, ports.worlds.home());
  await untilCounted(ports, () => countDrill(ports, ended, usedBy(ended.trials, journal)));
  const trials = [...ended.trials];
  const workers = Array.from({ length: CONCURRENT_TRIALS_MAX }, async () => {
    for (let trial = trials.pop(); trial !== undefined; trial = trials.pop()) {
      const { endedAt, outcome, counts } = ended;
      const one = { ...trial, endedAt, outcome, passed: trial.passed === true };
      await untilCounted(ports, () => countTrial(ports, one, counts, timingOf(drill, one)));
    }
  });
  await Promise.all(workers);
}

const ENTRIES_PER_PAGE = 100;

async function wholeJournal({ drills }: HistoryPorts, drillId: string): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (let more = true; more; ) {
    const page = await drills.journal(drillId, entries.length + 1, ENTRIES_PER_PAGE);
    entries.push(...page);
    more = page.length === ENTRIES_PER_PAGE;
  }
  return entries;
}

async function countDrill({ history }: HistoryPorts, ended: EndedDrill, used: Quantities): Promise<Counted> {
  const read = await history.loadStatistics(keysOf(ended));
  const changes = read.map((one) => ({ read: one, value: withDrill(one.value, ended) }));
  return history.countDrill(ended.drillId, changes, used);
}

/**
 * A server that the drill did not find in DRS is in no statistic and gets no line: its id may be mistyped or invented.
 */
async function countTrial(
  { history }: HistoryPorts,
  trial: Ended<Trial>,
  counts: boolean,
  timing: Timing | null,
): Promise<Counted> {
  const { sourceServerId } = trial;
  const line = await history.loadServer(sourceServerId);
  if (!wasSeen(trial)) return history.countTrial(trial, line.value === undefined ? 'UNKNOWN' : 'NOTHING');
  const [statistic] = await history.loadStatistics([{ by: 'server', key: sourceServerId }]);
  if (statistic === undefined) throw new Error(`the statistic of ${sourceServerId} was not loaded`);
  return history.countTrial(trial, {
    statistic: { read: statistic, value: withTrial(statistic.value, trial, counts) },
    line: { read: line, value: lineWithTrial(line.value, trial, counts, timing) },
  });
}

/** The stream retries what still cannot be counted. */
async function untilCounted(ports: HistoryPorts, counting: () => Promise<Counted>): Promise<void> {
  await untilSaved(crowdOfStatistics(ports), 'the history of a drill', async () => {
    const counted = await counting();
    return counted === 'STALE' ? undefined : counted;
  });
}
