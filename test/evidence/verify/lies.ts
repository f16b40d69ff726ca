import type { Drill } from '../../../src/drill/drill.ts';
import { BUNDLE_FILES } from '../../../src/evidence/bundle/bundle.ts';
import { bundleOf, formsOf, type Sealed } from '../../../src/evidence/bundle/bundleOf.ts';
import { envelopeOf } from '../../../src/evidence/bundle/envelope.ts';
import { type ManifestTerms, manifestOf } from '../../../src/evidence/bundle/manifest.ts';
import { canonicalJson } from '../../../src/evidence/chain/canonicalJson.ts';
import { hashOfLine } from '../../../src/evidence/chain/journalHash.ts';
import type { KeptJournal } from '../../../src/evidence/chain/keptJournal.ts';
import { MAKERS } from '../../../src/evidence/makers.ts';
import type { Clock, Report } from '../../../src/evidence/report/report.ts';
import { createDice, type Dice } from '../../../src/simulator/aws/dice.ts';
import { KEY } from './givenFiles.ts';
import type { Bundled } from './mutations.ts';

/** A bundle that says what its journal does not, with everything else made to fit and signed with the right key. */
export interface Lie extends Bundled {
  what: string;
  /** The file and, in the sentence, the member of the first contradiction. */
  file: 'report.json' | 'record.json';
  member: RegExp;
  /** Whether only a replay shows it. */
  needsFold: boolean;
}

/** A lie about one of these drills; undefined when this drill has nothing to lie about in this way. */
export function lieOf(drills: readonly Sealed[], seed: number): Lie | undefined {
  const dice = createDice(seed);
  const sealed = dice.pick(drills);
  return dice.chance(0.5) ? lieInReport(sealed, dice) : lieInRecord(sealed, dice);
}

type Lied = { what: string; member: RegExp; needsFold: boolean } | undefined;

/** The report says something else; its other forms and the manifest are made from it. */
function lieInReport(sealed: Sealed, dice: Dice): Lie | undefined {
  const { files, drillId } = bundleOf(sealed, MAKERS);
  const report = JSON.parse(Buffer.from(files['report.json']).toString()) as Report;
  const said = dice.pick(IN_REPORT)(report, dice);
  if (said === undefined) return undefined;
  const texts = { 'report.json': canonicalJson(report), ...formsOf(report, MAKERS) };
  const changed = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]));
  return { ...said, file: 'report.json', drillId, files: signed({ ...files, ...changed }, report) };
}

/** The record says something else; hashes, report, forms and manifest are made from it. The journal is as it was. */
function lieInRecord(sealed: Sealed, dice: Dice): Lie | undefined {
  const drill = JSON.parse(sealed.kept.record.json) as Drill;
  const said = dice.pick(IN_RECORD)(drill, dice);
  if (said === undefined) return undefined;
  const { kept, journalHash, recordHash } = chainedAgain(sealed.kept, JSON.stringify(drill));
  const { context } = sealed.sources;
  const integrity = { ...context.integrity, journalHash, recordHash };
  const sources = { ...sealed.sources, context: { ...context, integrity } };
  const { files, drillId } = bundleOf({ ...sealed, kept, sources }, MAKERS);
  const report = JSON.parse(Buffer.from(files['report.json']).toString()) as Report;
  return { ...said, file: 'record.json', drillId, files: signed(files, report) };
}

const IN_REPORT: ((report: Report, dice: Dice) => Lied)[] = [
  ({ verdict }, dice) => {
    verdict.outcome = dice.pick((['PASSED', 'FAILED', 'CANCELLED'] as const).filter((one) => one !== verdict.outcome));
    return { what: 'outcome', member: /^outcome /, needsFold: false };
  },
  ({ verdict }, dice) => {
    const computed = (['PASSED', 'PASSED_WITH_CONDITIONS', 'FAILED'] as const).filter(
      (one) => one !== verdict.computed,
    );
    verdict.computed = dice.pick(computed);
    return { what: 'computed outcome', member: /^verdict\.computed /, needsFold: true };
  },
  ({ identity }) => {
    identity.world = identity.world === 'REAL' ? 'SIMULATED' : 'REAL';
    return { what: 'world', member: /^world /, needsFold: false };
  },
  (report, dice) => {
    const clock = someClock(report, dice);
    if (clock === undefined) return undefined;
    clock.seconds = (clock.seconds ?? 0) + dice.between(1, 600);
    return { what: 'seconds', member: /seconds is/, needsFold: false };
  },
  (report, dice) => {
    const clock = someClock(report, dice);
    if (clock?.notBefore == null) return undefined;
    clock.atLeastSeconds = (clock.atLeastSeconds ?? 0) + dice.between(1, 600);
    return { what: 'least seconds', member: /atLeastSeconds is/, needsFold: false };
  },
  (report, dice) => {
    const clock = someClock(report, dice);
    if (clock?.to == null) return undefined;
    const [ms, isBound] = [dice.between(1, 600) * 1000, clock.atLeastSeconds === clock.seconds];
    clock.to.at = new Date(Date.parse(clock.to.at) + ms).toISOString();
    clock.seconds = (Date.parse(clock.to.at) - Date.parse(clock.from?.at ?? '')) / 1000;
    if (isBound && clock.notBefore === null) clock.atLeastSeconds = clock.seconds;
    return { what: 'end of a clock', member: /to\.at is|atLeastSeconds is|seconds is/, needsFold: true };
  },
  ({ cleanup }, dice) => {
    cleanup.state = dice.pick((['CLEAN', 'NOT_NEEDED', 'LEAKED'] as const).filter((one) => one !== cleanup.state));
    return { what: 'cleanup', member: /^cleanup /, needsFold: false };
  },
  ({ cleanup }, dice) => {
    if (cleanup.proofs.length === 0) return undefined;
    cleanup.proofs.splice(dice.between(0, cleanup.proofs.length - 1), 1);
    return { what: 'a proof less', member: /^cleanup\.proofs/, needsFold: true };
  },
  ({ servers }, dice) => {
    if (servers.length === 0) return undefined;
    servers.splice(dice.between(0, servers.length - 1), 1);
    return { what: 'a server less', member: /^servers\.\d+ /, needsFold: false };
  },
  ({ servers }, dice) => {
    if (servers.length === 0) return undefined;
    const server = dice.pick(servers);
    server.instanceId = `i-${dice.hex(17)}`;
    return { what: 'another instance', member: /^servers\.\d+\.instanceId is/, needsFold: true };
  },
];

