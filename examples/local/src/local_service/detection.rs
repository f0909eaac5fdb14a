//! Anomaly detection: the result is computed from the image's bytes, and is the same for the same image.

use aws_operation::Blob;
use aws_operation::server::IncomingCall;

use super::constraints::Checked as _;
use super::state::State;
use crate::lookoutvision::{
    Anomaly, DetectAnomalies, DetectAnomaliesOutput, DetectAnomalyResult, Error, ImageSource, ModelStatus, PixelAnomaly,
};

/// A PNG of one red pixel.
const MASK: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

pub(super) fn detect(state: &mut State, call: &IncomingCall<DetectAnomalies>) -> Result<DetectAnomaliesOutput, Error> {
    call.check()?;
    let model = state.project(&call.project_name)?.model(&call.model_version)?;
    model.must_be(&ModelStatus::Hosted)?;
    Ok(DetectAnomaliesOutput { detect_anomaly_result: Some(examine(call.body.as_bytes().map_or(&[], |bytes| bytes))) })
}

/// The made-up result for an image.
fn examine(image: &[u8]) -> DetectAnomalyResult {
    let [first, second, third, ..] = number_of(image).to_le_bytes();
    let is_anomalous = first.is_multiple_of(2);
    let anomalous_area = f32::from(second) / 256.0 * 50.0;
    let mut anomalies = vec![anomaly("background", 100.0, "#FFFFFF")];
    if is_anomalous {
        anomalies = vec![
            anomaly("background", 100.0 - anomalous_area, "#FFFFFF"),
            anomaly("scratch", anomalous_area, "#FF0000"),
        ];
    }
    DetectAnomalyResult {
        source: Some(ImageSource { r#type: Some("direct".to_owned()) }),
        is_anomalous: Some(is_anomalous),
        confidence: Some(0.5 + f32::from(third) / 512.0),
        anomalies: Some(anomalies),
        anomaly_mask: is_anomalous.then(|| Blob::from(MASK)),
    }
}

fn anomaly(name: &str, area: f32, color: &str) -> Anomaly {
    let pixel_anomaly = PixelAnomaly { total_percentage_area: Some(area), color: Some(color.to_owned()) };
    Anomaly { name: Some(name.to_owned()), pixel_anomaly: Some(pixel_anomaly) }
}

/// A hash of `bytes`: FNV-1a and the finalizer of `MurmurHash3`, because many bits of FNV-1a hardly vary.
fn number_of(bytes: &[u8]) -> u64 {
    let number = bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |number, byte| (number ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3));
    let number = (number ^ (number >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    number ^ (number >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_image_has_the_same_result() {
        assert_eq!(examine(b"an image"), examine(b"an image"));
    }

    #[test]
    fn some_images_are_anomalous() {
        let anomalous = (0_u8..100).filter(|number| examine(&[*number; 1000]).is_anomalous == Some(true)).count();
        assert!((20..80).contains(&anomalous), "{anomalous} of 100");
    }
}
