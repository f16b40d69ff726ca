import type { DrillView } from '../../api/views/drillView.ts';
import type { JournalView, Readable } from '../../api/views/journalView.ts';
import { CommandError } from '../../cli/commandError.ts';
import { apiNow } from '../../cli/http/apiTime.ts';
import type { Session } from '../../cli/http/session.ts';
import { mixed, type World } from '../../drill/world.ts';
import { askDrs } from './askDrs.ts';
import { askEc2 } from './askEc2.ts';
import type { Asking, Aws } from './asking.ts';
import { askTrail, TRAIL_LATE_MINUTES } from './askTrail.ts';
import { addJob, beginFollowing, type Followed } from './followed.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { createRecorder, type Recorder } from './recorder.ts';

/** How to follow a drill. */
export interface Following {
  drillId: string;
  /** The product's API. Only `get` is used. */
  api: Pick<Session, 'get' | 'interrupted'>;
  awsOf: (region: string) => Aws;
  productVersion: string;
  /** Between two looks. */
  pauseMs: number;
  /** How long to continue after the drill has ended, by the API's clock. */
  afterMinutesMax: number;
  pause: (milliseconds: number) => Promise<void>;
  progress: (line: string) => void;
}

/**
 * Follows a drill that someone else started, until it has ended and DRS no longer lists its instances. Changes nothing.
 */
export async function follow(following: Following): Promise<Recorder> {
  const { drillId, awsOf, productVersion, progress } = following;
  const first = await lookAtApi(following, { patient: false });
  const { region } = first.drill.site;
  const recorder = createRecorder(createPseudonyms(), { productVersion, region, beganAt: first.at });
  const asking = { aws: awsOf(region), recorder, followed: beginFollowing(drillId), at: first.at };
  try {
    await keepLooking(following, asking, first);
  } catch (error) {
    // Everything seen before the API failed or credentials expired is still useful.
    if (!(error instanceof CommandError) || recorder.recording.looks === 0) throw error;
    recorder.unanswered('the API', `status ${error.httpStatus ?? 'unknown'}`);
    progress(`the observation ends here: ${error.message}`);
  }
  await askTrail({ ...asking, at: recorder.recording.endedAt }, new Date(first.drill.requestedAt));
  return recorder;
}

async function keepLooking(following: Following, requested: Asking, first: LookAtApi): Promise<void> {
  const { api, pause, pauseMs, progress } = following;
  const { recorder, followed } = requested;
  const isEnough = ending(following);
  for (let look = first; ; look = await lookAtApi(following)) {
    const asking = { ...requested, at: look.at };
    await readDrill(following, asking, look.drill);
    await askDrs(asking);
    await askEc2(asking, templatesOf(recorder));
    recorder.recording.looks += 1;
    recorder.recording.endedAt = look.at;
    recorder.recording.world = worldOf(look.drill, requested.aws);
    progress(
      `${look.at} ${recorder.recording.world ?? 'no answer yet'}: ${look.drill.phase}, ${followed.jobs.size} jobs, ${followed.instances.size} instances`,
    );
    if (api.interrupted.aborted || isEnough(look, followed)) return;
    await pause(pauseMs);
  }
}

/** REAL only if all answers came from AWS, those to the product and those to this process. */
function worldOf(drill: DrillView, aws: Aws): World | null {
  return mixed(drill.world ?? undefined, aws.world() ?? undefined) ?? null;
}

interface LookAtApi {
  at: string;
  drill: DrillView;
}

/** After the first response, waits out outages. */
async function lookAtApi({ api, drillId }: Following, how = { patient: true }): Promise<LookAtApi> {
  const answer = await api.get<DrillView>(`/v1/drills/${drillId}`, {}, how);
  return { at: new Date(apiNow(answer)).toISOString(), drill: answer.body };
}

/**
 * Ends when the drill has ended, DRS lists nothing of it, and CloudTrail has had its time; or after the maximum time.
 */
function ending({ afterMinutesMax }: Following): (look: LookAtApi, followed: Followed) => boolean {
  let completedAt: number | undefined;
  return ({ at, drill }, { isListed, jobsCompletedAt = 0, jobs }) => {
    const now = Date.parse(at);
    const isCompleted = drill.phase === 'ENDED' || drill.cleanup === 'LEAKED' || drill.quarantined !== null;
    if (!isCompleted) return false;
    completedAt ??= now;
    if (now >= completedAt + afterMinutesMax * MINUTE_MS) return true;
    const isForgotten = isListed === false && [...jobs.values()].every((looks) => looks <= 0);
    return isForgotten && now >= jobsCompletedAt + TRAIL_LATE_MINUTES * MINUTE_MS;
  };
}

const MINUTE_MS = 60_000;

async function readDrill(following: Following, asking: Asking, drill: DrillView): Promise<void> {
  const { recorder, followed, at } = asking;
  recorder.note('drill', drill.drillId, at, drill);
  followed.servers = drill.servers.map(({ sourceServerId }) => sourceServerId);
  for (const { jobId } of drill.launches) addJob(followed, jobId);
  for (const { instanceId } of drill.servers) if (instanceId !== null) followed.instances.add(instanceId);
  for await (const entry of newEntries(following, asking)) {
    recorder.note('step', `step-${String(entry.seq).padStart(8, '0')}`, at, entry);
    for (const fact of entry.facts) addJob(followed, jobEnding(fact));
  }
}

/** Only the journal names the jobs that terminate a drill's instances. */
function jobEnding(fact: Readable<JournalView['facts'][number]>): string | null | undefined {
  return fact.type === 'TerminationAccepted' || fact.type === 'GuardTerminated' ? fact.jobId : undefined;
}

const ENTRIES_PER_PAGE = 100;

async function* newEntries({ api, drillId }: Following, { recorder }: Asking): AsyncGenerator<JournalView> {
  const path = `/v1/drills/${drillId}/journal`;
  const pageFrom = async (fromSeq: number) =>
    (await api.get<Page>(path, { fromSeq, limit: ENTRIES_PER_PAGE }, { patient: true })).body;
  let fromSeq: number | null = Object.keys(recorder.recording.seen.step).length + 1;
  while (fromSeq !== null) {
    const page: Page = await pageFrom(fromSeq);
    yield* page.entries;
    fromSeq = page.nextSeq;
  }
}

interface Page {
  entries: JournalView[];
  nextSeq: number | null;
}

function templatesOf({ recording, names }: Recorder): string[] {
  const configurations = Object.values(recording.seen.launchConfiguration).flatMap(
    (sightings) => sightings.at(-1)?.what ?? [],
  );
  return configurations.flatMap(({ ec2LaunchTemplateID }) =>
    ec2LaunchTemplateID === undefined ? [] : names.restored(ec2LaunchTemplateID),
  );
}
