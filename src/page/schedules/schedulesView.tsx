import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSearchParams } from 'wouter';
import { SaveSchedule } from '../actions/saveSchedule.tsx';
import { answerOf } from '../api/answers.ts';
import { getBlackouts } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { Frame } from '../frame/frame.tsx';
import { isLeft } from '../frame/isLeft.ts';
import { useLevers } from '../lever/useLevers.ts';
import { usePlans, useSchedules } from '../plans/planReads.ts';
import { MissingAlert } from '../shown/missingAlert.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { Blackouts } from './blackouts.tsx';
import { ComingRuns } from './comingRuns.tsx';
import { runsAhead } from './runsAhead.ts';
import { ScheduleDetail } from './scheduleDetail.tsx';
import { ScheduleTable } from './scheduleTable.tsx';

/** Schedules with their coming times, and the times in which nothing is launched. `?schedule=NAME` opens one. */
export default function SchedulesView() {
  const [search, setSearch] = useSearchParams();
  const schedules = useSchedules();
  const plans = usePlans();
  const blackouts = usePolled(['blackouts'], () => answerOf(getBlackouts()), 10);
  const levers = useLevers();
  const wanted = search.get('schedule');
  const open = schedules.body?.items.find(({ name }) => name === wanted);
  const isUnknown = wanted !== null && schedules.body !== undefined && open === undefined;
  const show = (name: string | undefined) => setSearch(name === undefined ? {} : { schedule: name });
  const choose = (name: string | undefined) => {
    if (!isLeft('/schedules')) show(name);
  };
  const standing = { blackouts: blackouts.body?.blackouts ?? [], levers: levers.body?.levers ?? [] };
  return (
    <Frame
      title="Schedules"
      description="A schedule drills a version of a plan by the clock. Closed levers, blackouts, quotas and all checks hold for its drills too."
      actions={<SaveSchedule schedule={undefined} />}
      splitPanel={open && <ScheduleDetail schedule={open} close={() => show(undefined)} />}
      closeSplitPanel={() => show(undefined)}
    >
      <SpaceBetween size="l">
        {isUnknown && <MissingAlert said={`There is no schedule ${wanted}`} />}
        <PolledView what="the schedules" of={schedules}>
          {({ items }) => (
            <SpaceBetween size="l">
              <ScheduleTable {...{ schedules: items, open }} show={choose} plans={plans.body?.items ?? []} />
              {items.length > 0 && <ComingRuns runs={runsAhead(items, standing)} />}
            </SpaceBetween>
          )}
        </PolledView>
        <PolledView what="the blackouts" of={blackouts}>
          {(body) => <Blackouts body={body} read={blackouts} schedules={schedules.body?.items ?? []} />}
        </PolledView>
      </SpaceBetween>
    </Frame>
  );
}
