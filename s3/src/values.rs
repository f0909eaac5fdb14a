//! The values of members that are one of a few texts. A text that is none of them is `Unknown`.

use aws_operation::aws_shape;

/// A canned access control list of a bucket.
#[aws_shape(rename_all = "kebab-case")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // S3's names
pub enum BucketAcl {
    Private,
    PublicRead,
    PublicReadWrite,
    AuthenticatedRead,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// A canned access control list of an object.
#[aws_shape(rename_all = "kebab-case")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // S3's names
pub enum CannedAcl {
    Private,
    PublicRead,
    PublicReadWrite,
    AuthenticatedRead,
    AwsExecRead,
    BucketOwnerRead,
    BucketOwnerFullControl,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// The algorithm of a checksum. The client computes all but the last four.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // S3's names
pub enum ChecksumAlgorithm {
    Crc32,
    Crc32c,
    Crc64nvme,
    Sha1,
    Sha256,
    Sha512,
    Md5,
    Xxhash64,
    Xxhash3,
    Xxhash128,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// Whether a response has the checksum of the object.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChecksumMode {
    /// It has.
    Enabled,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// What the checksum of an object that was uploaded in parts is made of.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ChecksumType {
    /// Of the checksums of its parts. It depends on the lengths of the parts.
    Composite,
    /// Of its bytes.
    FullObject,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// How keys are encoded.
#[aws_shape(rename_all = "snake_case")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EncodingType {
    /// Percent-encoded.
    Url,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// Whether an object has a legal hold.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // S3's names
pub enum LegalHold {
    On,
    Off,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// What becomes of the metadata of a copied object.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // S3's names
pub enum MetadataDirective {
    Copy,
    Replace,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// How strictly an object is locked.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ObjectLockMode {
    /// Users with the permission may delete it.
    Governance,
    /// Nobody may delete it.
    Compliance,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// Who owns the objects of a bucket.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // S3's names
pub enum ObjectOwnership {
    BucketOwnerPreferred,
    ObjectWriter,
    BucketOwnerEnforced,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// Who pays for a request.
#[aws_shape(rename_all = "snake_case")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // S3's names
pub enum RequestPayer {
    Requester,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// How S3 encrypts an object.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ServerSideEncryption {
    /// With keys of S3.
    Aes256,
    /// With a key of KMS.
    #[aws(rename = "aws:kms")]
    AwsKms,
    /// With a key of KMS, in two layers.
    #[aws(rename = "aws:kms:dsse")]
    AwsKmsDsse,
    /// By `FSx`.
    #[aws(rename = "aws:fsx")]
    AwsFsx,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// Where S3 keeps an object.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // S3's names
pub enum StorageClass {
    Standard,
    ReducedRedundancy,
    StandardIa,
    OnezoneIa,
    IntelligentTiering,
    Glacier,
    GlacierIr,
    DeepArchive,
    Outposts,
    Snow,
    ExpressOnezone,
    FsxOpenzfs,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}

/// What becomes of the tags of a copied object.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // S3's names
pub enum TaggingDirective {
    Copy,
    Replace,
    /// Another value.
    #[aws(unknown)]
    Unknown(String),
}
