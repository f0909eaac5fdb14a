//! Operations of Amazon S3, with the members that a program here needs. `aws-operation add s3 ..` writes all.

use std::collections::HashMap;

use aws_operation::{ByteStream, Sensitive, Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon Simple Storage Service.
#[aws_service(
    id = "S3",
    protocol = "restXml",
    xml_namespace = "http://s3.amazonaws.com/doc/2006-03-01/",
    error = Error
)]
pub struct Service;

/// The errors of these operations.
#[aws_error]
#[derive(Debug, PartialEq, Eq)]
#[allow(missing_docs)] // S3's names
pub enum Error {
    BadDigest {
        message: String,
    },
    BadRequest {
        message: String,
    },
    #[aws(status = 409)]
    BucketAlreadyOwnedByYou {
        message: String,
    },
    #[aws(status = 409)]
    BucketNotEmpty {
        message: String,
    },
    EntityTooSmall {
        message: String,
    },
    #[aws(status = 500, transient)]
    InternalError {
        message: String,
    },
    InvalidPart {
        message: String,
    },
    #[aws(status = 416)]
    InvalidRange {
        message: String,
    },
    #[aws(status = 404)]
    NoSuchBucket {
        message: String,
    },
    #[aws(status = 404)]
    NoSuchKey {
        message: String,
        key: String,
    },
    #[aws(status = 404)]
    NoSuchUpload {
        message: String,
    },
    /// The error of HEAD requests, which have no body.
    #[aws(status = 404)]
    NotFound {
        message: String,
    },
    #[aws(status = 412)]
    PreconditionFailed {
        message: String,
    },
    #[aws(status = 503, throttling)]
    SlowDown {
        message: String,
    },
}

/// Stores an object. Repeating it replaces the object by itself.
#[aws_operation(name = "PutObject", idempotent)]
#[aws(http = "PUT /{bucket}/{key+}", checksum(algorithm = "checksum_algorithm"))]
#[derive(Clone, Debug, Default)]
pub struct PutObject {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key.
    pub key: String,
    /// The content.
    #[aws(payload)]
    pub body: ByteStream,
    /// The media type.
    #[aws(header = "Content-Type")]
    pub content_type: Option<String>,
    /// The encoding of the content, such as `gzip`.
    #[aws(header = "Content-Encoding")]
    pub content_encoding: Option<String>,
    /// When the content is out of date.
    #[aws(header = "Expires")]
    pub expires: Option<Timestamp>,
    /// `*`: only if there is no object with this key.
    #[aws(header = "If-None-Match")]
    pub if_none_match: Option<String>,
    /// Only if the object has this `ETag`.
    #[aws(header = "If-Match")]
    pub if_match: Option<String>,
    /// The metadata of the object, in ASCII.
    #[aws(prefix_headers = "x-amz-meta-")]
    pub metadata: HashMap<String, String>,
    /// The algorithm of the checksum.
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    pub checksum_algorithm: Option<String>,
    /// The CRC-32.
    #[aws(header = "x-amz-checksum-crc32")]
    pub checksum_crc32: Option<String>,
    /// The CRC-32C.
    #[aws(header = "x-amz-checksum-crc32c")]
    pub checksum_crc32c: Option<String>,
    /// The CRC-64/NVME.
    #[aws(header = "x-amz-checksum-crc64nvme")]
    pub checksum_crc64nvme: Option<String>,
    /// The SHA-1.
    #[aws(header = "x-amz-checksum-sha1")]
    pub checksum_sha1: Option<String>,
    /// The SHA-256.
    #[aws(header = "x-amz-checksum-sha256")]
    pub checksum_sha256: Option<String>,
}

/// The response of `PutObject`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutObjectOutput {
    /// The entity tag, in quotes.
    #[aws(header = "ETag")]
    pub e_tag: Option<String>,
    /// The CRC-32.
    #[aws(header = "x-amz-checksum-crc32")]
    pub checksum_crc32: Option<String>,
    /// The CRC-32C.
    #[aws(header = "x-amz-checksum-crc32c")]
    pub checksum_crc32c: Option<String>,
    /// The CRC-64/NVME.
    #[aws(header = "x-amz-checksum-crc64nvme")]
    pub checksum_crc64nvme: Option<String>,
    /// The SHA-1.
    #[aws(header = "x-amz-checksum-sha1")]
    pub checksum_sha1: Option<String>,
    /// The SHA-256.
    #[aws(header = "x-amz-checksum-sha256")]
    pub checksum_sha256: Option<String>,
}

