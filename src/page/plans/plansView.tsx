import { Frame } from '../frame/frame.tsx';

export default function PlansView() {
  return <Frame title="Plans">Not built yet</Frame>;
}
