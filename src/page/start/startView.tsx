import { Frame } from '../frame/frame.tsx';

export default function StartView() {
  return <Frame title="Start">Not built yet</Frame>;
}
