import { rivalOf } from './goals.ts';
import type { Spread } from './lags.ts';
import { figure, tableText } from './markdown.ts';
import type { Run } from './runs.ts';
import type { Goal, Section } from './section.ts';
import type { Sizes } from './sizes.ts';
import { sizesTable } from './sizesTable.ts';

/** What `npm run bench -- --write` saves. */
export interface Result {
  seed: number;
  quick: boolean;
  sections: Section[];
}

export const BEGIN = '<!-- measured: npm run bench:readme writes from here on -->';
export const END = '<!-- measured -->';

/**
 * The section "Measured" of bench/README.md, generated from the saved result. It has only figures that are the same on
 * every machine: processor times say more about the machine, and about its other load, than about the product.
 */
export function readmeSection(result: Result): string {
  const contestants = result.sections.find(({ name }) => name === 'contestants');
  const wire = result.sections.find(({ name }) => name === 'wire');
  const parts = [
    ...(contestants === undefined ? [] : contestantParts(contestants.data as Run[])),
    ...(wire === undefined ? [] : sizeParts(wire)),
  ];
  const goals = [contestants, wire].flatMap((section) => section?.goals ?? []);
  return [BEGIN, ...parts, ...goalParts(goals), END].join('\n\n');
}

/** bench/README.md with its section replaced by this one. */
export function withSection(readme: string, section: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from === -1 || to < from) throw new Error(`bench/README.md has no markers for the figures: ${BEGIN} … ${END}`);
  return readme.slice(0, from) + section + readme.slice(to + END.length);
}

/** One row for each size: what it costs without lost events, and with some lost where that differs. */
function contestantParts(runs: Run[]): string[] {
  const quiet = runs.filter(({ contestant, eventsLost }) => contestant === 'ours' && eventsLost === 0);
  const rows = (cells: (run: Run, losing: Run) => string[]) =>
    quiet.map((run) => [run.shape.name, ...cells(run, losingOf(runs, run))]);
  return [
    'With no event lost. In brackets: with 10 % of the events lost, where that differs by more than 5 %.',
    tableText({
      head: ['one drill', 'DRS calls', '÷ floor', 'polling', 'orchestrator', '$ per 1,000', 'orchestrator'],
      rows: rows((run, losing) => {
        const [polling, orchestrator] = [rivalOf(runs, run, 'polling'), rivalOf(runs, run, 'orchestrator')];
        const both = (of: (one: Run) => number) => bothFigures(of(run), of(losing));
        return [
          both(({ drsCalls }) => drsCalls),
          both(({ drsCalls, floorCalls }) => drsCalls / floorCalls),
          ...[polling.drsCalls, orchestrator.drsCalls].map(figure),
          both(({ dollarsPerThousand }) => dollarsPerThousand),
          figure(orchestrator.dollarsPerThousand),
        ];
      }),
    }),
    'p95 seconds from a change in AWS until the record says so. “Lost” columns: for changes whose event was lost, ' +
      'when 10 % of the events are.',
    tableText({
      head: ['one drill', 'launched', 'launched, lost', 'job ended', 'gone', 'gone, lost', 'polling: launched', 'gone'],
      rows: rows(({ lags, ...run }, losing) => {
        const rival = rivalOf(runs, { lags, ...run }, 'polling').lags;
        return [
          bothP95(lags.launchedByEvent, losing.lags.launchedByEvent),
          p95(losing.lags.launchedWithout),
          bothP95(lags.completedJob, losing.lags.completedJob),
          bothP95(lags.goneByEvent, losing.lags.goneByEvent),
          p95(losing.lags.goneWithout),
          p95(rival.launchedWithout),
          p95(rival.goneWithout),
        ];
      }),
    }),
    'An event alone makes the record say that DRS or EC2 reported it. Only a look decides an outcome. ' +
      'The guard is not in these figures: it lists the jobs of each site every five minutes, with or without drills. ' +
      'The others have no equivalent.',
  ];
}

/** The same drills with some of their events lost. */
function losingOf(runs: Run[], { shape }: Run): Run {
  const found = runs.find((run) => run.contestant === 'ours' && run.eventsLost > 0 && run.shape.name === shape.name);
  if (found === undefined) throw new Error(`${shape.name} was not run with lost events`);
  return found;
}

function bothFigures(quiet: number, losing: number): string {
  const differs = Math.abs(losing - quiet) > DIFFERENCE_MIN * quiet;
  return differs ? `${figure(quiet)} (${figure(losing)})` : figure(quiet);
}

/** A smaller difference is not worth a figure of its own. */
const DIFFERENCE_MIN = 0.05;

function bothP95(quiet: Spread, losing: Spread): string {
  return quiet.count === 0 || losing.count === 0 ? p95(quiet) : bothFigures(quiet.p95, losing.p95);
}

function sizeParts({ data }: Section): string[] {
  const { title, ...table } = sizesTable((data as { sizes: Sizes[] }).sizes);
  return [`${title}:`, tableText(table)];
}

function goalParts(goals: Goal[]): string[] {
  const missed = goals.filter(({ met }) => !met);
  const met = `${goals.length - missed.length} of ${goals.length} goals are met`;
  if (missed.length === 0) return [`${met}.`];
  const rows = missed.map(({ sentence, limit, measured }) => [sentence, figure(limit), figure(measured)]);
  return [`${met}. Not met:`, tableText({ head: ['goal', 'limit', 'measured'], rows })];
}

function p95({ count, p95 }: Spread): string {
  return count === 0 ? '–' : figure(p95);
}
