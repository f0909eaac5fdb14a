//! The settings of checksums and compression.

#[cfg(feature = "checksums")]
use super::settings::Setting;
use super::settings::Settings;
use crate::call::body_settings::BodySettings;
#[cfg(feature = "checksums")]
use crate::call::body_settings::ChecksumPolicy;
use crate::config::config_error::ConfigError;

/// The largest minimum size of a compressed body that AWS's tools accept, in bytes.
#[cfg(feature = "compression")]
const MAX_MIN_SIZE: usize = 10_485_760;

/// Completes the settings that are not set in code.
pub(super) fn complete(body: &mut BodySettings, settings: Settings<'_>) -> Result<(), ConfigError> {
    #[cfg(feature = "checksums")]
    {
        let (variable, property) = ("AWS_REQUEST_CHECKSUM_CALCULATION", "request_checksum_calculation");
        or_find(&mut body.request_checksums, || policy(settings, variable, property))?;
        let (variable, property) = ("AWS_RESPONSE_CHECKSUM_VALIDATION", "response_checksum_validation");
        or_find(&mut body.response_checksums, || policy(settings, variable, property))?;
        let signing = || settings.nested("s3", "payload_signing_enabled").map(Setting::boolean).transpose();
        or_find(&mut body.payload_signing, signing)?;
    }
    #[cfg(feature = "compression")]
    {
        let (variable, property) = ("AWS_DISABLE_REQUEST_COMPRESSION", "disable_request_compression");
        or_find(&mut body.compression_disabled, || settings.boolean(variable, property))?;
        or_find(&mut body.min_compression_size, || min_size(settings))?;
    }
    Ok(())
}

fn or_find<T>(
    setting: &mut Option<T>,
    find: impl FnOnce() -> Result<Option<T>, ConfigError>,
) -> Result<(), ConfigError> {
    if setting.is_none() {
        *setting = find()?;
    }
    Ok(())
}

#[cfg(feature = "checksums")]
fn policy(
    settings: Settings<'_>,
    variable: &'static str,
    property: &'static str,
) -> Result<Option<ChecksumPolicy>, ConfigError> {
    let Some(setting) = settings.find(&[variable], property) else { return Ok(None) };
    match setting.value.trim().to_ascii_lowercase().as_str() {
        "when_supported" => Ok(Some(ChecksumPolicy::WhenSupported)),
        "when_required" => Ok(Some(ChecksumPolicy::WhenRequired)),
        _ => Err(setting.must_be("`when_supported` or `when_required`")),
    }
}

#[cfg(feature = "compression")]
fn min_size(settings: Settings<'_>) -> Result<Option<usize>, ConfigError> {
    let (variable, property) = ("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "request_min_compression_size_bytes");
    let Some(setting) = settings.find(&[variable], property) else { return Ok(None) };
    match setting.value.trim().parse() {
        Ok(bytes) if bytes <= MAX_MIN_SIZE => Ok(Some(bytes)),
        _ => Err(setting.must_be("a number of bytes from 0 to 10485760")),
    }
}
