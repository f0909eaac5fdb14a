//! The settings of a client that decide where a bucket is.

/// What the user set, in code or in the environment. `None` leaves the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct S3Settings {
    pub(crate) force_path_style: Option<bool>,
    pub(crate) accelerate: Option<bool>,
    pub(crate) use_arn_region: Option<bool>,
    pub(crate) use_global_endpoint: Option<bool>,
    pub(crate) follow_bucket_region: Option<bool>,
    pub(crate) disable_multi_region_access_points: Option<bool>,
    pub(crate) disable_express_session_auth: Option<bool>,
}
