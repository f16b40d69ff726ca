import { Frame } from '../frame/frame.tsx';

export default function DrillsView() {
  return <Frame title="Drills">Not built yet</Frame>;
}
