import { Frame } from '../frame/frame.tsx';

export default function TrendsView() {
  return <Frame title="Trends">Not built yet</Frame>;
}
