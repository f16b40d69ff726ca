import type { DrillEvent } from './drillEvents.ts';

/** A message to people. */
export interface Notice {
  subject: string;
  text: string;
}

/** What people are told of an event; undefined for those that only machines care about. */
export function noticeOf({ type, detail }: DrillEvent): Notice | undefined {
  const sentence = SENTENCES[type]?.(detail);
  if (sentence === undefined) return undefined;
  const { said, ...others } = detail;
  const facts = Object.entries(others).filter(([, value]) => value !== null);
  const told = Array.isArray(said) ? said.map((line) => `${String(line)}\n`).join('') : '';
  const lines = facts.map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return { subject: subjectOf(sentence), text: `${sentence}\n${told}\n${lines.join('\n')}\n` };
}

type Detail = DrillEvent['detail'];

const SENTENCES: Partial<Record<DrillEvent['type'], (detail: Detail) => string | undefined>> = {
  'Drill Ended': ({ drillId, outcome, cleanup }) => `Drill ${drillId} ended: ${outcome}, cleanup ${cleanup}`,
  'Drill Refused': ({ drillId, code }) => `A drill was refused: ${drillId ?? code}`,
  'Drill Leak Detected': ({ drillId }) => `LEAK: drill ${drillId} has left what cannot be proved gone`,
  'Drill Leak Acknowledged': ({ drillId, by }) => `The leak of drill ${drillId} was acknowledged by ${by}`,
  'Drill Yielded': ({ drillId, jobId }) => `Drill ${drillId} gives way to the real recovery ${jobId}`,
  'Drill Waits': ({ drillId, instances }) =>
    instances === 0 ? undefined : `Drill ${drillId} waits, and instances are or may be up: ${instances}`,
  'Drill Servers Lost': ({ drillId, servers }) =>
    `LOST: ${Array.isArray(servers) ? servers.length : ''} servers of drill ${drillId} before their hold ended`,
  'Drill Guard Terminated': ({ drillId }) => `The guard had to terminate instances of drill ${drillId}`,
  'Real Recovery Released': ({ jobId, by }) => `Real recovery ${jobId} hangs: released by ${by}`,
  'Drill Broken': ({ drillId }) => `BROKEN: drill ${drillId} was set aside`,
};

/** SNS API reference, Publish: a subject is one line of ASCII with at most 100 characters. */
const SUBJECT_CHARACTERS_MAX = 100;

function subjectOf(sentence: string): string {
  const plain = sentence.replace(/[^\x20-\x7e]/g, '?');
  return plain.length <= SUBJECT_CHARACTERS_MAX ? plain : `${plain.slice(0, SUBJECT_CHARACTERS_MAX - 3)}...`;
}
