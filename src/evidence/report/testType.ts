import { counted } from '../../drill/counted.ts';
import type { Drill } from '../../drill/drill.ts';
import { wasNeverLaunched } from '../../drill/neverLaunched.ts';
import type { Report, TestType } from './report.ts';

/** What kind of test it was, by the servers that it was requested for, and what for. */
export function testOf(drill: Drill, serversOfSite: number | null): Report['test'] {
  const count = Object.keys(drill.servers).length;
  return {
    type: typeOf(drill, count, serversOfSite),
    basis: basisOf(drill, count, serversOfSite),
    purpose: drill.terms.reason,
  };
}

function typeOf({ terms }: Drill, count: number, serversOfSite: number | null): TestType | null {
  if (terms.dryRun === true) return 'DRY_RUN';
  if (count === 0) return null;
  if (serversOfSite !== null && count >= serversOfSite) return 'FULL';
  if (count === 1) return 'COMPONENT';
  return serversOfSite === null ? null : 'PARTIAL';
}

function basisOf(drill: Drill, count: number, serversOfSite: number | null): string {
  const launched = Object.values(drill.servers).filter((server) => !wasNeverLaunched(drill, server)).length;
  const known =
    serversOfSite === null
      ? 'It is not known how many source servers the site had.'
      : `${counted(serversOfSite, 'source server')} of the site ${serversOfSite === 1 ? 'was' : 'were'} known.`;
  return `It was requested for ${counted(count, 'server')}, and launched ${launched} of them. ${known}`;
}
