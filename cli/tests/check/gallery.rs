//! The operations of `gallery.smithy.json` as they should be: `planted.txt` says what is done to them.

use std::collections::HashMap;

use aws_operation::{Blob, ByteStream, Timestamp, aws_error, aws_operation, aws_service, aws_shape};

#[aws_service(id = "Gallery", protocol = "restJson1", signing_name = "gallery-signer")]
#[aws(endpoint_prefix = "gallery", error = Error)]
pub struct Gallery;

#[aws_operation(name = "PutPicture", service = Gallery, rename_all = "camelCase")]
#[aws(static_context(OperationKind = "data", UseOwnHost = true))]
#[aws(http = "PUT /galleries/{gallery}/pictures/{name+}?kind=plain")]
#[aws(idempotent = "token", host_prefix = "{account}.data.")]
pub struct PutPicture<'a> {
    #[aws(header = "x-account", host_label)]
    pub account: &'a str,
    #[aws(context = "Gallery")]
    pub gallery: &'a str,
    pub name: &'a str,
    #[aws(header = "X-Exif")]
    pub exif: Option<Blob>,
    #[aws(header = "X-Title")]
    pub title: Option<&'a str>,
    #[aws(header = "X-Taken")]
    pub taken: Option<Timestamp>,
    #[aws(query)]
    pub token: Option<String>,
    #[aws(prefix_headers = "x-label-")]
    pub labels: HashMap<String, String>,
    #[aws(payload = "image/png")]
    pub image: ByteStream,
}

#[aws_shape(rename_all = "camelCase")]
pub struct PutPictureOutput {
    #[aws(header = "X-Version")]
    pub version: Option<i64>,
    #[aws(status)]
    pub code: u16,
    pub checksum: Option<Blob>,
}

#[aws_operation(name = "FindPictures", service = Gallery, readonly, rename_all = "camelCase")]
#[aws(context(Words = "filter.words[*]"))]
#[aws(http = "POST /galleries/{gallery}/search")]
#[aws(paginated(input = "next_token", output = "next_token", items = "pictures"))]
pub struct FindPictures {
    pub gallery: String,
    pub next_token: Option<String>,
    pub filter: Filter,
    #[aws(timestamp = "date-time")]
    pub before: Option<Timestamp>,
}

#[aws_shape(rename_all = "camelCase")]
pub struct Filter {
    pub color: Option<Color>,
    pub size: Size,
    pub words: Option<Vec<String>>,
    pub weights: Option<Weights>,
    pub limit: Option<Limit>,
}

pub type Weights = HashMap<String, f64>;

pub struct Limit(i32);

#[aws_shape(rename_all = "kebab-case")]
pub enum Color {
    Red,
    DeepBlue,
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "camelCase")]
pub enum Size {
    Pixels(i32),
    Name(String),
}

#[aws_shape(rename_all = "camelCase")]
pub struct FindPicturesOutput {
    pub pictures: Option<Vec<Picture>>,
    pub next_token: Option<String>,
    #[aws(default)]
    pub took_millis: i64,
}

#[aws_shape(rename_all = "camelCase")]
pub struct Picture {
    #[aws(default = "unnamed")]
    pub name: String,
    pub color: Option<Color>,
    pub size: Option<Size>,
    pub seen: Option<Timestamp>,
    #[aws(rename = "byteCount")]
    pub bytes: Option<i64>,
    pub parent: Option<Box<Picture>>,
}

#[aws_operation(name = "Ping", service = Gallery, http = "GET /ping", auth = "none", output = ())]
pub struct Ping;

#[aws_error(rename_all = "camelCase")]
pub enum Error {
    #[aws(status = 404)]
    NoSuchGallery { message: String, gallery: Option<String> },
    #[aws(status = 503, throttling)]
    Busy {
        message: String,
        #[aws(header = "Retry-After")]
        wait: Option<i32>,
    },
}

#[aws_operation(name = "Archive", service = Gallery, rename_all = "camelCase", output = ())]
#[aws(http = "POST /archive", checksum(algorithm = "algorithm", required))]
#[aws(compress = "gzip")]
pub struct Archive {
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    pub algorithm: Option<String>,
    pub picture: Blob,
}

#[aws_operation(name = "Restore", service = Gallery, rename_all = "camelCase")]
#[aws(http = "GET /archive")]
#[aws(checksum(validate = "mode"))]
pub struct Restore {
    #[aws(header = "x-amz-checksum-mode")]
    pub mode: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
pub struct RestoreOutput {
    #[aws(payload)]
    pub picture: Blob,
}
