import { Frame } from '../../frame/frame.tsx';

export default function DifferenceView() {
  return <Frame title="Difference">Not built yet</Frame>;
}
