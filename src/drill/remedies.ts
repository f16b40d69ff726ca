import type { FailedCheck } from './drill.ts';

/** How to make a failed check pass. */
export function remedyOf({ check, message }: FailedCheck): string {
  if (check === 'no-replication-error') {
    const code = Object.keys(REPLICATION_REMEDIES).find((one) => message.includes(one));
    if (code !== undefined) return REPLICATION_REMEDIES[code] as string;
  }
  return REMEDIES[check] ?? 'See the journal.';
}

const REMEDIES: Readonly<Record<string, string>> = {
  'server-exists': 'Check the id, and that accountId and region are those in which DRS lists the server.',
  'replication-healthy':
    'In the DRS console, open the source server and repair its replication, or wait until it is healthy.',
  'no-replication-error': 'See “Troubleshooting replication errors” in the DRS user guide.',
  lag: 'Wait until replication has caught up, or request a larger lagSecondsMax.',
  'launch-configuration': 'Allow the function performEffect to call drs:GetLaunchConfiguration on the server.',
  'launch-actions': 'Allow the function performEffect to call drs:ListLaunchActions on the server.',
  'recovery-point': 'Wait until DRS has taken a recovery point, or choose another one.',
  'no-active-job': 'Try again when the job has completed.',
  'no-real-instance':
    'Finish the recovery: fail back, or terminate or disconnect what was launched, and make sure that EC2 shows it as terminated.',
  'no-drill-instance': 'Terminate that instance in the DRS console, or waive the check for this server.',
  'fails-over': 'Finish the failback, so that the server replicates to the recovery Region again.',
  'not-launch-into-instance': 'Remove the instance from the server’s launch configuration.',
  'new-network-interface':
    'Let the default version of the launch template create a new network interface in a drill subnet.',
  'drill-network': 'Name a drill subnet and its security groups in the default version of the launch template.',
  'not-denied': 'Ask the server’s owners to remove the tag drs-drill from it.',
  'not-extended': 'Share the staging account’s KMS keys and snapshots with this account, then waive the check.',
  'aws-answers': 'Try again when AWS responds, or grant the permission that its message names.',
  'not-claimed': 'Try again when the other drill has ended.',
  quotas: 'Request smaller waves, or raise the deployment’s jobsMax and serversInJobsMax.',
  'lever-open': 'Try again when the lever is open.',
  'last-look': 'Try again: something has changed between the validation and the launch.',
  permission:
    'Grant the function performEffect the permission that the message names, and make sure no policy denies it.',
  'hard-stop': 'Check that EventBridge Scheduler works, and try again: nothing is launched without a hard stop.',
  'stood-still': 'Try again; the drill’s journal and the dead-letter queue show why it did not proceed.',
  'launch-allowance': 'Try again when DRS has capacity, or with a larger launchAllowanceSeconds.',
  'start-window-missed': 'Try again when fewer drills wait, or with a larger startWithinSeconds.',
  'schedule-overlap':
    'See what the earlier drill waits for. If drills take longer than the schedule leaves between them, let it run less often.',
  blackout: 'Try again after the blackout, or change the blackouts.',
  'check-pairs': 'Let fewer checks ask each of their servers, or let them ask about fewer servers.',
  restored: 'Request the drill again.',
};

/** DRS API model, DataReplicationErrorString. Remedies: DRS user guide, troubleshooting replication errors. */
const REPLICATION_REMEDIES: Readonly<Record<string, string>> = {
  AGENT_NOT_SEEN:
    'Check that the server and its AWS Replication Agent are running, and that the server can reach DRS on TCP port 443.',
  SNAPSHOTS_FAILURE:
    'Check that DRS may take EBS snapshots in the staging area, and that the snapshot quota is not exhausted.',
  NOT_CONVERGING: 'Give replication more bandwidth, or a larger replication server.',
  UNSTABLE_NETWORK: 'Repair the connection between the server and the staging area subnet on TCP port 1500.',
  FAILED_TO_CREATE_SECURITY_GROUP:
    'Check that DRS may create security groups, and that the security group quota is not exhausted.',
  FAILED_TO_LAUNCH_REPLICATION_SERVER: 'Check the EC2 quotas, the staging area subnet and its free IP addresses.',
  FAILED_TO_BOOT_REPLICATION_SERVER: 'Check that the staging area subnet can reach DRS, S3 and EC2.',
  FAILED_TO_AUTHENTICATE_WITH_SERVICE:
    'Check that replication servers can reach DRS on TCP port 443, and that their role exists.',
  FAILED_TO_DOWNLOAD_REPLICATION_SOFTWARE: 'Check that the staging area subnet can reach S3.',
  FAILED_TO_CREATE_STAGING_DISKS: 'Check the EBS quotas, and that DRS may use the KMS key of the staging disks.',
  FAILED_TO_ATTACH_STAGING_DISKS: 'Check that DRS may use the KMS key of the staging disks.',
  FAILED_TO_PAIR_REPLICATION_SERVER_WITH_AGENT:
    'Check that the server can reach the replication server on TCP port 1500.',
  FAILED_TO_CONNECT_AGENT_TO_REPLICATION_SERVER:
    'Check that the server can reach the replication server on TCP port 1500.',
  FAILED_TO_START_DATA_TRANSFER: 'Restart the AWS Replication Agent, and check its log.',
};
