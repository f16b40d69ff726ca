import type { PlanLine } from '../../flow/ports.ts';
import type { Places } from '../history/historyPlaces.ts';

/** Plans, by name. */
export const planPlaces: Places<PlanLine, { name: string }> = {
  query: ['plans'],
  of: ({ name }) => ({ name }),
  write: ({ name }) => [name],
  shape: /^([\w.-]{1,64})$/,
  read: ([name = '']) => ({ name }),
};

/** The versions of a plan, by number. */
export function versionPlaces(plan: string): Places<PlanLine, { version: number }> {
  return {
    query: ['plan versions', plan],
    of: ({ version }) => ({ version }),
    write: ({ version }) => [version],
    shape: /^(\d{1,8})$/,
    read: ([version]) => ({ version: Number(version) }),
  };
}
