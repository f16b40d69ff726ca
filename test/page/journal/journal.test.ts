import { describe, expect, test } from 'vitest';
import { factGroups } from '../../../src/page/journal/factGroups.ts';
import { factWords } from '../../../src/page/journal/factWords.ts';
import { hostnamesOf } from '../../../src/page/journal/hostnamesOf.ts';
import { type JournalPage, joinedJournal } from '../../../src/page/journal/joinedJournal.ts';
import { isFound } from '../../../src/page/journal/journalFilter.ts';
import { paged } from '../../../src/page/journal/paged.ts';
import { serversSaid } from '../../../src/page/journal/serversSaid.ts';
import { foundSentences, storyOf } from '../../../src/page/journal/story.ts';
import { eventsOf } from '../../../src/page/timeline/events.ts';
import { at, entry, ONE, TWO } from '../drill/drills.ts';

const ANY = { text: '', factType: '', sourceServerId: '' };
const HOSTNAMES = new Map([[ONE, 'Web-1']]);
const QUIET = [{ type: 'EffectAnswered' }, { type: 'TimerSet', timer: 'leftovers' }];

describe('a journal that is read on', () => {
  const page = (entries: JournalPage['entries'], rest: Partial<JournalPage> = {}): JournalPage => ({
    ...{ entries, journalIntact: true, contradiction: null, chainedFromSeq: entries[0]?.seq ?? null },
    ...rest,
  });

  test('has every entry once, although the next page begins with the newest known one', () => {
    const before = joinedJournal(undefined, page([entry(1, 0), entry(2, 1)]));
    const read = joinedJournal(before, page([entry(2, 1), entry(3, 2)]));
    expect(read.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(read).toMatchObject({ isIntact: true, chainedFromSeq: 1 });
  });

  test('stays changed once a page has shown that it was', () => {
    const changed = joinedJournal(undefined, page([entry(1, 0)], { journalIntact: false, contradiction: 'Entry 1.' }));
    expect(joinedJournal(changed, page([entry(2, 1)]))).toMatchObject({ isIntact: false, contradiction: 'Entry 1.' });
  });
});

describe('finding entries', () => {
  const launch = entry(8, 10, { type: 'ServerLaunched', sourceServerId: ONE, instanceId: 'i-0ABC' }, ...QUIET);

  test('by words anywhere in it, in any order and case', () => {
    expect(isFound(launch, { ...ANY, text: 'leftovers I-0abc' }, HOSTNAMES)).toBe(true);
    expect(isFound(launch, { ...ANY, text: 'leftovers i-0def' }, HOSTNAMES)).toBe(false);
  });

  test('by the host names of its servers, which it does not have itself', () => {
    expect(isFound(launch, { ...ANY, text: 'web-1' }, HOSTNAMES)).toBe(true);
    expect(isFound(launch, { ...ANY, text: 'web-2' }, HOSTNAMES)).toBe(false);
  });

  test('by the type of a fact, and by a server that it names anywhere', () => {
    const standing = entry(9, 11, { type: 'LeakReported', standing: { [TWO]: 'i-1 is running' } });
    expect([launch, standing].map((one) => isFound(one, { ...ANY, factType: 'ServerLaunched' }, HOSTNAMES))).toEqual([
      true,
      false,
    ]);
    expect([launch, standing].map((one) => isFound(one, { ...ANY, sourceServerId: TWO }, HOSTNAMES))).toEqual([
      false,
      true,
    ]);
  });

  test('keeps timers and effects apart, unless they are what is sought', () => {
    const shown = (factType: string) =>
      factGroups(launch, { factType, sourceServerId: '' }).shown.map(({ type }) => type);
    expect(shown('')).toEqual(['ServerLaunched']);
    expect(shown('TimerSet')).toEqual(['TimerSet']);
  });

  test('opens the page of the entry that an address names', () => {
    const all = Array.from({ length: 250 }, (_, index) => index + 1);
    expect(paged(all, null, (one) => one === 230)).toMatchObject({ page: 3, pages: 3 });
    expect(paged(all, null, () => false).items).toHaveLength(100);
    expect(paged(all, 99, () => false).page).toBe(3);
  });
});

describe('looks that found nothing new', () => {
  test('are folded into a count, between what brought news', () => {
    const events = eventsOf([
      entry(1, 0, { type: 'TerminationAccepted', sourceServerIds: [ONE, TWO] }, ...QUIET),
      entry(2, 1, ...QUIET),
      entry(3, 2, ...QUIET, { type: 'InstancesNotReady', sourceServerIds: [ONE] }),
      entry(4, 3, { type: 'ServerGone', sourceServerId: ONE }),
    ]);
    expect(events.map(({ text }) => text)).toEqual([
      'Termination accepted (2 servers)',
      '2 looks that found nothing new',
      'Server gone (1 server)',
    ]);
  });

  test('are not those whose answer was a failure', () => {
    const [event] = eventsOf([
      entry(1, 0, { type: 'EffectAnswered', failed: { kind: 'Throttled', message: 'Slow down' } }),
    ]);
    expect(event).toMatchObject({ looks: 0, text: 'Effect answered' });
  });
});

describe('the story', () => {
  const timeline = [
    { at: at(5), what: `${ONE}: not launched. No room.`, source: 'drs-drill' as const, sourceServerId: ONE, seq: 7 },
    {
      at: at(9),
      what: '300 servers (a, b, c and 297 more): launched.',
      source: 'DRS' as const,
      sourceServerId: null,
      seq: 8,
    },
  ];
  const deviations = [
    {
      at: at(5),
      kind: 'FAILED' as const,
      sourceServerId: ONE,
      what: 'DRS did not launch it.',
      inTheirWords: 'No room.',
    },
    { at: at(6), kind: 'WAITED' as const, sourceServerId: null, what: 'It waited for its turn.', inTheirWords: null },
  ];
  const story = storyOf({ timeline, deviations });

  test('marks what went otherwise than planned, without saying it twice', () => {
    expect(story.map(({ what, deviation, inTheirWords }) => [what, deviation, inTheirWords])).toEqual([
      [`${ONE}: not launched. No room.`, 'FAILED', null],
      ['It waited for its turn.', 'WAITED', null],
      ['300 servers (a, b, c and 297 more): launched.', null, null],
    ]);
  });

  test('finds a server also in a sentence about many, which names only the first of them', () => {
    const bySeq = new Map([[8, entry(8, 9, { type: 'ServerLaunched', sourceServerId: TWO })]]);
    const found = foundSentences(story, { ...ANY, sourceServerId: TWO }, { bySeq, hostnames: HOSTNAMES });
    expect(found.map(({ seq }) => seq)).toEqual([8]);
  });

  test('finds a server by the host name that stands for it', () => {
    const found = foundSentences(story, { ...ANY, text: 'WEB-1' }, { bySeq: new Map(), hostnames: HOSTNAMES });
    expect(found.map(({ seq }) => seq)).toEqual([7]);
  });
});

describe('names', () => {
  test('of facts are words', () => {
    expect(factWords('HardStopArmed')).toBe('Hard stop armed');
  });

  test('of servers are their host names, with the id only where two have the same', () => {
    const inspected = (...names: string[]) =>
      entry(1, 0, {
        type: 'ServersInspected',
        servers: [ONE, TWO].map((sourceServerId, index) => ({ sourceServerId, found: { hostname: names[index] } })),
      });
    expect([...hostnamesOf([inspected('web', 'db')]).values()]).toEqual(['web', 'db']);
    expect([...hostnamesOf([inspected('web', 'web')]).values()]).toEqual([`web (${ONE})`, `web (${TWO})`]);
    expect([...hostnamesOf([inspected('web\u202e')]).values()]).toEqual(['web']);
    expect(hostnamesOf([inspected()]).size).toBe(0);
  });

  test('of many servers are the first three and a count', () => {
    const facts = ['a', 'b', 'c', 'd', 'e'].map((letter) => ({ sourceServerId: `s-0000000000000000${letter}` }));
    const hostnames = new Map(facts.map(({ sourceServerId }) => [sourceServerId, sourceServerId.slice(-1)]));
    expect(serversSaid(facts, hostnames)).toBe('a, b, c and 2 more');
  });
});