/// Reads an object.
#[aws_operation(name = "GetObject")]
#[aws(http = "GET /{bucket}/{key+}", checksum(validate = "checksum_mode"))]
#[derive(Clone, Debug, Default)]
pub struct GetObject {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key.
    pub key: String,
    /// A range, such as `bytes=0-9`.
    #[aws(header = "Range")]
    pub range: Option<String>,
    /// Only if the object has this `ETag`.
    #[aws(header = "If-Match")]
    pub if_match: Option<String>,
    /// `ENABLED` asks for the checksum.
    #[aws(header = "x-amz-checksum-mode")]
    pub checksum_mode: Option<String>,
}

/// The response of `GetObject`.
#[aws_shape]
#[derive(Debug)]
pub struct GetObjectOutput {
    /// The content.
    #[aws(payload)]
    pub body: ByteStream,
    /// 206 with a range.
    #[aws(status)]
    pub status: Option<i32>,
    /// The range of the content.
    #[aws(header = "Content-Range")]
    pub content_range: Option<String>,
    /// The media type.
    #[aws(header = "Content-Type")]
    pub content_type: Option<String>,
    /// The encoding of the content.
    #[aws(header = "Content-Encoding")]
    pub content_encoding: Option<String>,
    /// When the content is out of date, if the header is a date. The text itself is in `Response::headers`.
    #[aws(header = "Expires")]
    pub expires: Option<Timestamp>,
    /// The entity tag, in quotes.
    #[aws(header = "ETag")]
    pub e_tag: Option<String>,
    /// When the object was stored.
    #[aws(header = "Last-Modified")]
    pub last_modified: Option<Timestamp>,
    /// The metadata of the object.
    #[aws(prefix_headers = "x-amz-meta-")]
    pub metadata: HashMap<String, String>,
    /// The CRC-32.
    #[aws(header = "x-amz-checksum-crc32")]
    pub checksum_crc32: Option<String>,
    /// The CRC-32C.
    #[aws(header = "x-amz-checksum-crc32c")]
    pub checksum_crc32c: Option<String>,
    /// The CRC-64/NVME.
    #[aws(header = "x-amz-checksum-crc64nvme")]
    pub checksum_crc64nvme: Option<String>,
    /// The SHA-1.
    #[aws(header = "x-amz-checksum-sha1")]
    pub checksum_sha1: Option<String>,
    /// The SHA-256.
    #[aws(header = "x-amz-checksum-sha256")]
    pub checksum_sha256: Option<String>,
    /// `FULL_OBJECT` or `COMPOSITE`.
    #[aws(header = "x-amz-checksum-type")]
    pub checksum_type: Option<String>,
}

/// Reads what is known of an object.
#[aws_operation(name = "HeadObject")]
#[aws(http = "HEAD /{bucket}/{key+}")]
#[derive(Clone, Debug, Default)]
pub struct HeadObject {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key.
    pub key: String,
    /// `ENABLED` asks for the checksum.
    #[aws(header = "x-amz-checksum-mode")]
    pub checksum_mode: Option<String>,
}

/// The response of `HeadObject`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadObjectOutput {
    /// The length of the object.
    #[aws(header = "Content-Length")]
    pub content_length: Option<i64>,
    /// The media type.
    #[aws(header = "Content-Type")]
    pub content_type: Option<String>,
    /// The entity tag, in quotes.
    #[aws(header = "ETag")]
    pub e_tag: Option<String>,
    /// When the object was stored.
    #[aws(header = "Last-Modified")]
    pub last_modified: Option<Timestamp>,
    /// The metadata of the object.
    #[aws(prefix_headers = "x-amz-meta-")]
    pub metadata: HashMap<String, String>,
    /// The CRC-32.
    #[aws(header = "x-amz-checksum-crc32")]
    pub checksum_crc32: Option<String>,
    /// The CRC-32C.
    #[aws(header = "x-amz-checksum-crc32c")]
    pub checksum_crc32c: Option<String>,
    /// The CRC-64/NVME.
    #[aws(header = "x-amz-checksum-crc64nvme")]
    pub checksum_crc64nvme: Option<String>,
    /// The SHA-1.
    #[aws(header = "x-amz-checksum-sha1")]
    pub checksum_sha1: Option<String>,
    /// The SHA-256.
    #[aws(header = "x-amz-checksum-sha256")]
    pub checksum_sha256: Option<String>,
    /// `FULL_OBJECT` or `COMPOSITE`.
    #[aws(header = "x-amz-checksum-type")]
    pub checksum_type: Option<String>,
}

