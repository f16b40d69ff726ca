import type { Drill } from '../api/client.ts';

/** The servers that failed: `1 failed`; empty: none. */
export function wrongServers({ servers }: Pick<Drill, 'servers'>): string {
  return said(servers.filter(({ result }) => result === 'FAILED').length, 'failed');
}

/** The checks that went wrong, by their states: `1 failed, 2 timed out`; empty: none. */
export function wrongChecks({ checks }: Pick<Drill, 'checks'>): string {
  const count = (wrong: string) => checks.filter(({ state }) => state === wrong).length;
  const parts = [said(count('FAILED'), 'failed'), said(count('TIMED_OUT'), 'timed out')];
  return parts.filter((part) => part !== '').join(', ');
}

/** What is wrong with the cleanup; empty: nothing that is known. */
export function wrongCleanup({ cleanup }: Pick<Drill, 'cleanup'>): string {
  return cleanup === 'LEAKED' ? cleanup : '';
}

function said(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}`;
}
