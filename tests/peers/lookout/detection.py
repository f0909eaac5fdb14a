"""Detection"""

import io

PROJECT = "boto-detection"
PICTURES = [b"\x89PNG\r\n\x1a\n" + bytes([number]) * 1000 for number in range(20)]


def run(harness):
    lookout, check = harness.lookout, harness.check
    harness.project_with_dataset(PROJECT)
    version = harness.hosted_model(PROJECT)["ModelVersion"]
    model = {"ProjectName": PROJECT, "ModelVersion": version}

    def look(picture, content_type="image/png"):
        return lookout.detect_anomalies(**model, Body=picture, ContentType=content_type)["DetectAnomalyResult"]

    findings = [look(picture) for picture in PICTURES]
    check("the picture came with the call", all(found["Source"] == {"Type": "direct"} for found in findings))
    check("confidence is from 0 to 1", all(0 <= found["Confidence"] <= 1 for found in findings))
    check("some pictures have faults, and some have none", {found["IsAnomalous"] for found in findings} == {True, False})
    check("the same picture gives the same response", [look(picture) for picture in PICTURES] == findings)
    check("a file is taken as well", look(io.BytesIO(PICTURES[0]), "image/jpeg") == findings[0])
    faulty = next(found for found in findings if found["IsAnomalous"])
    check("a fault has a name, an area and a colour",
          [one["Name"] for one in faulty["Anomalies"]] == ["background", "scratch"]
          and faulty["Anomalies"][1]["PixelAnomaly"]["Color"] == "#FF0000"
          and 0 <= faulty["Anomalies"][1]["PixelAnomaly"]["TotalPercentageArea"] <= 100)
    check("its mask is a PNG", faulty["AnomalyMask"].startswith(b"\x89PNG\r\n\x1a\n"))
    check("where there is no fault, there is no mask",
          all("AnomalyMask" not in found for found in findings if not found["IsAnomalous"]))

    harness.check_rejected("a text", "ValidationException", 400, lambda: look(b"text", "text/plain"), names="ContentType")
    harness.check_rejected("an empty picture", "ValidationException", 400, lambda: look(b""), names="Body")
    lookout.stop_model(**model)
    harness.check_rejected("a model that is being stopped", "ConflictException", 409, lambda: look(PICTURES[0]), "MODEL")
