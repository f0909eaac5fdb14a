"""Detection"""

import io

PROJECT = "boto-detection"
IMAGES = [b"\x89PNG\r\n\x1a\n" + bytes([number]) * 1000 for number in range(20)]


def run(harness):
    lookout, check = harness.lookout, harness.check
    harness.project_with_dataset(PROJECT)
    version = harness.hosted_model(PROJECT)["ModelVersion"]
    model = {"ProjectName": PROJECT, "ModelVersion": version}

    def look(image, content_type="image/png"):
        return lookout.detect_anomalies(**model, Body=image, ContentType=content_type)["DetectAnomalyResult"]

    findings = [look(image) for image in IMAGES]
    check("the image was sent with the request", all(found["Source"] == {"Type": "direct"} for found in findings))
    check("confidence is from 0 to 1", all(0 <= found["Confidence"] <= 1 for found in findings))
    check("some images are anomalous, and some are normal", {found["IsAnomalous"] for found in findings} == {True, False})
    check("the same image has the same result", [look(image) for image in IMAGES] == findings)
    check("a file is accepted as well", look(io.BytesIO(IMAGES[0]), "image/jpeg") == findings[0])
    faulty = next(found for found in findings if found["IsAnomalous"])
    check("an anomaly has a name, an area and a colour",
          [one["Name"] for one in faulty["Anomalies"]] == ["background", "scratch"]
          and faulty["Anomalies"][1]["PixelAnomaly"]["Color"] == "#FF0000"
          and 0 <= faulty["Anomalies"][1]["PixelAnomaly"]["TotalPercentageArea"] <= 100)
    check("its mask is a PNG", faulty["AnomalyMask"].startswith(b"\x89PNG\r\n\x1a\n"))
    check("where there is no fault, there is no mask",
          all("AnomalyMask" not in found for found in findings if not found["IsAnomalous"]))

    harness.check_rejected("a text", "ValidationException", 400, lambda: look(b"text", "text/plain"), names="ContentType")
    harness.check_rejected("an empty image", "ValidationException", 400, lambda: look(b""), names="Body")
    lookout.stop_model(**model)
    harness.check_rejected("a model that is being stopped", "ConflictException", 409, lambda: look(IMAGES[0]), "MODEL")
