import { InnerLink } from '../shown/links/innerLink.tsx';
import { Frame } from './frame.tsx';

export function NoSuchView() {
  return (
    <Frame title="There is no such view">
      The address may be of another version. <InnerLink href="/drills">All drills</InnerLink>
    </Frame>
  );
}
