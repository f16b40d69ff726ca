import { counted } from '../../drill/counted.ts';
import type { Drill } from '../../drill/drill.ts';
import { wasNeverLaunched } from '../../drill/neverLaunched.ts';
import type { Report, TestType } from './report.ts';

/** What kind of test it was, and what for. Once it has ended, only the servers that it tried to launch count. */
export function testOf(drill: Drill, serversOfSite: number | null): Report['test'] {
  const count = Object.keys(drill.servers).length;
  const launched = Object.values(drill.servers).filter((server) => !wasNeverLaunched(drill, server)).length;
  return {
    type: typeOf(drill, drill.phase === 'ENDED' ? launched : count, serversOfSite),
    basis: basisOf({ count, launched, serversOfSite }),
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

interface Basis {
  count: number;
  launched: number;
  serversOfSite: number | null;
}

function basisOf({ count, launched, serversOfSite }: Basis): string {
  const known =
    serversOfSite === null
      ? 'It is not known how many source servers the site had.'
      : `${counted(serversOfSite, 'source server')} of the site ${serversOfSite === 1 ? 'was' : 'were'} known.`;
  return `It was requested for ${counted(count, 'server')}, and tried to launch ${launched} of them. ${known}`;
}
