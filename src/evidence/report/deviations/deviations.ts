import type { Context } from '../../sources.ts';
import { time } from '../../time.ts';
import type { Reading } from '../reading.ts';
import type { Deviation } from '../report.ts';
import { type Deviated, deviated } from './deviated.ts';
import { failuresIn } from './failures.ts';
import { leaksIn } from './leaks.ts';
import { lossesIn } from './losses.ts';
import { retriesIn } from './retries.ts';
import { troubleIn } from './trouble.ts';

/** What did not go as planned, in order of time. */
export function deviationsOf(reading: Reading, { quarantined }: Context): Deviation[] {
  const all: Deviated[] = [
    ...failuresIn(reading),
    ...lossesIn(reading),
    ...retriesIn(reading),
    ...troubleIn(reading),
    ...leaksIn(reading),
    ...cancelsIn(reading),
    ...(quarantined === null ? [] : [ofQuarantine(quarantined)]),
  ];
  return all.toSorted((one, other) => one.at - other.at).map((one) => ({ ...one, at: time(one.at) }));
}

function cancelsIn({ facts }: Reading): Deviated[] {
  return facts
    .of('CancelRequested')
    .map(({ at, fact }) => deviated('CANCELLED', at, `${fact.by} cancelled it: ${fact.reason}`));
}

function ofQuarantine({ violation, at }: NonNullable<Context['quarantined']>): Deviated {
  const what = `The drill was quarantined and stood still: ${violation}`;
  return deviated('QUARANTINED', at, what);
}
