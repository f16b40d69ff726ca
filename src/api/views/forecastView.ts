import type { Forecast, Quantities } from '../../drill/forecast.ts';
import { time } from '../../evidence/time.ts';
import { costOf, type PriceList } from '../../history/cost.ts';
import type { DrillDocument } from '../openapi/drillDocuments.ts';

/** What a drill takes: the forecast of a dry run, and the quantities with their cost. */
export function takesView(
  forecast: Forecast | undefined,
  quantities: Quantities | undefined,
  prices: PriceList | undefined,
): Pick<DrillDocument, 'forecast' | 'quantities' | 'cost'> {
  return {
    forecast: forecast === undefined ? null : forecastView(forecast),
    quantities: quantities ?? null,
    cost: quantities === undefined ? null : costView(quantities, prices),
  };
}

function forecastView({ total, waves, headroom }: Forecast): DrillDocument['forecast'] {
  return { total, waves: waves.map((wave, index) => ({ wave: index + 1, ...wave })), headroom };
}

function costView(quantities: Quantities, prices: PriceList | undefined): DrillDocument['cost'] {
  const cost = costOf(quantities, prices);
  if (cost === null) return null;
  const { currency, amount, publishedAt, notPriced } = cost;
  return { currency, amount, pricesOf: time(publishedAt), notPriced };
}
