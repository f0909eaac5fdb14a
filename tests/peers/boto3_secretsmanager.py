"""boto3 calls a local Secrets Manager: awsJson1_1 in both directions, timestamps, pages, a token and errors.

usage: boto3_secretsmanager.py URL ACCESS_KEY SECRET_KEY
"""

from checks import Checks

checks = Checks("secretsmanager")
check, check_rejected = checks.check, checks.check_rejected
secrets = checks.client()

made = secrets.create_secret(Name="paint", SecretString="wörd\r\n", ClientRequestToken="t" * 32)
check("a secret has an ARN", made["ARN"].endswith(":secret:paint") and made["VersionId"] == "t" * 32)
check("a response has its request ID", bool(made["ResponseMetadata"].get("RequestId")))
again = secrets.create_secret(Name="paint", SecretString="wörd\r\n", ClientRequestToken="t" * 32)
check("the same token creates nothing", again["ARN"] == made["ARN"])
reuse = lambda: secrets.create_secret(Name="paint", SecretString="other", ClientRequestToken="t" * 32)
check_rejected("another use of the token", "InvalidRequestException", 400, reuse, "t" * 32)
exists = lambda: secrets.create_secret(Name="paint", SecretString="wörd\r\n")
check_rejected("a secret that exists", "ResourceExistsException", 400, exists, "paint")
got = secrets.get_secret_value(SecretId="paint")
check("the secret arrives", got["SecretString"] == "wörd\r\n" and got["CreatedDate"].year > 2020)
check_rejected("an unknown secret", "ResourceNotFoundException", 400, lambda: secrets.get_secret_value(SecretId="none"))

for number in range(4):
    secrets.create_secret(Name=f"secret-{number}", SecretString="x")
pages = list(secrets.get_paginator("list_secrets").paginate(PaginationConfig={"PageSize": 2}))
check("pages of two", [len(page["SecretList"]) for page in pages] == [2, 2, 1])
names = [it["Name"] for page in pages for it in page["SecretList"]]
check("all secrets are listed", names == ["paint", *(f"secret-{number}" for number in range(4))])
check_rejected("an operation that is not served", "UnknownOperationException", 404, lambda: secrets.delete_secret(SecretId="paint"))
rejected = ("InvalidSignatureException", 403), ("UnrecognizedClientException", 403)
checks.check_signatures(*rejected, lambda client: client.list_secrets())
checks.finish()
