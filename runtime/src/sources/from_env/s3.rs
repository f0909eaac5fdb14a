//! The settings of where the buckets of S3 are. Source: the AWS SDKs and Tools Reference Guide, and botocore's `s3` section.

use super::settings::{Setting, Settings};
use crate::config::config_error::ConfigError;
use crate::config::endpoint::s3::S3Settings;

/// Completes the settings that are not set in code.
pub(super) fn complete(s3: &mut S3Settings, settings: Settings<'_>) -> Result<(), ConfigError> {
    let found = S3Settings {
        force_path_style: addressing_style(settings)?,
        accelerate: boolean(settings.nested("s3", "use_accelerate_endpoint"))?,
        use_arn_region: match settings.boolean("AWS_S3_USE_ARN_REGION", "s3_use_arn_region")? {
            None => boolean(settings.nested("s3", "use_arn_region"))?,
            found => found,
        },
        use_global_endpoint: us_east_1(settings)?,
        // AWS has no setting for it.
        follow_bucket_region: None,
        disable_multi_region_access_points: match settings
            .boolean("AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS", "s3_disable_multiregion_access_points")?
        {
            None => boolean(settings.nested("s3", "s3_disable_multiregion_access_points"))?,
            found => found,
        },
        disable_express_session_auth: settings
            .boolean("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", "s3_disable_express_session_auth")?,
    };
    *s3 = S3Settings {
        force_path_style: s3.force_path_style.or(found.force_path_style),
        accelerate: s3.accelerate.or(found.accelerate),
        use_arn_region: s3.use_arn_region.or(found.use_arn_region),
        use_global_endpoint: s3.use_global_endpoint.or(found.use_global_endpoint),
        follow_bucket_region: s3.follow_bucket_region,
        disable_multi_region_access_points: s3
            .disable_multi_region_access_points
            .or(found.disable_multi_region_access_points),
        disable_express_session_auth: s3.disable_express_session_auth.or(found.disable_express_session_auth),
    };
    Ok(())
}

fn boolean(setting: Option<Setting>) -> Result<Option<bool>, ConfigError> {
    setting.map(Setting::boolean).transpose()
}

/// Whether the bucket is in the path. `auto` is the default.
fn addressing_style(settings: Settings<'_>) -> Result<Option<bool>, ConfigError> {
    let Some(setting) = settings.nested("s3", "addressing_style") else { return Ok(None) };
    match setting.value.trim().to_ascii_lowercase().as_str() {
        "auto" => Ok(None),
        "virtual" => Ok(Some(false)),
        "path" => Ok(Some(true)),
        _ => Err(setting.must_be("`auto`, `virtual` or `path`")),
    }
}

fn us_east_1(settings: Settings<'_>) -> Result<Option<bool>, ConfigError> {
    let (variable, property) = ("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", "s3_us_east_1_regional_endpoint");
    let setting = settings.find(&[variable], property);
    let Some(setting) = setting.or_else(|| settings.nested("s3", "us_east_1_regional_endpoint")) else {
        return Ok(None);
    };
    match setting.value.trim().to_ascii_lowercase().as_str() {
        "legacy" => Ok(Some(true)),
        "regional" => Ok(Some(false)),
        _ => Err(setting.must_be("`regional` or `legacy`")),
    }
}