/// Deletes an object.
#[aws_operation(name = "DeleteObject", output = ())]
#[aws(http = "DELETE /{bucket}/{key+}", code = 204)]
#[derive(Clone, Debug, Default)]
pub struct DeleteObject {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key.
    pub key: String,
}

/// Deletes up to 1,000 objects.
#[aws_operation(name = "DeleteObjects", idempotent)]
#[aws(http = "POST /{bucket}?delete", checksum(algorithm = "checksum_algorithm", required))]
#[derive(Clone, Debug, Default)]
pub struct DeleteObjects {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The objects.
    #[aws(payload)]
    pub delete: Delete,
    /// The algorithm of the checksum.
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    pub checksum_algorithm: Option<String>,
}

/// The objects to delete.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delete {
    /// The objects.
    #[aws(rename = "Object", xml_flattened)]
    pub objects: Vec<ObjectIdentifier>,
    /// Whether only failures are reported.
    pub quiet: Option<bool>,
}

/// An object to delete.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectIdentifier {
    /// The key.
    pub key: String,
}

/// The response of `DeleteObjects`, which may be a success of some objects only.
#[aws_shape(xml_name = "DeleteResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteObjectsOutput {
    /// The deleted objects.
    #[aws(xml_flattened)]
    pub deleted: Option<Vec<ObjectIdentifier>>,
    /// The others.
    #[aws(rename = "Error", xml_flattened)]
    pub errors: Option<Vec<DeleteFailure>>,
}

/// Why an object was not deleted.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteFailure {
    /// The key.
    pub key: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
}

/// Copies an object.
#[aws_operation(name = "CopyObject", idempotent, attempt_timeout = "10m")]
#[aws(http = "PUT /{bucket}/{key+}")]
#[derive(Clone, Debug, Default)]
pub struct CopyObject {
    /// The bucket of the copy.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key of the copy.
    pub key: String,
    /// `bucket/key` of the source, percent-encoded.
    #[aws(header = "x-amz-copy-source")]
    pub copy_source: String,
}

/// The response of `CopyObject`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyObjectOutput {
    /// The copy.
    #[aws(payload)]
    pub copy_object_result: Option<CopyObjectResult>,
}

/// The copy of an object.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyObjectResult {
    /// The entity tag, in quotes.
    pub e_tag: Option<String>,
    /// When the copy was made.
    pub last_modified: Option<Timestamp>,
}

/// Lists objects in order of their keys.
#[aws_operation(name = "ListObjectsV2")]
#[aws(http = "GET /{bucket}?list-type=2")]
#[aws(paginated(input = "continuation_token", output = "next_continuation_token", items = "contents"))]
#[derive(Clone, Debug, Default)]
pub struct ListObjectsV2 {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// Keys with the same text up to this one are listed as one prefix.
    #[aws(query = "delimiter")]
    pub delimiter: Option<String>,
    /// `url` asks for encoded keys. The client does so itself, and decodes them.
    #[aws(query = "encoding-type")]
    pub encoding_type: Option<String>,
    /// The maximum number of keys in a page.
    #[aws(query = "max-keys")]
    pub max_keys: Option<i32>,
    /// The beginning of the keys.
    #[aws(query = "prefix")]
    pub prefix: Option<String>,
    /// The token of the next page.
    #[aws(query = "continuation-token")]
    pub continuation_token: Option<String>,
    /// Only keys after this one.
    #[aws(query = "start-after")]
    pub start_after: Option<String>,
}

