"""The calls of boto3 to the local service, by theme."""
