//! The actions of S3, most of which are named otherwise than its operations.
//!
//! By "Required permissions for Amazon S3 API operations" in S3's user guide: what each operation on a general purpose
//! bucket requires. What it requires of some calls alone (versions, ACLs, tags, locks) is not here.

/// The actions that an operation needs, where they are not its name alone.
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

/// The configurations whose actions do not have `Bucket` in their names. Listing them is getting them, and deleting them
/// is putting them.
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
