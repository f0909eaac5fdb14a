//! `DetectAnomalies`.

use aws_operation_examples::lookoutvision::{DetectAnomalies, DetectAnomalyResult, Error};

use super::fixture::{Fixture, conflict, not_found, of, service_error};

fn detect(picture: &[u8], content_type: &str) -> DetectAnomalies {
    DetectAnomalies {
        project_name: "paint".into(),
        model_version: "1".into(),
        content_type: content_type.into(),
        body: picture.into(),
    }
}

async fn detected(fixture: &Fixture, picture: &[u8], content_type: &str) -> DetectAnomalyResult {
    let response = detect(picture, content_type).send(&fixture.client).await.unwrap();
    response.detect_anomaly_result.unwrap()
}

#[tokio::test]
async fn a_running_model_detects_anomalies() {
    let fixture = Fixture::new().await;
    fixture.project_with_dataset("paint").await;
    fixture.hosted_model("paint").await;
    let (mut faulty, mut good) = (0, 0);
    for number in 0..20_u8 {
        // Bytes that are neither text nor base64 arrive unchanged.
        let picture = [0xFF, 0xD8, 0xFF, 0, number];
        let found = detected(&fixture, &picture, "image/jpeg").await;
        assert_eq!(found, detected(&fixture, &picture, "image/png").await);
        assert_eq!(found.source.unwrap().r#type.as_deref(), Some("direct"));
        assert!((0.0..=1.0).contains(&found.confidence.unwrap()));
        let names: Vec<_> = found.anomalies.unwrap().into_iter().map(|one| one.name.unwrap()).collect();
        if found.is_anomalous == Some(true) {
            faulty += 1;
            assert_eq!(names, ["background", "scratch"]);
            assert!(found.anomaly_mask.unwrap().starts_with(b"\x89PNG"));
        } else {
            good += 1;
            assert_eq!(names, ["background"]);
            assert_eq!(found.anomaly_mask, None);
        }
    }
    assert!(faulty > 0 && good > 0, "{faulty} faulty, {good} good");
}

#[tokio::test]
async fn a_model_that_is_not_running_detects_nothing() {
    let fixture = Fixture::new().await;
    fixture.project_with_dataset("paint").await;
    assert_eq!(not_found(detect(b"picture", "image/png").send(&fixture.client).await), of("paint/1", "MODEL"));
    fixture.trained_model("paint").await;
    assert_eq!(conflict(detect(b"picture", "image/png").send(&fixture.client).await), of("paint/1", "MODEL"));
}

#[tokio::test]
async fn an_image_must_be_a_jpeg_or_a_png() {
    let fixture = Fixture::new().await;
    for content_type in ["text/plain", "image/gif", "application/octet-stream"] {
        let error = service_error(detect(b"picture", content_type).send(&fixture.client).await);
        assert!(matches!(&error, Error::ValidationException { message } if message.contains("ContentType")), "{error}");
    }
}
