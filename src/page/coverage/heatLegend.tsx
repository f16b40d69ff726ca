import type { Server } from '../api/client.ts';
import { EVIDENCE_LEVELS } from './evidenceLevels.ts';
import { BANDS, type Band, bandOf, bandText } from './proofAge.ts';
import type { ProofLimit, Standing } from './standing.ts';

interface HeatLegendProps {
  groups: ReadonlyMap<Standing, Server[]>;
  limit: ProofLimit;
}

/** What colours, bars and marks mean, with the number of servers of each colour. */
export function HeatLegend({ groups, limit }: HeatLegendProps) {
  const counts = new Map<Band, number>();
  for (const server of [...groups.values()].flat()) {
    const band = bandOf(server, limit);
    counts.set(band, (counts.get(band) ?? 0) + 1);
  }
  const bands = BANDS.filter((band) => band !== 'REMOVED' || counts.has(band));
  return (
    <div className="heat-legend">
      <ul aria-label="Age of the last proof">
        {bands.map((band) => (
          <li key={band}>
            <span className="heat-swatch" data-band={band} aria-hidden="true" />
            {bandText(band, limit)} <strong>{counts.get(band) ?? 0}</strong>
          </li>
        ))}
      </ul>
      <ul aria-label="Marks">
        {EVIDENCE_LEVELS.map((level, index) => (
          <li key={level}>
            <span className="heat-swatch" data-band="RECENT" data-level={index + 1} aria-hidden="true" />
            {level}
          </li>
        ))}
        <li>
          <span className="heat-swatch" data-band="RECENT" data-finding="" aria-hidden="true" />
          finding: failed its newest drill
        </li>
      </ul>
    </div>
  );
}