/// A page of `ListObjectsV2`.
#[aws_shape(xml_name = "ListBucketResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListObjectsV2Output {
    /// Whether there are more pages.
    pub is_truncated: Option<bool>,
    /// The objects.
    #[aws(xml_flattened, default)]
    pub contents: Vec<Object>,
    /// The bucket.
    pub name: Option<String>,
    /// As in the request.
    pub prefix: Option<String>,
    /// As in the request.
    pub delimiter: Option<String>,
    /// The maximum number of keys in a page.
    pub max_keys: Option<i32>,
    /// What keys with the delimiter begin with.
    #[aws(xml_flattened, default)]
    pub common_prefixes: Vec<CommonPrefix>,
    /// How keys are encoded. A client of this crate decodes them, and leaves this out.
    pub encoding_type: Option<String>,
    /// The number of keys in this page.
    pub key_count: Option<i32>,
    /// The token of the next page.
    pub next_continuation_token: Option<String>,
}

/// An object in a list.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object {
    /// The key.
    pub key: String,
    /// When the object was stored.
    pub last_modified: Option<Timestamp>,
    /// The entity tag, in quotes.
    pub e_tag: Option<String>,
    /// The length in bytes.
    pub size: Option<i64>,
    /// `STANDARD`.
    pub storage_class: Option<String>,
}

/// What several keys begin with.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommonPrefix {
    /// The beginning.
    pub prefix: Option<String>,
}

/// Begins an upload in parts.
#[aws_operation(name = "CreateMultipartUpload")]
#[aws(http = "POST /{bucket}/{key+}?uploads")]
#[derive(Clone, Debug, Default)]
pub struct CreateMultipartUpload {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key.
    pub key: String,
    /// The media type.
    #[aws(header = "Content-Type")]
    pub content_type: Option<String>,
    /// The metadata of the object, in ASCII.
    #[aws(prefix_headers = "x-amz-meta-")]
    pub metadata: HashMap<String, String>,
    /// The algorithm of the object's checksum.
    #[aws(header = "x-amz-checksum-algorithm")]
    pub checksum_algorithm: Option<String>,
    /// `FULL_OBJECT` or `COMPOSITE`.
    #[aws(header = "x-amz-checksum-type")]
    pub checksum_type: Option<String>,
}

/// The response of `CreateMultipartUpload`.
#[aws_shape(xml_name = "InitiateMultipartUploadResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateMultipartUploadOutput {
    /// The bucket.
    pub bucket: Option<String>,
    /// The key.
    pub key: Option<String>,
    /// The ID of the upload.
    pub upload_id: Option<String>,
    /// The algorithm of the object's checksum.
    #[aws(header = "x-amz-checksum-algorithm")]
    pub checksum_algorithm: Option<String>,
}

/// Uploads a part. Repeating it replaces the part by itself.
#[aws_operation(name = "UploadPart", idempotent)]
#[aws(http = "PUT /{bucket}/{key+}", checksum(algorithm = "checksum_algorithm"))]
#[derive(Clone, Debug, Default)]
pub struct UploadPart {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key.
    pub key: String,
    /// From 1 to 10,000.
    #[aws(query = "partNumber")]
    pub part_number: i32,
    /// The ID of the upload.
    #[aws(query = "uploadId")]
    pub upload_id: String,
    /// The part.
    #[aws(payload)]
    pub body: ByteStream,
    /// The algorithm of the checksum.
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    pub checksum_algorithm: Option<String>,
    /// The CRC-32.
    #[aws(header = "x-amz-checksum-crc32")]
    pub checksum_crc32: Option<String>,
    /// The CRC-64/NVME.
    #[aws(header = "x-amz-checksum-crc64nvme")]
    pub checksum_crc64nvme: Option<String>,
}

/// The response of `UploadPart`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UploadPartOutput {
    /// The entity tag of the part, in quotes.
    #[aws(header = "ETag")]
    pub e_tag: Option<String>,
    /// The CRC-32.
    #[aws(header = "x-amz-checksum-crc32")]
    pub checksum_crc32: Option<String>,
    /// The CRC-64/NVME.
    #[aws(header = "x-amz-checksum-crc64nvme")]
    pub checksum_crc64nvme: Option<String>,
}

/// Makes an object of the parts of an upload.
#[aws_operation(name = "CompleteMultipartUpload", attempt_timeout = "10m")]
#[aws(http = "POST /{bucket}/{key+}")]
#[derive(Clone, Debug, Default)]
pub struct CompleteMultipartUpload {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key.
    pub key: String,
    /// The ID of the upload.
    #[aws(query = "uploadId")]
    pub upload_id: String,
    /// The parts.
    #[aws(payload, xml_name = "CompleteMultipartUpload")]
    pub multipart_upload: Option<CompletedMultipartUpload>,
    /// The CRC-64/NVME.
    #[aws(header = "x-amz-checksum-crc64nvme")]
    pub checksum_crc64nvme: Option<String>,
    /// `FULL_OBJECT` or `COMPOSITE`.
    #[aws(header = "x-amz-checksum-type")]
    pub checksum_type: Option<String>,
    /// `*`: only if there is no object with this key.
    #[aws(header = "If-None-Match")]
    pub if_none_match: Option<String>,
}

