import { AwsFault, type Caller } from './contract.ts';
import { INSTANCE_TYPES } from './ec2/instanceTypes.ts';
import { pageOf } from './paging.ts';
import { type Input, optionalText, optionalWhole, type Refuse, structures, text } from './requestFields.ts';
import type { World } from './state.ts';

/*
 * AWS's price list, query API: On-Demand Linux instances and EBS volumes, with the prices of us-east-1 in every Region.
 * Not simulated: other services, operating systems, tenancies and terms; operations of volumes (IOPS, throughput);
 * filters other than by equal attributes. The form of a product is that of the price list's offer files (AWS Billing
 * user guide: reading the service price list file).
 */

/** Carries out one call to the price list. */
export function callPriceList(world: World, operation: string, input: Input, _caller: Caller): Record<string, unknown> {
  if (operation !== 'GetProducts')
    throw new AwsFault('UnknownOperationException', 400, `The operation ${operation} is not simulated.`);
  const wanted = structures(input, 'Filters', refuse).map((filter) => {
    if (text(filter, 'Type', refuse) !== 'TERM_MATCH') refuse('Type', 'is not TERM_MATCH, the only simulated one');
    return [text(filter, 'Field', refuse), text(filter, 'Value', refuse)] as const;
  });
  const service = text(input, 'ServiceCode', refuse);
  const found = service !== 'AmazonEC2' ? [] : offersIn(wanted).filter(passing(wanted));
  const size = optionalWhole(input, 'MaxResults', refuse, 1, PRODUCTS_PER_PAGE_MAX) ?? PRODUCTS_PER_PAGE_MAX;
  const page = pageOf(
    found,
    ({ sku }) => sku,
    Math.min(size, world.pageSize),
    optionalText(input, 'NextToken', refuse),
  );
  if (page === undefined) throw new AwsFault('InvalidNextTokenException', 400, 'The token is not valid.');
  const answer = { FormatVersion: 'aws_v1', PriceList: page.items.map((one) => JSON.stringify(productOf(one))) };
  return page.nextToken === undefined ? answer : { ...answer, NextToken: page.nextToken };
}

/** Price List API reference, GetProducts. */
const PRODUCTS_PER_PAGE_MAX = 100;

const refuse: Refuse = (field, message) => {
  throw new AwsFault('InvalidParameterException', 400, `${field} ${message}`);
};

interface Offer {
  sku: string;
  productFamily: string;
  attributes: Record<string, string>;
  unit: string;
  price: number;
}

/** US dollars for a gigabyte and month in us-east-1 (Amazon EBS pricing page). */
const VOLUME_PRICES: Readonly<Record<string, number>> = {
  standard: 0.05,
  gp2: 0.1,
  gp3: 0.08,
  io1: 0.125,
  io2: 0.125,
  st1: 0.045,
  sc1: 0.015,
};

function offersIn(wanted: readonly (readonly [string, string])[]): Offer[] {
  const regionCode = wanted.find(([field]) => field === 'regionCode')?.[1] ?? 'us-east-1';
  const instances = INSTANCE_TYPES.map(({ name, vcpus, hourlyPrice }) => {
    const kind = { operatingSystem: 'Linux', tenancy: 'Shared', preInstalledSw: 'NA', capacitystatus: 'Used' };
    const attributes = { regionCode, instanceType: name, vcpu: String(vcpus), ...kind, marketoption: 'OnDemand' };
    return { sku: `I-${name}`, productFamily: 'Compute Instance', attributes, unit: 'Hrs', price: hourlyPrice };
  });
  const volumes = Object.entries(VOLUME_PRICES).map(([volumeApiName, price]) => {
    const attributes = { regionCode, volumeApiName };
    return { sku: `V-${volumeApiName}`, productFamily: 'Storage', attributes, unit: 'GB-Mo', price };
  });
  return [...instances, ...volumes];
}

function passing(wanted: readonly (readonly [string, string])[]) {
  return ({ productFamily, attributes }: Offer) =>
    wanted.every(([field, value]) => (field === 'productFamily' ? productFamily : attributes[field]) === value);
}

function productOf({ sku, productFamily, attributes, unit, price }: Offer) {
  const rate = { unit, beginRange: '0', endRange: 'Inf', appliesTo: [], pricePerUnit: { USD: price.toFixed(10) } };
  const term = { sku, priceDimensions: { [`${sku}.JRTCKXETXF.6YS6EN2CT7`]: rate }, termAttributes: {} };
  return {
    product: { sku, productFamily, attributes },
    serviceCode: 'AmazonEC2',
    terms: { OnDemand: { [`${sku}.JRTCKXETXF`]: term } },
    version: '20260213000000',
    publicationDate: '2026-02-13T00:00:00Z',
  };
}
