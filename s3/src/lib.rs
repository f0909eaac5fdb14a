#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
// Labels of features, on docs.rs.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod operations;
mod post_policy;
mod service;
mod transfer;
mod values;

pub use operations::abort_multipart_upload::{AbortMultipartUpload, AbortMultipartUploadOutput};
pub use operations::bucket::{
    CreateBucket, CreateBucketConfiguration, CreateBucketOutput, GetBucketLocation, GetBucketLocationOutput,
    HeadBucket, HeadBucketOutput,
};
pub use operations::complete_multipart_upload::{
    CompleteMultipartUpload, CompleteMultipartUploadOutput, CompletedMultipartUpload, CompletedPart,
};
pub use operations::copy_object::{CopyObject, CopyObjectOutput, CopyObjectResult};
pub use operations::create_multipart_upload::{CreateMultipartUpload, CreateMultipartUploadOutput};
pub use operations::delete_object::{
    Delete, DeleteFailure, DeleteObject, DeleteObjectOutput, DeleteObjects, DeleteObjectsOutput, DeletedObject,
    ObjectIdentifier,
};
pub use operations::get_object::{GetObject, GetObjectOutput};
pub use operations::head_object::{HeadObject, HeadObjectOutput};
pub use operations::list_multipart_uploads::{ListMultipartUploads, ListMultipartUploadsOutput, MultipartUpload};
pub use operations::list_objects::{CommonPrefix, ListObjectsV2, ListObjectsV2Output, Object, Owner};
pub use operations::list_parts::{ListParts, ListPartsOutput, Part};
pub use operations::put_object::{PutObject, PutObjectOutput};
pub use operations::upload_part::{UploadPart, UploadPartOutput};
pub use post_policy::{PostPolicy, PresignedPost};
pub use service::{Error, Service};
pub use transfer::Transfer;
pub use transfer::download::{Download, DownloadStream, Downloaded};
pub use transfer::error::TransferError;
pub use transfer::progress::TransferEvent;
pub use transfer::upload::{Upload, Uploaded};
pub use values::{
    BucketAcl, CannedAcl, ChecksumAlgorithm, ChecksumMode, ChecksumType, EncodingType, LegalHold, MetadataDirective,
    ObjectLockMode, ObjectOwnership, RequestPayer, ServerSideEncryption, StorageClass, TaggingDirective,
};
