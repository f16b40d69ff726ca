import { Frame } from '../frame/frame.tsx';

export default function CoverageView() {
  return <Frame title="Coverage">Not built yet</Frame>;
}
