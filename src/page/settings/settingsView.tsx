import { Frame } from '../frame/frame.tsx';

export default function SettingsView() {
  return <Frame title="Settings">Not built yet</Frame>;
}
