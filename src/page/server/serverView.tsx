import { Frame } from '../frame/frame.tsx';

export default function ServerView() {
  return <Frame title="Server">Not built yet</Frame>;
}
