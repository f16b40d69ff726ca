import type { FailedCheck } from './drill.ts';

/** What a person can do so that a failed check passes. */
export function remedyOf({ check, message }: FailedCheck): string {
  if (check === 'no-replication-error') {
    const code = Object.keys(REPLICATION_REMEDIES).find((one) => message.includes(one));
    if (code !== undefined) return REPLICATION_REMEDIES[code] as string;
  }
  return REMEDIES[check] ?? 'See the journal.';
}

const REMEDIES: Readonly<Record<string, string>> = {
  'server-exists': 'Check the id, and that accountId and region name the site where DRS lists the server.',
  'replication-healthy': 'Open the source server in the DRS console, and repair its replication or wait for it.',
  'no-replication-error': 'See “Troubleshooting replication errors” in the DRS user guide.',
  lag: 'Wait until replication has caught up, or ask with a larger lagSecondsMax.',
  'launch-configuration': 'Allow drs:GetLaunchConfiguration on the server to the function performEffect.',
  'launch-actions': 'Allow drs:ListLaunchActions on the server to the function performEffect.',
  'recovery-point': 'Wait until DRS has taken one, or choose another.',
  'no-active-job': 'Ask again when the job is over.',
  'no-real-instance':
    'Finish the recovery: fail back, or terminate or disconnect what was launched, and see that EC2 shows it gone.',
  'no-drill-instance': 'Terminate that instance in the DRS console, or waive the check for this server.',
  'fails-over': 'Finish the failback, so that the server replicates to the recovery Region again.',
  'not-launch-into-instance': 'Take the instance out of the server’s launch configuration.',
  'new-network-interface':
    'Let the default version of the launch template make a new network interface in a drill subnet.',
  'drill-network': 'Name a drill subnet and its security groups in the default version of the launch template.',
  'not-denied': 'Its owners have to take the tag drs-drill off the source server.',
  'not-extended': 'Waive the check once its staging account’s keys and snapshots are shared with this one.',
  'aws-answers': 'Ask again when AWS answers, or grant the right that its words name.',
  'not-claimed': 'Ask again when the other drill has ended.',
  quotas: 'Ask for smaller waves, or raise jobsMax and serversInJobsMax of the deployment.',
  'lever-open': 'Ask again when the lever is open.',
  'last-look': 'Ask again: something has changed between the validation and the launch.',
  permission:
    'Grant the right that the words name to the function performEffect, where no policy of the account denies it.',
  'hard-stop': 'See that EventBridge Scheduler works, and ask again: nothing is launched without a hard stop.',
  'stood-still': 'Ask again; its journal and the dead letters tell why it did not go on.',
  'launch-allowance': 'Ask again when DRS has room, or with a larger launchAllowanceSeconds.',
  'start-window-missed': 'Ask again when fewer drills wait, or with a larger startWithinSeconds.',
  restored: 'Ask for the drill again.',
};

/** DRS API model, DataReplicationErrorString; what to do: DRS user guide, troubleshooting replication errors. */
const REPLICATION_REMEDIES: Readonly<Record<string, string>> = {
  AGENT_NOT_SEEN:
    'See that the server runs, that the AWS Replication Agent does, and that it reaches DRS on TCP port 443.',
  SNAPSHOTS_FAILURE: 'See that DRS may take EBS snapshots in the staging area, and that their quota is not used up.',
  NOT_CONVERGING: 'Give replication more bandwidth, or a larger replication server.',
  UNSTABLE_NETWORK: 'Repair the connection between the server and the staging area subnet on TCP port 1500.',
  FAILED_TO_CREATE_SECURITY_GROUP: 'See that DRS may make security groups, and that their quota is not used up.',
  FAILED_TO_LAUNCH_REPLICATION_SERVER: 'See the EC2 quotas, the staging area subnet and its free addresses.',
  FAILED_TO_BOOT_REPLICATION_SERVER: 'See that the staging area subnet reaches DRS, S3 and EC2.',
  FAILED_TO_AUTHENTICATE_WITH_SERVICE:
    'See that replication servers reach DRS on TCP port 443, and that their role is there.',
  FAILED_TO_DOWNLOAD_REPLICATION_SOFTWARE: 'See that the staging area subnet reaches S3.',
  FAILED_TO_CREATE_STAGING_DISKS: 'See the EBS quotas, and that DRS may use the key of the staging disks.',
  FAILED_TO_ATTACH_STAGING_DISKS: 'See that DRS may use the key of the staging disks.',
  FAILED_TO_PAIR_REPLICATION_SERVER_WITH_AGENT: 'See that the server reaches the replication server on TCP port 1500.',
  FAILED_TO_CONNECT_AGENT_TO_REPLICATION_SERVER: 'See that the server reaches the replication server on TCP port 1500.',
  FAILED_TO_START_DATA_TRANSFER: 'Start the AWS Replication Agent anew, and see its log.',
};
