import { time } from '../time.ts';
import { by, type Sentences } from './moment.ts';

/** The hold and its checks. */
export const HOLDING: Sentences = {
  HoldBegan: ({ until }) => ({ what: `The hold began, until ${time(until)}.` }),
  HoldExtensionRequested: (fact) => ({ what: `${fact.by} asked for a hold until ${time(fact.until)}.` }),
  HoldExtended: ({ until }) => ({ what: `The hold was extended until ${time(until)}.` }),
  HoldExtensionFailed: ({ reason }) => ({ what: `The hold was not extended: ${reason}` }),
  HoldEnded: (fact) => ({ what: `The hold ended${endedBy(fact.by, fact.checked === true)}.` }),
  ServersHeld: ({ sourceServerIds }) => ({ what: '{servers}: still up when the hold ended.', sourceServerIds }),
  ServersLost: ({ servers }) =>
    servers.map(({ sourceServerId, state, lostAt, reason }) => ({
      what:
        state === null
          ? '{servers}: not known whether still up when the hold ended.'
          : `{servers}: lost before the hold ended (${state}${reason === null ? '' : `, ${reason}`}).`,
      brief: state === null ? '{servers}: not known whether still up.' : '{servers}: lost before the hold ended.',
      sourceServerIds: [sourceServerId],
      ...by('EC2', lostAt),
    })),
  CheckBegan: ({ check }) => ({ what: `Check ${check} began.` }),
  VerdictAwaited: ({ check }) => ({ what: `Check ${check} waits for the verdict of people.` }),
  CheckDecided: (fact) => ({
    what: `Check ${fact.check}: ${fact.state}${fact.because === null ? '' : ` (${fact.because})`}${said(fact.by)}.`,
  }),
};

function endedBy(person: string | null, isChecked: boolean): string {
  if (person !== null) return `: ${person} ended it`;
  return isChecked ? ': all required checks had a result' : '';
}

function said(person: string | undefined): string {
  return person === undefined ? '' : `, by the verdict of ${person}`;
}
