import type { Drill } from '../../api/client.ts';

type Found = Drill['failedChecks']['first'][number];

/** What an inspection has found in the same words about several servers. */
export interface FoundAlike extends Pick<Found, 'check' | 'message' | 'remedy'> {
  /** Empty: it is about the drill as a whole. */
  sourceServerIds: string[];
}

/** One for each check and message, in the order in which they were found. */
export function foundAlike(all: readonly Found[]): FoundAlike[] {
  const groups = Map.groupBy(all, ({ check, message, remedy }) => `${check}\n${message}\n${remedy}`);
  return [...groups.values()].flatMap((some) => {
    const [first] = some;
    const sourceServerIds = some.flatMap(({ sourceServerId }) => sourceServerId ?? []);
    return first === undefined
      ? []
      : { check: first.check, message: first.message, remedy: first.remedy, sourceServerIds };
  });
}
