//! Lists of objects.

use aws_operation::{Timestamp, aws_operation, aws_shape};

use crate::service::Service;
use crate::values::{ChecksumAlgorithm, ChecksumType, EncodingType, RequestPayer, StorageClass};

/// Lists the objects of a bucket, in order of their keys, up to 1,000 in a page.
///
/// The client asks for percent-encoded keys and decodes them, so that a key may have any character.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::ListObjectsV2;
///
/// let list = ListObjectsV2 { prefix: Some("cats/".to_owned()), ..ListObjectsV2::new("paint") };
/// let mut objects = list.paginate(&client).items();
/// while let Some(object) = objects.next().await {
///     let object = object?;
///     println!("{} {:?}", object.key, object.size);
/// }
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "ListObjectsV2")]
#[aws(http = "GET /{bucket}?list-type=2")]
#[aws(paginated(
    input = "continuation_token",
    output = "next_continuation_token",
    items = "contents",
    more = "is_truncated"
))]
#[derive(Clone, Debug, Default)]
pub struct ListObjectsV2 {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// What the keys begin with.
    #[aws(query = "prefix", context = "Prefix")]
    pub prefix: Option<String>,
    /// Keys with the same text up to this one, after the prefix, are listed as one prefix. `/` lists a folder.
    #[aws(query = "delimiter")]
    pub delimiter: Option<String>,
    /// Only keys after this one.
    #[aws(query = "start-after")]
    pub start_after: Option<String>,
    /// The maximum number of keys in a page; 1,000 by default.
    #[aws(query = "max-keys")]
    pub max_keys: Option<i32>,
    /// The token of the next page.
    #[aws(query = "continuation-token")]
    pub continuation_token: Option<String>,
    /// `Url` asks for encoded keys. The client does so itself, and decodes them.
    #[aws(query = "encoding-type")]
    pub encoding_type: Option<EncodingType>,
    /// Whether to list the owners.
    #[aws(query = "fetch-owner")]
    pub fetch_owner: Option<bool>,
    /// `Requester`: you pay for the request, where a bucket wants that.
    #[aws(header = "x-amz-request-payer")]
    pub request_payer: Option<RequestPayer>,
    /// The account that must own the bucket; otherwise status 403.
    #[aws(header = "x-amz-expected-bucket-owner")]
    pub expected_bucket_owner: Option<String>,
}

impl ListObjectsV2 {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), ..Self::default() }
    }
}

/// A page of `ListObjectsV2`.
#[aws_shape(xml_name = "ListBucketResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListObjectsV2Output {
    /// The objects.
    #[aws(xml_flattened, default)]
    pub contents: Vec<Object>,
    /// What keys with the delimiter begin with.
    #[aws(xml_flattened, default)]
    pub common_prefixes: Vec<CommonPrefix>,
    /// Whether there are more pages.
    pub is_truncated: Option<bool>,
    /// The token of the next page.
    pub next_continuation_token: Option<String>,
    /// The number of keys and prefixes in this page.
    pub key_count: Option<i32>,
    /// The maximum number of keys in a page.
    pub max_keys: Option<i32>,
    /// The bucket.
    pub name: Option<String>,
    /// As in the request.
    pub prefix: Option<String>,
    /// As in the request.
    pub delimiter: Option<String>,
    /// As in the request.
    pub start_after: Option<String>,
    /// As in the request.
    pub continuation_token: Option<String>,
    /// How keys are encoded. The client decodes them, and leaves this out.
    pub encoding_type: Option<EncodingType>,
    /// `requester`, if you paid for the request.
    #[aws(header = "x-amz-request-charged")]
    pub request_charged: Option<String>,
}

/// An object in a list.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object {
    /// The key.
    pub key: String,
    /// The length in bytes.
    pub size: Option<i64>,
    /// When the object was stored.
    pub last_modified: Option<Timestamp>,
    /// The entity tag, in quotes.
    pub e_tag: Option<String>,
    /// Where S3 keeps the object.
    pub storage_class: Option<StorageClass>,
    /// The algorithms of its checksums.
    #[aws(xml_flattened, default)]
    pub checksum_algorithm: Vec<ChecksumAlgorithm>,
    /// Whether the checksum is one of the whole object.
    pub checksum_type: Option<ChecksumType>,
    /// The owner, if the request asks for it.
    pub owner: Option<Owner>,
}

/// What several keys begin with.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommonPrefix {
    /// The prefix, with the delimiter at its end.
    pub prefix: Option<String>,
}

/// The owner of an object or an upload.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// The canonical ID of the account.
    #[aws(rename = "ID")]
    pub id: Option<String>,
    /// The name, in a few regions.
    pub display_name: Option<String>,
}
