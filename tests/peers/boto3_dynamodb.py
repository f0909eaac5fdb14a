"""boto3 calls a local DynamoDB: awsJson1_0 in both directions, unions, pages, a token and errors.

usage: boto3_dynamodb.py URL ACCESS_KEY SECRET_KEY
"""

from checks import Checks

checks = Checks("dynamodb")
check, check_rejected = checks.check, checks.check_rejected
dynamodb = checks.client()


def item(id):
    values = [{"S": "ü\n"}, {"N": "12345678901234567890123456789012345678"}, {"B": b"\x00\xff"}, {"BOOL": False}]
    return {"Id": {"S": id}, "Values": {"L": [*values, {"NULL": True}, {"M": {"a.b": {"SS": ["x"]}}}]}}


def get(id, table="parts"):
    return dynamodb.get_item(TableName=table, Key={"Id": {"S": id}})


for number in range(5):
    dynamodb.put_item(TableName="parts", Item=item(f"door-{number}"))
got = get("door-3")
check("an item with values of every kind arrives", got["Item"] == item("door-3"))
check("a response has its request ID", bool(got["ResponseMetadata"].get("RequestId")))
check("an absent member is absent", "Item" not in get("none"))
query = {"TableName": "parts", "KeyConditionExpression": "Id > :x", "ExpressionAttributeValues": {":x": {"S": ""}}}
pages = list(dynamodb.get_paginator("query").paginate(**query, PaginationConfig={"PageSize": 2}))
check("pages of two", [len(page["Items"]) for page in pages] == [2, 2, 1])
check("all items are listed", [it for page in pages for it in page["Items"]] == [item(f"door-{n}") for n in range(5)])


def write(token, id):
    put = {"Put": {"TableName": "parts", "Item": item(id)}}
    dynamodb.transact_write_items(ClientRequestToken=token, TransactItems=[put])


write("once", "wheel")
write("once", "wheel")
check("a token runs once", get("wheel")["Item"]["Run"] == {"N": "1"})
write("twice", "wheel")
check("another token runs again", get("wheel")["Item"]["Run"] == {"N": "2"})
mismatch = "IdempotentParameterMismatchException"
check_rejected("another use of the token", mismatch, 400, lambda: write("once", "window"), "once")
check_rejected("an unknown table", "ResourceNotFoundException", 400, lambda: get("door-1", table="none"), "none")
check_rejected("an operation that is not served", "UnknownOperationException", 404, lambda: dynamodb.list_tables())
rejected = ("InvalidSignatureException", 403), ("UnrecognizedClientException", 403)
checks.check_signatures(*rejected, lambda client: client.get_item(TableName="parts", Key={"Id": {"S": "a"}}))
checks.finish()
