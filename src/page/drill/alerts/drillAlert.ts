/** Something about a drill that a person has to know before everything else. */
export interface DrillAlert {
  id: string;
  type: 'error' | 'warning' | 'info';
  header: string;
  /** What is known, a sentence each. */
  texts: string[];
  /** What to do about it. */
  remedy: string;
  link?: { text: string; href: string };
  /** The button that resolves it. */
  offers?: 'ACKNOWLEDGE';
  /** The checks on which a verdict can be given from here. */
  verdictsOn?: string[];
}
