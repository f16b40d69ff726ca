import { Frame } from '../frame/frame.tsx';

export default function LeverView() {
  return <Frame title="Lever">Not built yet</Frame>;
}