const IN_RECORD: ((drill: Drill, dice: Dice) => Lied)[] = [
  (drill, dice) => {
    drill.outcome = dice.pick((['PASSED', 'FAILED', 'CANCELLED'] as const).filter((one) => one !== drill.outcome));
    return { what: 'recorded outcome', member: /^outcome is/, needsFold: true };
  },
  (drill) => {
    drill.world = drill.world === 'REAL' ? 'SIMULATED' : 'REAL';
    return { what: 'recorded world', member: /^world is/, needsFold: true };
  },
  (drill, dice) => {
    drill.cleanup = dice.pick((['CLEAN', 'NOT_NEEDED', 'LEAKED'] as const).filter((one) => one !== drill.cleanup));
    return { what: 'recorded cleanup', member: /^cleanup is/, needsFold: true };
  },
  (drill, dice) => {
    const known = Object.entries(drill.servers).filter(([, { verifiedAt }]) => verifiedAt !== undefined);
    if (known.length === 0) return undefined;
    const [id, server] = dice.pick(known);
    server.verifiedAt = (server.verifiedAt ?? 0) - dice.between(1, 60_000);
    return { what: 'recorded time', member: new RegExp(`^servers\\.${id}\\.verifiedAt is`), needsFold: true };
  },
  (drill, dice) => {
    const ids = Object.keys(drill.servers);
    if (ids.length === 0) return undefined;
    const id = dice.pick(ids);
    delete drill.servers[id];
    return { what: 'a recorded server less', member: new RegExp(`^servers\\.${id} is absent`), needsFold: true };
  },
  (drill, dice) => {
    const gone = Object.entries(drill.servers).filter(([, server]) => server.gone === 'NEVER_EXISTED');
    const [id, server] = gone.length === 0 ? [undefined, undefined] : dice.pick(gone);
    if (id === undefined) return undefined;
    server.gone = 'TERMINATED';
    return { what: 'recorded proof', member: new RegExp(`^servers\\.${id}\\.gone is`), needsFold: true };
  },
];

/** A clock that was measured. */
function someClock(report: Report, dice: Dice): Clock | undefined {
  const clocks = report.servers.flatMap((server) => Object.values(server.clocks));
  const measured = clocks.filter(({ from, to, seconds }) => from !== null && to !== null && seconds !== null);
  return measured.length === 0 ? undefined : dice.pick(measured);
}

/** The last entry names the changed record, and is named anew. */
function chainedAgain(kept: KeptJournal, json: string) {
  const last = kept.entries.at(-1);
  const recordHash = hashOfLine(json);
  const line = canonicalJson({ ...JSON.parse(last?.line ?? ''), recordHash });
  const entries = kept.entries.with(-1, { ...last, line, hash: hashOfLine(line) } as KeptJournal['entries'][number]);
  return { kept: { record: { ...kept.record, json }, entries }, recordHash, journalHash: hashOfLine(line) };
}

function signed(files: Record<string, Uint8Array>, report: Report): Map<string, Uint8Array> {
  const digests = Object.fromEntries(BUNDLE_FILES.map((name) => [name, hashOfLine(files[name] ?? '')]));
  const terms: ManifestTerms = { part: 'FIRST', firstEnvelopeHash: null, digests: digests as ManifestTerms['digests'] };
  const manifest = Buffer.from(canonicalJson(manifestOf(report, terms)));
  return new Map([...Object.entries(files), ['envelope.json', envelopeOf(manifest, KEY.signed(manifest))]]);
}
