//! The IAM actions of S3, most of which differ from the names of its operations.
//!
//! From "Required permissions for Amazon S3 API operations" in S3's user guide: what each operation on a general
//! purpose bucket requires. Permissions that only some calls require (versions, ACLs, tags, locks) are not included.

/// The actions that an operation needs, if they differ from its name.
pub(super) fn actions(operation: &str) -> Option<&'static [&'static str]> {
    of_objects(operation).or_else(|| of_buckets(operation)).or_else(|| of_configurations(operation))
}

fn of_objects(operation: &str) -> Option<&'static [&'static str]> {
    Some(match operation {
        "CompleteMultipartUpload" | "CreateMultipartUpload" | "UploadPart" => &["PutObject"],
        "CopyObject" | "UploadPartCopy" => &["GetObject", "PutObject"],
        "DeleteObjects" => &["DeleteObject"],
        "GetObjectAttributes" => &["GetObject", "GetObjectAttributes"],
        "HeadObject" | "SelectObjectContent" => &["GetObject"],
        "ListParts" => &["ListMultipartUploadParts"],
        _ => return None,
    })
}

fn of_buckets(operation: &str) -> Option<&'static [&'static str]> {
    Some(match operation {
        "DeleteBucketCors" | "PutBucketCors" => &["PutBucketCORS"],
        "DeleteBucketOwnershipControls" => &["PutBucketOwnershipControls"],
        "DeleteBucketTagging" => &["PutBucketTagging"],
        "DeletePublicAccessBlock" | "PutPublicAccessBlock" => &["PutBucketPublicAccessBlock"],
        "GetBucketCors" => &["GetBucketCORS"],
        "GetBucketNotificationConfiguration" => &["GetBucketNotification"],
        "GetObjectLockConfiguration" => &["GetBucketObjectLockConfiguration"],
        "GetPublicAccessBlock" => &["GetBucketPublicAccessBlock"],
        "HeadBucket" | "ListObjects" | "ListObjectsV2" => &["ListBucket"],
        "ListBuckets" => &["ListAllMyBuckets"],
        "ListMultipartUploads" => &["ListBucketMultipartUploads"],
        "ListObjectVersions" => &["ListBucketVersions"],
        "PutBucketNotificationConfiguration" => &["PutBucketNotification"],
        "PutObjectLockConfiguration" => &["PutBucketObjectLockConfiguration"],
        _ => return None,
    })
}

/// The configurations whose actions do not have `Bucket` in their names. `List` requires the action of `Get`, and
/// `Delete` requires that of `Put`.
fn of_configurations(operation: &str) -> Option<&'static [&'static str]> {
    let (verb, of) = operation.split_once("Bucket")?;
    let is_read = match verb {
        "Get" | "List" => true,
        "Delete" | "Put" => false,
        _ => return None,
    };
    let (get, put): (&[&str], &[&str]) = match of.trim_end_matches('s').trim_end_matches("Configuration") {
        "Accelerate" => (&["GetAccelerateConfiguration"], &["PutAccelerateConfiguration"]),
        "Analytics" => (&["GetAnalyticsConfiguration"], &["PutAnalyticsConfiguration"]),
        "Encryption" => (&["GetEncryptionConfiguration"], &["PutEncryptionConfiguration"]),
        "IntelligentTiering" => (&["GetIntelligentTieringConfiguration"], &["PutIntelligentTieringConfiguration"]),
        "Inventory" => (&["GetInventoryConfiguration"], &["PutInventoryConfiguration"]),
        "Lifecycle" => (&["GetLifecycleConfiguration"], &["PutLifecycleConfiguration"]),
        "Metrics" => (&["GetMetricsConfiguration"], &["PutMetricsConfiguration"]),
        "Replication" => (&["GetReplicationConfiguration"], &["PutReplicationConfiguration"]),
        _ => return None,
    };
    Some(if is_read { get } else { put })
}
