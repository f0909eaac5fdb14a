"""What boto3 is to do with the local service, by theme."""
