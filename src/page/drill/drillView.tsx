import { Frame } from '../frame/frame.tsx';

export default function DrillView() {
  return <Frame title="Drill">Not built yet</Frame>;
}
