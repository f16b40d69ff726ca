import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { FUNCTION_HEADER } from '../lambda/callTags.ts';

/** The signing name of the service that a request is for: from its target, else its signature, else its path. */
export function serviceOf(request: IncomingMessage): string {
  const target = String(request.headers['x-amz-target'] ?? '');
  for (const [prefix, service] of Object.entries(TARGETS)) {
    if (target.startsWith(prefix)) return service;
  }
  return scopeOf(request.headers)?.service ?? linkedService(request) ?? unsignedService(request);
}

/** The Region that a request was signed for. */
export function regionOf(headers: IncomingHttpHeaders): string {
  return scopeOf(headers)?.region ?? 'us-east-1';
}

/** The drill that a request is made for, if the caller names it. */
export function drillOf(headers: IncomingHttpHeaders): string | undefined {
  const header = headers['x-drs-drill-id'];
  if (typeof header === 'string' && header !== '') return header;
  return /\bmd\/drill#([0-9A-Za-z_-]+)/.exec(headers['user-agent'] ?? '')?.[1];
}

/** The function of the deployment that calls, if it runs on this machine. */
export function functionOf(headers: IncomingHttpHeaders): string | undefined {
  const header = headers[FUNCTION_HEADER];
  return typeof header === 'string' ? header : undefined;
}

const TARGETS: Record<string, string> = {
  'DynamoDB_20120810.': 'dynamodb',
  'DynamoDBStreams_20120810.': 'dynamodb',
  'AmazonSQS.': 'sqs',
  'AWSEvents.': 'events',
  'GraniteServiceVersion20100801.': 'monitoring',
  'ServiceQuotasV20190624.': 'servicequotas',
  'CloudTrail_20131101.': 'cloudtrail',
  'AWSPriceListService.': 'pricing',
  'AmazonSSM.': 'ssm',
  'TrentService.': 'kms',
};

/** IAM user guide, Signature Version 4: `Credential=<key>/<date>/<Region>/<service>/aws4_request`. */
function scopeOf(headers: IncomingHttpHeaders): { region: string; service: string } | undefined {
  const scope = /Credential=[^/,\s]+\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/.exec(
    headers.authorization ?? '',
  );
  const [, region, service] = scope ?? [];
  return region === undefined || service === undefined ? undefined : { region, service };
}

/** IAM user guide, Signature Version 4: a presigned address has the same scope in its query. */
function linkedService({ url = '' }: IncomingMessage): string | undefined {
  const credential = new URLSearchParams(url.split('?')[1]).get('X-Amz-Credential') ?? '';
  return /^[^/]+\/\d{8}\/[a-z0-9-]+\/([a-z0-9-]+)\/aws4_request$/.exec(credential)?.[1];
}

function unsignedService(request: IncomingMessage): string {
  if (request.url?.startsWith('/schedules')) return 'scheduler';
  return request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? 'ec2' : 'drs';
}
