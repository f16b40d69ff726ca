import {
  getServerParameters,
  listServersParameters,
  listStatisticsParameters,
  listTrialsParameters,
  pageParameters,
} from '../historyParameters.ts';
import { type Operation, serverPath, WHEREVER_THE_TABLE_IS } from './operation.ts';
import { findingPageDocument, serverDocument, serverPageDocument, trialPageDocument } from './serverDocuments.ts';
import { regressionPageDocument, statisticPageDocument } from './statisticsDocuments.ts';

const HISTORY = { method: 'get' as const, scope: 'read' as const };

/** Operations that read the history of servers and the statistics of drills. */
export const historyOperations: Operation[] = [
  {
    ...HISTORY,
    operationId: 'listServers',
    path: '/v1/servers',
    tag: 'Servers',
    summary: 'List the source servers of a Region, those without a recent pass first',
    description:
      'Servers that were never drilled (`drills` is 0) come first, then those that never passed, then those with the oldest passed drill.',
    query: listServersParameters,
    answer: { status: 200, description: 'A page of source servers', schema: serverPageDocument },
    problems: ['invalid-parameter', ...WHEREVER_THE_TABLE_IS],
  },
  {
    ...HISTORY,
    operationId: 'getServer',
    path: '/v1/servers/{sourceServerId}',
    tag: 'Servers',
    summary: 'Get a source server, and when it was last proved recoverable',
    pathParameters: serverPath,
    query: getServerParameters,
    answer: { status: 200, description: 'The source server', schema: serverDocument },
    problems: ['invalid-parameter', 'unknown-server', ...WHEREVER_THE_TABLE_IS],
  },
  {
    ...HISTORY,
    operationId: 'listTrials',
    path: '/v1/servers/{sourceServerId}/drills',
    tag: 'Servers',
    summary: 'List the drills of a source server, newest first',
    description: 'Includes running drills, with what is known so far.',
    pathParameters: serverPath,
    query: listTrialsParameters,
    answer: { status: 200, description: 'A page of the server’s drills', schema: trialPageDocument },
    problems: ['invalid-parameter', 'unknown-server', ...WHEREVER_THE_TABLE_IS],
  },
  {
    ...HISTORY,
    operationId: 'listFindings',
    path: '/v1/findings',
    tag: 'Servers',
    summary: 'List the source servers that failed and have not passed verification since, with the reason',
    query: pageParameters,
    answer: { status: 200, description: 'A page of findings, newest first', schema: findingPageDocument },
    problems: ['invalid-parameter', ...WHEREVER_THE_TABLE_IS],
  },
  {
    ...HISTORY,
    operationId: 'listStatistics',
    path: '/v1/statistics',
    tag: 'Statistics',
    summary: 'List the statistics of ended drills',
    description: 'By day: newest first, optionally within a range of days. Otherwise: in the order of the key.',
    query: listStatisticsParameters,
    answer: { status: 200, description: 'A page of statistics', schema: statisticPageDocument },
    problems: ['invalid-parameter', ...WHEREVER_THE_TABLE_IS],
  },
  {
    ...HISTORY,
    operationId: 'listRegressions',
    path: '/v1/regressions',
    tag: 'Statistics',
    summary: 'List the servers and recovery plans whose recovery time has regressed',
    query: pageParameters,
    answer: { status: 200, description: 'A page of regressions, newest first', schema: regressionPageDocument },
    problems: ['invalid-parameter', ...WHEREVER_THE_TABLE_IS],
  },
];
