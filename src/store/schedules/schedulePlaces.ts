import type { Schedule } from '../../drill/schedules/schedule.ts';
import type { Places } from '../history/historyPlaces.ts';

/** Schedules, by name. */
export const schedulePlaces: Places<Pick<Schedule, 'name'>, { name: string }> = {
  query: ['schedules'],
  of: ({ name }) => ({ name }),
  write: ({ name }) => [name],
  shape: /^([\w.-]{1,64})$/,
  read: ([name = '']) => ({ name }),
};
