"""Calls every operation of `npm run world` with boto3 and with the AWS CLI, and prints the results.

    npm run --silent world -- --speed 0 > /tmp/world.env & sleep 2; . /tmp/world.env; python3 bench/otherClients.py
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import boto3
import botocore

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
QUEUE = {"QueueName": "orders"}


def own_door(path, body):
    request = urllib.request.Request(ENDPOINT + path, json.dumps(body).encode(), method="POST")
    return json.load(urllib.request.urlopen(request))


def with_boto3(service, operation, request):
    method = "".join("_" + c.lower() if c.isupper() else c for c in operation).lstrip("_")
    return getattr(boto3.client(service), method)(**request)


def with_cli(service, operation, request):
    words = "".join("-" + c.lower() if c.isupper() else c for c in operation).lstrip("-")
    command = ["aws", "s3api" if service == "s3" else service, words, "--output", "json"]
    # Version 1 of the AWS CLI calls SQS at its old address and ignores AWS_ENDPOINT_URL.
    if service == "sqs":
        command += ["--endpoint-url", ENDPOINT]
    # What is bytes in boto3 is a file here, and what an answer carries goes to a file.
    carried = {name: value for name, value in request.items() if isinstance(value, bytes)}
    with tempfile.TemporaryDirectory() as folder:
        for name, value in carried.items():
            given = Path(folder, name)
            given.write_bytes(value)
            command += [option(name), f"fileb://{given}" if service == "lambda" else str(given)]
        rest = {name: value for name, value in request.items() if name not in carried}
        if operation in ("Invoke", "GetObject"):
            # These take no JSON, because they need the name of a file for the answer.
            command += [part for name, value in rest.items() for part in (option(name), value)]
            command.append(str(Path(folder, "answer")))
        elif rest:
            command += ["--cli-input-json", json.dumps(rest)]
        return printed(command)


def option(name):
    return "--" + "".join("-" + c.lower() if c.isupper() else c for c in name).lstrip("-")


def printed(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return json.loads(done.stdout or "{}")


def walk(ask):
    """One drill from start to end, then the remaining operations. Yields (service, operation, error or None)."""
    tried = []

    def call(service, operation, **request):
        try:
            answer = ask(service, operation, request)
            tried.append((service, operation, None))
            return answer
        except Exception as error:  # noqa: BLE001
            tried.append((service, operation, str(error)[:200]))
            print(f"{service} {operation}: {error}", file=sys.stderr)
            return {}

    own_door("/_reset", {"servers": 3})
    server = call("drs", "DescribeSourceServers")["items"][0]
    server_id = server["sourceServerID"]
    call("drs", "DescribeRecoverySnapshots", sourceServerID=server_id)
    template = call("drs", "GetLaunchConfiguration", sourceServerID=server_id).get("ec2LaunchTemplateID")
    call("drs", "ListLaunchActions", resourceId=server_id)
    job = call("drs", "StartRecovery", isDrill=True, sourceServers=[{"sourceServerID": server_id}], tags={"why": "test"})["job"]["jobID"]
    own_door("/_advance", {"seconds": 3600})
    job_arn = call("drs", "DescribeJobs", filters={"jobIDs": [job]})["items"][0]["arn"]
    call("drs", "DescribeJobLogItems", jobID=job)
    call("drs", "TagResource", resourceArn=job_arn, tags={"a": "b"})
    call("drs", "ListTagsForResource", resourceArn=job_arn)
    call("drs", "UntagResource", resourceArn=job_arn, tagKeys=["a"])
    recovery = call("drs", "DescribeRecoveryInstances")["items"][0]
    instance = recovery["ec2InstanceID"]
    described = call("ec2", "DescribeInstances", InstanceIds=[instance])["Reservations"][0]["Instances"][0]
    call("ec2", "DescribeInstanceStatus", InstanceIds=[instance], IncludeAllInstances=True)
    call("ec2", "DescribeInstanceAttribute", InstanceId=instance, Attribute="disableApiTermination")
    volume = described["BlockDeviceMappings"][0]["Ebs"]["VolumeId"]
    call("ec2", "DescribeVolumes", VolumeIds=[volume])
    # Refused, as AWS would: the volume is attached.
    call("ec2", "DeleteVolume", VolumeId=volume)
    call("ec2", "DescribeNetworkInterfaces", Filters=[{"Name": "attachment.instance-id", "Values": [instance]}])
    call("ec2", "DescribeSnapshots", OwnerIds=["self"])
    call("ec2", "DescribeLaunchTemplates", LaunchTemplateIds=[template])
    call("ec2", "DescribeLaunchTemplateVersions", LaunchTemplateId=template, Versions=["$Default"])
    call("ec2", "DescribeInstanceTypes", Filters=[{"Name": "instance-type", "Values": ["m5.large"]}])
    call("ec2", "DescribeSubnets")
    call("ec2", "GetConsoleOutput", InstanceId=instance, Latest=True)
    call("ec2", "GetConsoleScreenshot", InstanceId=instance)
    run = {"DocumentName": "AWS-RunShellScript", "Parameters": {"commands": ["uptime"]}}
    sent = call("ssm", "SendCommand", InstanceIds=[instance], **run)["Command"]["CommandId"]
    call("ssm", "ListCommandInvocations", CommandId=sent, Details=True)
    call("drs", "TerminateRecoveryInstances", recoveryInstanceIDs=[recovery["recoveryInstanceID"]])
    own_door("/_advance", {"seconds": 3600})
    second = call("drs", "StartRecovery", isDrill=True, sourceServers=[{"sourceServerID": server_id}])["job"]["jobID"]
    own_door("/_advance", {"seconds": 3600})
    left = [one for one in call("drs", "DescribeRecoveryInstances")["items"] if one["jobID"] == second]
    call("drs", "DisconnectRecoveryInstance", recoveryInstanceID=left[0]["recoveryInstanceID"])
    own_door("/_advance", {"seconds": 600})
    call("drs", "DeleteRecoveryInstance", recoveryInstanceID=left[0]["recoveryInstanceID"])
    call("drs", "DeleteJob", jobID=job)
    url = call("sqs", "CreateQueue", **QUEUE)["QueueUrl"]
    call("sqs", "GetQueueUrl", **QUEUE)
    call("sqs", "SetQueueAttributes", QueueUrl=url, Attributes={"VisibilityTimeout": "60"})
    call("sqs", "GetQueueAttributes", QueueUrl=url, AttributeNames=["All"])
    call("sqs", "SendMessage", QueueUrl=url, MessageBody="one")
    call("sqs", "SendMessageBatch", QueueUrl=url, Entries=[{"Id": "1", "MessageBody": "two"}])
    got = call("sqs", "ReceiveMessage", QueueUrl=url, MaxNumberOfMessages=2)["Messages"]
    call("sqs", "ChangeMessageVisibility", QueueUrl=url, ReceiptHandle=got[0]["ReceiptHandle"], VisibilityTimeout=10)
    call("sqs", "DeleteMessage", QueueUrl=url, ReceiptHandle=got[0]["ReceiptHandle"])
    rest = [{"Id": "1", "ReceiptHandle": got[-1]["ReceiptHandle"]}]
    call("sqs", "DeleteMessageBatch", QueueUrl=url, Entries=rest)
    target = {"Arn": "arn:aws:lambda:us-east-1:111122223333:function:x", "RoleArn": "arn:aws:iam::111122223333:role/x"}
    window = {"Mode": "OFF"}
    call("scheduler", "CreateSchedule", Name="s", ScheduleExpression="rate(1 hour)", FlexibleTimeWindow=window, Target=target)
    call("scheduler", "GetSchedule", Name="s")
    call("scheduler", "ListSchedules")
    call("scheduler", "DeleteSchedule", Name="s")
    call("events", "PutEvents", Entries=[{"Source": "x", "DetailType": "y", "Detail": "{}"}])
    call("sns", "Publish", TopicArn="arn:aws:sns:us-east-1:111122223333:t", Message="hello")
    call("cloudtrail", "LookupEvents")
    call("service-quotas", "GetServiceQuota", ServiceCode="drs", QuotaCode="L-D88FAC3A")
    call("pricing", "GetProducts", ServiceCode="AmazonEC2")
    call("lambda", "Invoke", FunctionName="echo", Payload=b'{"hello": "world"}')
    thing = {"Bucket": "evidence", "Key": "hello.txt"}
    call("s3", "PutObject", Body=b"hello", **thing)
    call("s3", "HeadObject", **thing)
    call("s3", "GetObject", **thing)
    call("sts", "GetCallerIdentity")
    return dict(((service, operation), wrong) for service, operation, wrong in tried)


cli_version = subprocess.run(["aws", "--version"], capture_output=True, text=True, check=True).stdout.strip()
print(f"boto3 {boto3.__version__} (botocore {botocore.__version__}); {cli_version}")
by_boto3 = walk(with_boto3)
by_cli = walk(with_cli)
for (service, operation), wrong in by_boto3.items():
    via_cli = by_cli.get((service, operation), "not called")
    print(f"{service:10} {operation:30} boto3: {wrong or 'ok':30} cli: {via_cli or 'ok'}")
