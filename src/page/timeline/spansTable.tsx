import { Link } from 'wouter';
import { durationText } from '../words/durations.ts';
import { utcText } from '../words/utcText.ts';
import type { Lane } from './serverSpans.ts';
import { STAGE_WORDS } from './stages.ts';

interface SpansTableProps {
  drillId: string;
  lane: Lane;
  name: string;
  nowMs: number;
}

/** The times of every stage of one server. */
export function SpansTable({ drillId, lane: { sourceServerId, spans }, name, nowMs }: SpansTableProps) {
  return (
    <div className="timeline-detail">
      <table aria-label={`Stages of ${name}`}>
        <thead>
          <tr>
            {['Stage', 'Lasted', 'From', 'To'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spans.map(({ stage, fromMs, toMs }) => (
            <tr key={stage}>
              <th scope="row">{STAGE_WORDS[stage].name}</th>
              <td>{durationText(((toMs ?? nowMs) - fromMs) / 1000)}</td>
              <td>{utcText(new Date(fromMs).toISOString())}</td>
              <td>{toMs === null ? 'still' : utcText(new Date(toMs).toISOString())}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Link href={`/drills/${drillId}/journal?density=facts&server=${sourceServerId}`}>Its facts in the journal</Link>
    </div>
  );
}
