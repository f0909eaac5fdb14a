//! The builder's settings of where the buckets of S3 are.

use super::ClientBuilder;

/// Settings of S3. They apply to operations with the [endpoint parameter](crate::aws_operation#endpoint-parameters)
/// `Bucket`.
impl ClientBuilder {
    /// Whether the bucket is in the path, `https://s3.us-east-1.amazonaws.com/bucket`, instead of in the host: AWS's
    /// `addressing_style`.
    ///
    /// By default it is in the host, where AWS's rules allow that: not with dots over TLS, with capitals, or at an IP address. At
    /// `localhost` it is in the path, because `bucket.localhost` does not resolve everywhere.
    pub fn s3_force_path_style(mut self, force: bool) -> Self {
        self.s3.force_path_style = Some(force);
        self
    }

    /// Whether to use S3 Transfer Acceleration: AWS's `use_accelerate_endpoint`. Off by default.
    pub fn s3_use_accelerate_endpoint(mut self, accelerate: bool) -> Self {
        self.s3.accelerate = Some(accelerate);
        self
    }

    /// Whether the region in the ARN of an access point may be another one than the client's: AWS's `s3_use_arn_region`. It may
    /// by default.
    pub fn s3_use_arn_region(mut self, use_arn_region: bool) -> Self {
        self.s3.use_arn_region = Some(use_arn_region);
        self
    }

    /// Whether to use `s3.amazonaws.com` in us-east-1: AWS's `s3_us_east_1_regional_endpoint = legacy`. Off by default.
    pub fn s3_use_global_endpoint(mut self, use_global_endpoint: bool) -> Self {
        self.s3.use_global_endpoint = Some(use_global_endpoint);
        self
    }

    /// Whether to send a request once more to the region where the bucket is, if S3 responds that it is in another one of the same
    /// partition. The client remembers that region. Off by default; the error then names the region. It is never done with an
    /// endpoint URL.
    pub fn s3_follow_bucket_region(mut self, follow: bool) -> Self {
        self.s3.follow_bucket_region = Some(follow);
        self
    }

    /// Whether to reject ARNs of multi-Region access points: AWS's `s3_disable_multiregion_access_points`. Off by default.
    pub fn s3_disable_multiregion_access_points(mut self, disable: bool) -> Self {
        self.s3.disable_multi_region_access_points = Some(disable);
        self
    }

    /// Whether to sign requests for directory buckets with the credentials themselves: AWS's
    /// `s3_disable_express_session_auth`. By default they are signed with the credentials of a
    /// [session](crate::customizations#sessions-of-s3-express), except at an endpoint URL outside of AWS.
    pub fn s3_disable_express_session_auth(mut self, disable: bool) -> Self {
        self.s3.disable_express_session_auth = Some(disable);
        self
    }
}
