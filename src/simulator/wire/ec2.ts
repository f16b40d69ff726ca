import { AwsFault } from '../aws.ts';
import { isRecord, type Protocol, type WireCall, type WireReply, type WireRequest } from './exchange.ts';
import { TEXT_ITEM, xmlElement, xmlReply, xmlText } from './xml.ts';

/** EC2's wire format (EC2 API reference: query requests; Smithy: AWS EC2 query protocol). */
export const ec2: Protocol = { read, answer, fault };

function read(request: WireRequest): WireCall {
  const parameters = new URLSearchParams(request.body === '' ? request.query : request.body);
  const operation = parameters.get('Action');
  if (operation === null) throw new AwsFault('MissingAction', 400, 'The request must contain the parameter Action.');
  const tree: Tree = {};
  for (const [name, value] of parameters) {
    if (name !== 'Action' && name !== 'Version') plant(tree, name, value);
  }
  return { operation, input: withMembers(tree) };
}

function answer(call: WireCall, output: Record<string, unknown>, requestId: string): WireReply {
  const name = `${call.operation}Response`;
  const members = Object.entries(output).map(([member, value]) => xmlElement(xmlName(member, name), value, xmlName));
  const body = `<requestId>${requestId}</requestId>${members.join('')}`;
  return xmlReply(200, `<${name} xmlns="${NAMESPACE}">${body}</${name}>`, requestId);
}

function fault(thrown: AwsFault, requestId: string): WireReply {
  const error = `<Error><Code>${xmlText(thrown.type)}</Code><Message>${xmlText(thrown.message)}</Message></Error>`;
  const body = `<Response><Errors>${error}</Errors><RequestID>${requestId}</RequestID></Response>`;
  return xmlReply(thrown.status, body, requestId);
}

const NAMESPACE = 'http://ec2.amazonaws.com/doc/2016-11-15/';

/** A request's parameters by the dots in their names: a list is a branch whose names are numbers. */
interface Tree {
  [name: string]: string | Tree;
}

/** `LaunchTemplateData.TagSpecification.1.Tag.1.Key` is about as deep as EC2 goes. */
const PARAMETER_DEPTH_MAX = 12;

function plant(tree: Tree, name: string, value: string): void {
  const path = name.split('.');
  const leaf = path.pop();
  if (leaf === undefined || path.length > PARAMETER_DEPTH_MAX) throw malformed(name);
  let branch = tree;
  for (const step of path) {
    const next = Object.hasOwn(branch, step) ? branch[step] : {};
    if (next === undefined || typeof next === 'string' || step === '__proto__') throw malformed(name);
    branch[step] = next;
    branch = next;
  }
  branch[leaf] = value;
}

function malformed(name: string): AwsFault {
  return new AwsFault('MalformedQueryString', 400, `The parameter ${name.slice(0, 100)} cannot be read.`);
}

/** Lists have the name of one item on the wire, and their own in the SDKs. */
const LIST_MEMBERS: Record<string, string> = {
  Filter: 'Filters',
  Value: 'Values',
  InstanceId: 'InstanceIds',
  VolumeId: 'VolumeIds',
  LaunchTemplateVersion: 'Versions',
  LaunchTemplateId: 'LaunchTemplateIds',
};
const NUMBERS = new Set(['MaxResults']);
const BOOLEANS = new Set(['DryRun', 'IncludeAllInstances', 'IncludeManagedResources', 'ResolveAlias']);

function withMembers(tree: Tree): Record<string, unknown> {
  const members = Object.entries(tree).map(([name, value]): [string, unknown] => {
    if (typeof value === 'string') return [name, scalar(name, value)];
    const items = listItems(value);
    return items === undefined ? [name, withMembers(value)] : [LIST_MEMBERS[name] ?? name, items];
  });
  return Object.fromEntries(members);
}

function listItems(tree: Tree): unknown[] | undefined {
  const names = Object.keys(tree);
  if (!names.every((name) => /^\d{1,6}$/.test(name))) return undefined;
  return names
    .sort((left, right) => Number(left) - Number(right))
    .map((name) => tree[name])
    .map((item) => (isRecord(item) ? withMembers(item) : item));
}

function scalar(name: string, value: string): unknown {
  if (NUMBERS.has(name)) return Number(value);
  return BOOLEANS.has(name) ? value === 'true' : value;
}

/** Members whose element is not just their name in lower camel case (EC2 API model), by holder where that matters. */
const XML_NAMES: Record<string, string> = {
  Reservations: 'reservationSet',
  Instances: 'instancesSet',
  InstanceStatuses: 'instanceStatusSet',
  Volumes: 'volumeSet',
  Snapshots: 'snapshotSet',
  Attachments: 'attachmentSet',
  LaunchTemplateVersions: 'launchTemplateVersionSet',
  TagSpecifications: 'tagSpecificationSet',
  Tags: 'tagSet',
  Groups: 'groupSet',
  Events: 'eventsSet',
  NetworkInterfaces: 'networkInterfaceSet',
  PrivateIpAddresses: 'privateIpAddressesSet',
  SecurityGroups: 'groupSet',
  SecurityGroupIds: 'securityGroupIdSet',
  PublicIpAddress: 'ipAddress',
  PublicDnsName: 'dnsName',
  StateTransitionReason: 'reason',
  BlockDeviceMappings: 'blockDeviceMapping',
  [TEXT_ITEM]: 'item',
  [`groupSet.${TEXT_ITEM}`]: 'groupId',
  'instancesSet.State': 'instanceState',
  'volumeSet.State': 'status',
  'snapshotSet.State': 'status',
  'attachmentSet.State': 'status',
  'launchTemplateData.BlockDeviceMappings': 'blockDeviceMappingSet',
  'launchTemplateData.SecurityGroups': 'securityGroupSet',
};

function xmlName(member: string, holder: string): string {
  const lowerCamel = `${member.charAt(0).toLowerCase()}${member.slice(1)}`;
  return XML_NAMES[`${holder}.${member}`] ?? XML_NAMES[member] ?? lowerCamel;
}
