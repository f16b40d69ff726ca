import './timeline.css';
import type { Drill } from '../api/client.ts';
import { useAddressValue } from '../shown/useAddressValue.ts';
import { placeOf, ticksOf } from './axis.ts';
import { clockMarks } from './clockMarks.ts';
import { HeadRows } from './headRows.tsx';
import { timelineAxis } from './timelineAxis.ts';
import type { TimelineReading } from './timelineReading.ts';
import { WaveRows } from './waveRows.tsx';

interface ChartProps {
  drill: Drill;
  reading: TimelineReading;
  nowMs: number;
  /** Whether the axis reaches the last limit of the drill, instead of only the present. */
  withLimits: boolean;
}

/** The stages of every server on one time axis, by wave. */
export function Chart({ drill, reading, nowMs, withLimits }: ChartProps) {
  const { times, lanes, path, events, hostnames } = reading;
  const [selected, select] = useAddressValue('server', '');
  const waves = useOpenWaves(drill);
  const axis = timelineAxis(drill, nowMs, withLimits);
  const limits = clockMarks(drill);
  const endedMs = drill.endedAt === null ? null : Date.parse(drill.endedAt);
  const nameOf = (id: string) => hostnames.get(id) ?? id;
  return (
    <div className="timeline">
      <div className="timeline-grid">
        {ticksOf(axis).map(({ ms }) => (
          <span key={ms} style={{ left: `${placeOf(axis, ms)}%` }} />
        ))}
        {limits
          .filter(({ atMs }) => atMs <= axis.toMs)
          .map(({ name, atMs }) => (
            <span key={name} className="timeline-limit" style={{ left: `${placeOf(axis, atMs)}%` }} />
          ))}
        {endedMs === null && <span className="timeline-now" style={{ left: `${placeOf(axis, nowMs)}%` }} />}
      </div>
      <HeadRows {...{ axis, nowMs, endedMs, path, limits, events, nameOf }} phases={times.phases} />
      {drill.waves.map(({ wave }) => (
        <WaveRows
          key={wave}
          {...{ drillId: drill.drillId, wave, hostnames, axis, nowMs, path, selected, select }}
          lanes={lanes.filter((lane) => lane.wave === wave)}
          isOpen={waves.isOpen(wave)}
          toggle={() => waves.toggle(wave)}
        />
      ))}
    </div>
  );
}

/** Which waves show their servers, in the address: all of them where there are few servers. */
function useOpenWaves({ waves, servers }: Drill) {
  const all = waves.map(({ wave }) => String(wave)).join(' ');
  const [open, setOpen] = useAddressValue('waves', servers.length <= FEW_SERVERS ? all : NONE);
  const numbers = open.split(' ').filter((one) => one !== NONE);
  return {
    isOpen: (wave: number) => numbers.includes(String(wave)),
    toggle: (wave: number) => {
      const others = numbers.filter((one) => one !== String(wave));
      const next = others.length < numbers.length ? others : [...numbers, String(wave)];
      setOpen(next.toSorted().join(' ') || NONE);
    },
  };
}

/** In the address, when no wave is open. */
const NONE = 'none';
const FEW_SERVERS = 15;
