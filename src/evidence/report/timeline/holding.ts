import { time } from '../../time.ts';
import { lastLook } from '../said/lastLook.ts';
import { by, type Sentences } from './moment.ts';

/** The hold and its checks. */
export const HOLDING: Sentences = {
  HoldBegan: ({ until }) => ({ what: `The hold began, until ${time(until)}.` }),
  HoldExtensionRequested: (fact) => ({ what: `${fact.by} asked for a hold until ${time(fact.until)}.` }),
  HoldExtended: ({ until }) => ({ what: `The hold was extended until ${time(until)}.` }),
  HoldExtensionFailed: ({ reason }) => ({ what: `The hold was not extended: ${reason}` }),
  HoldEnded: (fact) => ({ what: `The hold ended${endedBy(fact.by, fact.checked === true)}.` }),
  ServersHeld: ({ sourceServerIds }, drill) => ({
    what: `{servers}: still as verified at ${lastLook(drill)}.`,
    sourceServerIds,
  }),
  ServersLost: ({ servers }, drill) =>
    servers.map(({ sourceServerId, state, lostAt, reason }) => ({
      what:
        state === null
          ? `{servers}: not known whether still as verified at ${lastLook(drill)}.`
          : `{servers}: lost before ${lastLook(drill)} (${state}${reason === null ? '' : `, ${reason}`}).`,
      brief: state === null ? '{servers}: not known whether still as verified.' : '{servers}: lost.',
      sourceServerIds: [sourceServerId],
      ...by('EC2', lostAt),
    })),
  CheckBegan: ({ check }) => ({ what: `Check ${check} began.` }),
  VerdictAwaited: ({ check, because }) => ({
    what: `Check ${check} waits for the verdict of people${because === null ? '' : ` (${because})`}.`,
  }),
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