/// The parts of an upload, in ascending order.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompletedMultipartUpload {
    /// The parts.
    #[aws(rename = "Part", xml_flattened, default)]
    pub parts: Vec<Part>,
}

/// A part of an upload.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// From 1 to 10,000.
    pub part_number: Option<i32>,
    /// The entity tag of the part, in quotes.
    pub e_tag: Option<String>,
    /// The length in bytes. Not in requests.
    pub size: Option<i64>,
    /// When the part was stored. Not in requests.
    pub last_modified: Option<Timestamp>,
    /// The CRC-32.
    #[aws(rename = "ChecksumCRC32")]
    pub checksum_crc32: Option<String>,
    /// The CRC-64/NVME.
    #[aws(rename = "ChecksumCRC64NVME")]
    pub checksum_crc64nvme: Option<String>,
}

/// The response of `CompleteMultipartUpload`.
#[aws_shape(xml_name = "CompleteMultipartUploadResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompleteMultipartUploadOutput {
    /// The URL of the object.
    pub location: Option<String>,
    /// The bucket.
    pub bucket: Option<String>,
    /// The key.
    pub key: Option<String>,
    /// The entity tag, in quotes.
    pub e_tag: Option<String>,
    /// How the object is encrypted.
    #[aws(header = "x-amz-server-side-encryption")]
    pub server_side_encryption: Option<String>,
    /// The CRC-32; that of an upload in parts is that of their CRCs, and has their number.
    #[aws(rename = "ChecksumCRC32")]
    pub checksum_crc32: Option<String>,
    /// The CRC-64/NVME.
    #[aws(rename = "ChecksumCRC64NVME")]
    pub checksum_crc64nvme: Option<String>,
}

/// Ends an upload, and deletes its parts.
#[aws_operation(name = "AbortMultipartUpload", output = ())]
#[aws(http = "DELETE /{bucket}/{key+}", code = 204)]
#[derive(Clone, Debug, Default)]
pub struct AbortMultipartUpload {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key.
    pub key: String,
    /// The ID of the upload.
    #[aws(query = "uploadId")]
    pub upload_id: String,
}

/// Lists the parts of an upload.
#[aws_operation(name = "ListParts")]
#[aws(http = "GET /{bucket}/{key+}")]
#[aws(paginated(
    input = "part_number_marker",
    output = "next_part_number_marker",
    items = "parts",
    more = "is_truncated"
))]
#[derive(Clone, Debug, Default)]
pub struct ListParts {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key.
    pub key: String,
    /// Only parts after this one.
    #[aws(query = "part-number-marker")]
    pub part_number_marker: Option<String>,
    /// The ID of the upload.
    #[aws(query = "uploadId")]
    pub upload_id: String,
    /// The maximum number of parts in a page.
    #[aws(query = "max-parts")]
    pub max_parts: Option<i32>,
}

/// A page of `ListParts`.
#[aws_shape(xml_name = "ListPartsResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPartsOutput {
    /// The bucket.
    pub bucket: Option<String>,
    /// The key.
    pub key: Option<String>,
    /// The ID of the upload.
    pub upload_id: Option<String>,
    /// The last part of this page.
    pub next_part_number_marker: Option<String>,
    /// Whether there are more pages.
    pub is_truncated: Option<bool>,
    /// The parts.
    #[aws(rename = "Part", xml_flattened, default)]
    pub parts: Vec<Part>,
}

/// Lists the uploads that have not ended.
#[aws_operation(name = "ListMultipartUploads")]
#[aws(http = "GET /{bucket}?uploads")]
#[derive(Clone, Debug, Default)]
pub struct ListMultipartUploads {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The beginning of the keys.
    #[aws(query = "prefix")]
    pub prefix: Option<String>,
    /// Only uploads after this key.
    #[aws(query = "key-marker")]
    pub key_marker: Option<String>,
    /// Also uploads of that key with a greater ID.
    #[aws(query = "upload-id-marker")]
    pub upload_id_marker: Option<String>,
    /// The maximum number of uploads in a page.
    #[aws(query = "max-uploads")]
    pub max_uploads: Option<i32>,
}

