interface Counts {
  servers: number;
  overdue: number;
  /** With those never drilled. */
  neverProved: number;
  neverDrilled: number;
}

/** What stands below the numbers of the estate: what they are made of, so that each adds up. */
export function countDetails({ servers, overdue, neverProved, neverDrilled }: Counts): {
  neverProved: string;
  late: string;
} {
  return {
    neverProved: servers === 0 ? 'no server is known' : drilledText(neverDrilled, neverProved),
    late: `${numberText(overdue)} overdue, ${numberText(neverProved)} never proved`,
  };
}

function drilledText(neverDrilled: number, neverProved: number): string {
  if (neverProved === 0) return 'every server was proved at least once';
  if (neverDrilled === 0) return 'drilled, but never passed';
  return neverDrilled === neverProved ? 'never drilled' : `${numberText(neverDrilled)} of them never drilled`;
}

function numberText(count: number): string {
  return count.toLocaleString('en');
}
