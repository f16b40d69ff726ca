import type { Caller } from '../contract.ts';
import type { Input } from '../requestFields.ts';
import type { World } from '../state.ts';
import { answerPage, readFilters } from './validation.ts';

/** An instance type of this world. */
export interface InstanceType {
  name: string;
  vcpus: number;
  memoryMiB: number;
  /** On-Demand Linux in us-east-1, in US dollars an hour (Amazon EC2 On-Demand pricing page). */
  hourlyPrice: number;
}

/** The few types that this world has, the same in every Region (Amazon EC2 instance types page). */
export const INSTANCE_TYPES: readonly InstanceType[] = [
  { name: 't3.micro', vcpus: 2, memoryMiB: 1024, hourlyPrice: 0.0104 },
  { name: 't3.small', vcpus: 2, memoryMiB: 2048, hourlyPrice: 0.0208 },
  { name: 't3.medium', vcpus: 2, memoryMiB: 4096, hourlyPrice: 0.0416 },
  { name: 't3.large', vcpus: 2, memoryMiB: 8192, hourlyPrice: 0.0832 },
  { name: 'c5.large', vcpus: 2, memoryMiB: 4096, hourlyPrice: 0.085 },
  { name: 'c5.xlarge', vcpus: 4, memoryMiB: 8192, hourlyPrice: 0.17 },
  { name: 'm5.large', vcpus: 2, memoryMiB: 8192, hourlyPrice: 0.096 },
  { name: 'm5.xlarge', vcpus: 4, memoryMiB: 16_384, hourlyPrice: 0.192 },
  { name: 'm5.2xlarge', vcpus: 8, memoryMiB: 32_768, hourlyPrice: 0.384 },
  { name: 'r5.large', vcpus: 2, memoryMiB: 16_384, hourlyPrice: 0.126 },
  { name: 'r5.xlarge', vcpus: 4, memoryMiB: 32_768, hourlyPrice: 0.252 },
];

/** EC2 API reference, DescribeInstanceTypes: by filter only. */
export function describeInstanceTypes(world: World, input: Input, _caller: Caller): Record<string, unknown> {
  const filters = { 'instance-type': (one: InstanceType) => [one.name] };
  const found = INSTANCE_TYPES.filter(readFilters(input, filters, () => ({}), world.state.now));
  return answerPage(
    world,
    input,
    'InstanceTypes',
    found,
    ({ name }) => name,
    ({ name, vcpus, memoryMiB }) => ({
      InstanceType: name,
      CurrentGeneration: true,
      VCpuInfo: { DefaultVCpus: vcpus, DefaultCores: vcpus / 2, DefaultThreadsPerCore: 2 },
      MemoryInfo: { SizeInMiB: memoryMiB },
    }),
  );
}