/// A page of `ListMultipartUploads`.
#[aws_shape(xml_name = "ListMultipartUploadsResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListMultipartUploadsOutput {
    /// The uploads.
    #[aws(rename = "Upload", xml_flattened, default)]
    pub uploads: Vec<MultipartUpload>,
    /// Whether there are more pages.
    pub is_truncated: Option<bool>,
    /// The key of the last upload of this page.
    pub next_key_marker: Option<String>,
    /// The ID of the last upload of this page.
    pub next_upload_id_marker: Option<String>,
}

/// An upload that has not ended.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MultipartUpload {
    /// The ID.
    pub upload_id: Option<String>,
    /// The key.
    pub key: Option<String>,
    /// When it began.
    pub initiated: Option<Timestamp>,
}

/// Creates a bucket.
#[aws_operation(name = "CreateBucket", idempotent)]
#[aws(http = "PUT /{bucket}")]
#[derive(Clone, Debug, Default)]
pub struct CreateBucket {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// Where the bucket is, unless it is in us-east-1.
    #[aws(payload)]
    pub create_bucket_configuration: Option<CreateBucketConfiguration>,
}

/// Where a bucket is.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateBucketConfiguration {
    /// The region.
    pub location_constraint: Option<String>,
}

/// The response of `CreateBucket`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateBucketOutput {
    /// The path of the bucket.
    #[aws(header = "Location")]
    pub location: Option<String>,
}

/// Deletes an empty bucket.
#[aws_operation(name = "DeleteBucket", output = ())]
#[aws(http = "DELETE /{bucket}", code = 204)]
#[derive(Clone, Debug, Default)]
pub struct DeleteBucket {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
}

/// Reads where a bucket is.
#[aws_operation(name = "HeadBucket")]
#[aws(http = "HEAD /{bucket}")]
#[derive(Clone, Debug, Default)]
pub struct HeadBucket {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
}

/// The response of `HeadBucket`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadBucketOutput {
    /// The region.
    #[aws(header = "x-amz-bucket-region")]
    pub bucket_region: Option<String>,
}

/// Reads where a bucket is.
#[aws_operation(name = "GetBucketLocation")]
#[aws(http = "GET /{bucket}?location")]
#[derive(Clone, Debug, Default)]
pub struct GetBucketLocation {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
}

/// The response of `GetBucketLocation`.
#[aws_shape(xml_unwrapped)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetBucketLocationOutput {
    /// The region. Absent for us-east-1, and `EU` for an old bucket in eu-west-1.
    pub location_constraint: Option<String>,
}

/// Creates a session of a directory bucket. The client does so itself.
#[aws_operation(name = "CreateSession", static_context(DisableS3ExpressSessionAuth = true))]
#[aws(http = "GET /{bucket}?session")]
#[derive(Clone, Debug, Default)]
pub struct CreateSession {
    /// The bucket.
    #[aws(context = "Bucket")]
    pub bucket: String,
}

/// The response of `CreateSession`.
#[aws_shape(xml_name = "CreateSessionResult")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateSessionOutput {
    /// The credentials of the session.
    pub credentials: SessionCredentials,
}

/// The credentials of a session.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionCredentials {
    /// The key.
    pub access_key_id: String,
    /// Its secret.
    pub secret_access_key: Sensitive<String>,
    /// The token.
    pub session_token: Sensitive<String>,
    /// When they expire.
    pub expiration: Timestamp,
}

/// Lists all buckets.
#[aws_operation(name = "ListBuckets")]
#[aws(http = "GET /")]
#[derive(Clone, Debug, Default)]
pub struct ListBuckets {}

/// The response of `ListBuckets`.
#[aws_shape(xml_name = "ListAllMyBucketsResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListBucketsOutput {
    /// The buckets.
    #[aws(xml_member = "Bucket", default)]
    pub buckets: Vec<Bucket>,
}

/// A bucket.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// The name.
    pub name: Option<String>,
    /// When it was created.
    pub creation_date: Option<Timestamp>,
}
