import { Frame } from '../frame/frame.tsx';

export default function PlanView() {
  return <Frame title="Plan">Not built yet</Frame>;
}
