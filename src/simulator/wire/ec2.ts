import { AwsFault } from '../aws/contract.ts';
import { isRecord, type Protocol, type WireCall, type WireReply, type WireRequest } from './exchange.ts';
import { listItems, parameterTree, type Tree } from './parameterTree.ts';
import { TEXT_ITEM, xmlElement, xmlReply, xmlText } from './xml.ts';

/** EC2's wire format (EC2 API reference: query requests; Smithy: AWS EC2 query protocol). */
export const ec2: Protocol = { read, answer, fault };

function read(request: WireRequest): WireCall {
  const parameters = new URLSearchParams(request.body === '' ? request.query : request.body);
  const operation = parameters.get('Action');
  if (operation === null) throw new AwsFault('MissingAction', 400, 'The request must contain the parameter Action.');
  parameters.delete('Action');
  parameters.delete('Version');
  return { operation, input: withMembers(parameterTree(parameters)) };
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

/** Lists have the name of one item on the wire, and another name in the SDKs. */
const LIST_MEMBERS: Record<string, string> = {
  Filter: 'Filters',
  Value: 'Values',
  InstanceId: 'InstanceIds',
  VolumeId: 'VolumeIds',
  SubnetId: 'SubnetIds',
  GroupId: 'GroupIds',
  LaunchTemplateVersion: 'Versions',
  LaunchTemplateId: 'LaunchTemplateIds',
};
const NUMBERS = new Set(['MaxResults']);
const BOOLEANS = new Set([
  'DryRun',
  'IncludeAllInstances',
  'IncludeManagedResources',
  'Latest',
  'ResolveAlias',
  'WakeUp',
]);

function withMembers(tree: Tree): Record<string, unknown> {
  const members = Object.entries(tree).map(([name, value]): [string, unknown] => {
    if (typeof value === 'string') return [name, scalar(name, value)];
    const items = listItems(value)?.map((item) => (isRecord(item) ? withMembers(item as Tree) : item));
    return items === undefined ? [name, withMembers(value)] : [LIST_MEMBERS[name] ?? name, items];
  });
  return Object.fromEntries(members);
}

function scalar(name: string, value: string): unknown {
  if (NUMBERS.has(name)) return Number(value);
  return BOOLEANS.has(name) ? value === 'true' : value;
}

/** Members whose element is not simply their name in lower camel case (EC2 API model), by holder where that matters. */
const XML_NAMES: Record<string, string> = {
  Reservations: 'reservationSet',
  Subnets: 'subnetSet',
  InstanceTypes: 'instanceTypeSet',
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
  'DescribeSecurityGroupsResponse.SecurityGroups': 'securityGroupInfo',
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
