"""boto3 calls the local CloudFront: restXml with structures as payloads, headers beside them, pages and errors.

usage: boto3_cloudfront.py URL ACCESS_KEY SECRET_KEY
"""

from checks import Checks

DISTRIBUTION = "EDFDVBD6LOCAL"

checks = Checks("cloudfront")
check, check_rejected = checks.check, checks.check_rejected
cloudfront = checks.client()


def invalidate(reference, *paths, quantity=None, distribution=DISTRIBUTION):
    batch = {"Paths": {"Quantity": quantity or len(paths), "Items": list(paths)}, "CallerReference": reference}
    return cloudfront.create_invalidation(DistributionId=distribution, InvalidationBatch=batch)


made = invalidate("release-7", "/index.html", "/a & b <ü>.html")
invalidation = made["Invalidation"]
check("the status is 201", made["ResponseMetadata"]["HTTPStatusCode"] == 201)
check("the header Location arrives", made["Location"].endswith(invalidation["Id"]))
check("the payload arrives", invalidation["Status"] == "InProgress" and invalidation["CreateTime"].year > 2020)
paths = {"Quantity": 2, "Items": ["/index.html", "/a & b <ü>.html"]}
check("a list in a structure arrives", invalidation["InvalidationBatch"] == {"Paths": paths, "CallerReference": "release-7"})
again = invalidate("release-7", "/index.html", "/a & b <ü>.html")
check("the same reference is the same invalidation", again["Invalidation"] == invalidation)
wait = cloudfront.get_waiter("invalidation_completed").wait
check("boto3 waits for the invalidation", wait(DistributionId=DISTRIBUTION, Id=invalidation["Id"], WaiterConfig={"Delay": 1}) is None)

for number in range(4):
    invalidate(f"more-{number}", "/*")
paginator = cloudfront.get_paginator("list_invalidations")
pages = list(paginator.paginate(DistributionId=DISTRIBUTION, PaginationConfig={"PageSize": 2}))
check("pages of two", [len(page["InvalidationList"]["Items"]) for page in pages] == [2, 2, 1])
check("the oldest is the last", pages[-1]["InvalidationList"]["Items"][0]["Id"] == invalidation["Id"])

check_rejected("a wrong quantity", "InconsistentQuantities", 400, lambda: invalidate("other", "/*", quantity=2), "Quantity is 2")
check_rejected("an invalid path", "InvalidArgument", 400, lambda: invalidate("other", "index.html"), "index.html")
get = lambda id: cloudfront.get_invalidation(DistributionId=DISTRIBUTION, Id=id)
check_rejected("an unknown invalidation", "NoSuchInvalidation", 404, lambda: get("NONE"))
check_rejected("an unknown distribution", "NoSuchDistribution", 404, lambda: invalidate("other", "/*", distribution="NONE"))
rejected = ("SignatureDoesNotMatch", 403), ("InvalidClientTokenId", 403)
checks.check_signatures(*rejected, lambda client: client.list_invalidations(DistributionId=DISTRIBUTION))
checks.finish()
