import type { Report, Verdict } from '../../report/report.ts';
import { countSaid, timeSaid } from '../said.ts';
import { verdictSaid } from '../verdictSaid.ts';
import { EVIDENCE_SAID, OUTCOME_SAID, saidWith, TEST_SAID } from '../words.ts';
import { facts, sentences } from './blocks.ts';
import { cleanupInShort } from './cleanup.ts';
import { type Child, type Markup, markup } from './markup.ts';
import { objectives } from './objectives.ts';
import { below, id, type Mood, stamp, words } from './pieces.ts';

/** What everybody has to know: verdict, what was tested, objectives against results, cleanup, and limits. */
export function firstPage(report: Report): Markup {
  return markup`<div class="first">
<h1>Disaster-recovery drill report</h1>
<p class="soft">${id(report.identity.drillId)}</p>
<section id="verdict" aria-labelledby="verdict-heading">
<h2 id="verdict-heading">Verdict</h2>
${verdict(report.verdict)}
${facts(inShort(report))}
</section>
<section id="objectives" aria-labelledby="objectives-heading">
<h2 id="objectives-heading">Objectives and results</h2>
<div class="unseen">${objectives(report)}</div>
</section>
<section id="clean" aria-labelledby="clean-heading">
<h2 id="clean-heading">Cleanup</h2>
${cleanupInShort(report)}
</section>
<section id="limits" aria-labelledby="limits-heading">
<h2 id="limits-heading">What this report does not show</h2>
${report.limits.length === 0 ? null : sentences(report.limits)}
</section>
${contents()}
</div>
`;
}

function verdict({ computed, outcome, why, conditions, attestations }: Verdict): Markup {
  const mood: Mood = computed === null ? 'soft' : MOODS[computed];
  return markup`<div class="verdict ${mood}">
<p class="word">${verdictSaid({ computed, outcome })}</p>
<p>Outcome: ${saidWith(OUTCOME_SAID, outcome, 'none yet')}.</p>
${why === null ? null : markup`<p class="text">${why}</p>`}
${conditions.length === 0 ? null : markup`<p>${computed === 'FAILED' ? 'Besides' : 'Conditions'}:</p>${sentences(conditions)}`}
</div>
<p>The verdict follows from the recorded facts alone${computed === null ? null : markup` (${computed})`}. ${
    attestations.length === 0 ? 'No person has attested it.' : 'What people have attested stands apart from it:'
  }</p>
${attestations.length === 0 ? null : sentences(attestations.map(attestation))}`;
}

const MOODS = { PASSED: 'good', PASSED_WITH_CONDITIONS: 'warn', FAILED: 'bad' } as const;

function attestation({ at, by, accepted, text }: Verdict['attestations'][number]): Markup {
  return markup`<strong>${accepted ? 'Accepted' : 'Not accepted'}</strong> as a successful test by <bdi>${by}</bdi>, ${stamp(at)}: ${words(text)}`;
}

function inShort({ test, identity, scope, servers, verdict, evidenceLevel, authority }: Report): [string, Child][] {
  const { plan } = identity;
  const planned = plan === null ? 'none' : markup`${plan.name}, version ${plan.version}`;
  const level = saidWith(EVIDENCE_SAID, evidenceLevel, 'nothing');
  return [
    ['Test', markup`${saidWith(TEST_SAID, test.type, 'none')}${below(test.basis)}`],
    ['Purpose', words(test.purpose)],
    ['Site', `AWS account ${identity.site.accountId}, Region ${identity.site.region}`],
    ['Plan', planned],
    ['Servers', `${countSaid(servers.length, 'server')} in ${countSaid(scope.waves.length, 'wave')}`],
    ['Requested', markup`${timeSaid(authority.requestedAt)} by ${authority.requestedBy}`],
    ['Ended', verdict.endedAt === null ? 'not yet' : stamp(verdict.endedAt)],
    ['Shown of every required server', level],
    ['Next drill due', stamp(verdict.nextDueAt)],
    ...retestOf(verdict),
  ];
}

function retestOf({ retest }: Verdict): [string, Child][] {
  if (retest === null) return [];
  return [['Repeated by', markup`${id(retest.drillId)}: ${saidWith(OUTCOME_SAID, retest.outcome, 'still running')}`]];
}

function contents(): Markup {
  const links = CONTENTS.map(([target, name]) => markup`<li><a href="#${target}">${name}</a></li>\n`);
  return markup`<nav aria-label="Contents"><ol>${links}</ol></nav>`;
}

/** The parts behind the first page, by the id of their section. */
const CONTENTS: [string, string][] = [
  ['identity', 'Identity'],
  ['authority', 'Authority and people'],
  ['scope', 'Scope and preflight'],
  ['timeline', 'Timeline'],
  ['deviations', 'Deviations'],
  ['servers', 'Servers'],
  ['checks', 'Checks'],
  ['hold', 'Hold'],
  ['cleanup', 'Proof of cleanup'],
  ['lessons', 'Lessons and remarks'],
  ['quantities', 'Quantities and cost'],
  ['comparison', 'Compared with before'],
  ['clocks', 'Clocks'],
  ['integrity', 'Integrity'],
  ['appendix', 'Clauses'],
];
