import { Frame } from '../frame/frame.tsx';

export default function SchedulesView() {
  return <Frame title="Schedules">Not built yet</Frame>;
}
