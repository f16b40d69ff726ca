/** How much a drill proved about a server, the least first. */
export const EVIDENCE_LEVELS = ['BOOTED', 'REACHABLE', 'APPLICATION_CHECKED', 'ATTESTED'] as const;

export type Level = (typeof EVIDENCE_LEVELS)[number];

/** The level of this name; undefined: there is none. */
export function levelOf(name: string | null | undefined): Level | undefined {
  return EVIDENCE_LEVELS.find((level) => level === name);
}

/** 0: no evidence; 4: the most. */
export function levelRank(level: string | null | undefined): number {
  const names: readonly (string | null | undefined)[] = EVIDENCE_LEVELS;
  return names.indexOf(level) + 1;
}
