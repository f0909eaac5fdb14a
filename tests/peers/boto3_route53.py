"""boto3 calls the local Route 53: restXml in both directions, namespaces, lists, pages with three tokens and errors.

usage: boto3_route53.py URL ACCESS_KEY SECRET_KEY
"""

from checks import Checks

ZONE = "Z0123456789LOCAL"

checks = Checks("route53")
check, check_rejected = checks.check, checks.check_rejected
route53 = checks.client()


def change(action, record, zone=ZONE):
    batch = {"Comment": " 7 & <8>\n\tü", "Changes": [{"Action": action, "ResourceRecordSet": record}]}
    return route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch)


def record(name, *values, kind="TXT", **other):
    return {"Name": name, "Type": kind, "TTL": 60, "ResourceRecords": [{"Value": it} for it in values], **other}


challenge = record("_acme-challenge.example.com.", '"a & b"', '"<ü>"')
made = change("UPSERT", challenge)["ChangeInfo"]
check("a change is pending", made["Status"] == "PENDING" and made["SubmittedAt"].year > 2020)
check("a comment keeps its characters", made["Comment"] == " 7 & <8>\n\tü")
check("boto3 waits for the change", route53.get_waiter("resource_record_sets_changed").wait(Id=made["Id"], WaiterConfig={"Delay": 1}) is None)
check("a change that was asked for is in sync", route53.get_change(Id=made["Id"])["ChangeInfo"]["Status"] == "INSYNC")

weighted = [record("api.example.com.", "192.0.2.1", kind="A", SetIdentifier=it, Weight=len(it)) for it in ("a", "bb")]
for each in weighted:
    change("CREATE", each)
alias = {"HostedZoneId": "Z2", "DNSName": "d1.cloudfront.net.", "EvaluateTargetHealth": False}
change("CREATE", {"Name": "example.com.", "Type": "A", "AliasTarget": alias})
pages = list(route53.get_paginator("list_resource_record_sets").paginate(HostedZoneId=ZONE, PaginationConfig={"PageSize": 3}))
check("pages of three", [len(page["ResourceRecordSets"]) for page in pages] == [3, 1])
found = [it for page in pages for it in page["ResourceRecordSets"]]
names = ["example.com.", "_acme-challenge.example.com.", "api.example.com.", "api.example.com."]
check("all record sets are listed in order", [it["Name"] for it in found] == names)
check("lists of structures arrive", found[1] == challenge and found[2:] == weighted)
check("structures and booleans arrive", found[0]["AliasTarget"] == alias)

error = check_rejected("a record set that exists", "InvalidChangeBatch", 400, lambda: change("CREATE", challenge), "already exists")
check("the messages of the error arrive", len(error["messages"]) == 1)
check_rejected("an unknown zone", "NoSuchHostedZone", 404, lambda: change("UPSERT", challenge, zone="ZNONE"), "ZNONE")
check_rejected("an unknown change", "NoSuchChange", 404, lambda: route53.get_change(Id="/change/NONE"), "NONE")
change("DELETE", challenge)
check_rejected("a second deletion", "InvalidChangeBatch", 400, lambda: change("DELETE", challenge), "not found")
rejected = ("SignatureDoesNotMatch", 403), ("InvalidClientTokenId", 403)
checks.check_signatures(*rejected, lambda client: client.list_resource_record_sets(HostedZoneId=ZONE))
checks.finish()
