import { Frame } from '../frame/frame.tsx';

export default function LeaksView() {
  return <Frame title="Leaks">Not built yet</Frame>;
}
