import type { Clause, Report } from './report.ts';

/**
 * What public frameworks ask for about tests, in our words, and where this report has something of it. It claims no
 * compliance: each entry names what a report of a drill cannot show.
 */
export function clauses(): Clause[] {
  return CLAUSES.map(({ shownIn, ...clause }) => ({ ...clause, shownIn: [...shownIn] }));
}

type Part = keyof Report | `${keyof Report}.${string}`;

const CLAUSES: (Omit<Clause, 'shownIn'> & { shownIn: Part[] })[] = [
  {
    source: 'Delegated Regulation (EU) 2024/1774 (DORA), Article 25',
    asks: 'Test the ICT continuity plans with severe but plausible scenarios, including a switch to redundant capacity, document the results, and analyse, address and report deficiencies.',
    shownIn: ['scope', 'objectives', 'servers', 'checks', 'deviations', 'lessons'],
    notShown:
      'The scenario and its choice, the business impact analysis, providers, crisis communication, work on the redundant capacity by users, and the report to the management body.',
  },
  {
    source: 'Delegated Regulation (EU) 2024/1774 (DORA), Article 26',
    asks: 'Have response and recovery plans that meet the recovery objectives and say when they count as carried out successfully.',
    shownIn: ['identity.plan', 'objectives', 'verdict'],
    notShown: 'The plans of the organisation themselves: a plan here is only the saved request of a drill.',
  },
  {
    source: 'ISO 22301:2019, 8.5',
    asks: 'Run a programme of exercises and tests with clear objectives at planned intervals, report on each with outcomes and recommendations, and act on them.',
    shownIn: ['test', 'objectives', 'verdict', 'people', 'lessons', 'comparison'],
    notShown: 'The programme as a whole, how people’s teamwork developed, and whether recommendations were acted on.',
  },
  {
    source: 'SOC 2, Trust Services Criteria, A1.3',
    asks: 'Test the procedures by which systems are recovered, and whether backed-up data is complete and intact.',
    shownIn: ['servers', 'objectives', 'checks', 'deviations', 'evidenceLevel'],
    notShown:
      'That data is complete and intact, beyond what the checks look at, and what happens when key people are absent.',
  },
  {
    source: 'PCI DSS 4.0.1, 12.10.2',
    asks: 'Review and test the plan for security incidents at least once every 12 months, with all its elements.',
    shownIn: ['authority', 'timeline', 'servers'],
    notShown: 'The plan for security incidents. Of its elements, a drill touches only the recovery of servers.',
  },
  {
    source: 'FFIEC IT Examination Handbook, Business Continuity Management (2019), VII.K',
    asks: 'Compare the results of exercises and tests with their objectives, and document dates, deviations, problems, lessons and who resolves them.',
    shownIn: ['identity', 'objectives', 'deviations', 'lessons', 'people', 'verdict.retest'],
    notShown: 'Business processes and people’s work during a disruption, accepted risks, and the reports to the board.',
  },
  {
    source: 'NIST SP 800-34 Rev. 1, 3.5',
    asks: 'Test by measurable criteria whether systems and components work as the contingency plan expects, train and exercise people, and report afterwards.',
    shownIn: ['servers', 'objectives', 'checks', 'timeline', 'deviations', 'lessons'],
    notShown:
      'The contingency plan itself, the notification and training of people, and the return to normal operation.',
  },
];
