import { rivalOf } from './goals.ts';
import type { Spread } from './lags.ts';
import { figure, tableText } from './markdown.ts';
import type { Run } from './runs.ts';
import type { Goal, Section } from './section.ts';

/** What `npm run bench -- --write` saves. */
export interface Result {
  seed: number;
  quick: boolean;
  sections: Section[];
}

export const BEGIN = '<!-- measured: npm run bench:readme writes from here on -->';
export const END = '<!-- measured -->';

/** The section "Measured" of bench/README.md, generated from the saved result. */
export function readmeSection(result: Result): string {
  const contestants = result.sections.find(({ name }) => name === 'contestants');
  const parts = contestants === undefined ? [] : contestantParts(contestants.data as Run[]);
  const goals = result.sections.flatMap((section) => section.goals);
  const others = result.sections.filter((section) => section !== contestants);
  return [BEGIN, ...parts, ...others.flatMap(otherParts), ...goalParts(goals), END].join('\n\n');
}

/** bench/README.md with its section replaced by this one. */
export function withSection(readme: string, section: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from === -1 || to < from) throw new Error(`bench/README.md has no markers for the figures: ${BEGIN} … ${END}`);
  return readme.slice(0, from) + section + readme.slice(to + END.length);
}

function contestantParts(runs: Run[]): string[] {
  const ours = runs.filter(({ contestant }) => contestant === 'ours');
  return [
    tableText({
      head: [
        'one drill',
        'events lost',
        'DRS calls',
        '÷ floor',
        'polling',
        'orchestrator',
        '$ per 1,000',
        'orchestrator',
      ],
      rows: ours.map((run) => {
        const [polling, orchestrator] = [rivalOf(runs, run, 'polling'), rivalOf(runs, run, 'orchestrator')];
        const calls = [run.drsCalls, run.drsCalls / run.floorCalls, polling.drsCalls, orchestrator.drsCalls];
        return [...named(run), ...[...calls, run.dollarsPerThousand, orchestrator.dollarsPerThousand].map(figure)];
      }),
    }),
    'p95 seconds from a change in AWS until the record says so, with the event delivered and with the event lost:',
    tableText({
      head: ['one drill', 'events lost', 'launched', 'lost', 'job ended', 'gone', 'lost', 'polling: launched', 'gone'],
      rows: ours.map((run) => {
        const { launchedByEvent, launchedWithout, completedJob, goneByEvent, goneWithout } = run.lags;
        const rival = rivalOf(runs, run, 'polling').lags;
        const all = [
          launchedByEvent,
          launchedWithout,
          completedJob,
          goneByEvent,
          goneWithout,
          rival.launchedWithout,
          rival.goneWithout,
        ];
        return [...named(run), ...all.map(p95)];
      }),
    }),
    'An event alone makes the record say that DRS or EC2 reported it. Only a look decides an outcome. ' +
      'The guard is not in these figures: it lists the jobs of each site every five minutes, with or without drills. ' +
      'The others have no equivalent.',
  ];
}

function otherParts({ title, tables }: Section): string[] {
  return tables.slice(0, 1).flatMap((table) => [`${title}: ${table.title}`, tableText(table)]);
}

function goalParts(goals: Goal[]): string[] {
  const missed = goals.filter(({ met }) => !met);
  const met = `${goals.length - missed.length} of ${goals.length} goals are met`;
  if (missed.length === 0) return [`${met}.`];
  const rows = missed.map(({ sentence, limit, measured }) => [sentence, figure(limit), figure(measured)]);
  return [`${met}. Not met:`, tableText({ head: ['goal', 'limit', 'measured'], rows })];
}

function named({ shape, eventsLost }: Run): string[] {
  return [shape.name, `${eventsLost * 100} %`];
}

function p95({ count, p95 }: Spread): string {
  return count === 0 ? '–' : figure(p95);
}
