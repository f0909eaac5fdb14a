//! A little of S3, over restXml: the event stream of `SelectObjectContent`.

use aws_operation::{Blob, EventStream, aws_error, aws_operation, aws_service, aws_shape};

#[aws_service(id = "S3", protocol = "restXml", signing_name = "s3", error = Error)]
#[aws(xml_namespace = "http://s3.amazonaws.com/doc/2006-03-01/")]
pub struct Service;

#[aws_operation(name = "SelectObjectContent", http = "POST /{bucket}/{key+}?select&select-type=2")]
#[aws(xml_name = "SelectObjectContentRequest")]
#[derive(Clone, Debug)]
pub struct SelectObjectContent {
    pub bucket: String,
    pub key: String,
    pub expression: String,
    pub expression_type: String,
    pub input_serialization: InputSerialization,
    pub output_serialization: OutputSerialization,
}

#[aws_shape]
#[derive(Clone, Debug, Default)]
pub struct InputSerialization {
    #[aws(rename = "CSV")]
    pub csv: Option<Csv>,
}

#[aws_shape]
#[derive(Clone, Debug, Default)]
pub struct OutputSerialization {
    #[aws(rename = "CSV")]
    pub csv: Option<Csv>,
}

#[aws_shape]
#[derive(Clone, Debug, Default)]
pub struct Csv {
    pub file_header_info: Option<String>,
}

#[aws_shape]
#[derive(Debug)]
pub struct SelectObjectContentOutput {
    /// The model has no errors in the stream; S3 ends it with any.
    #[aws(payload)]
    pub payload: EventStream<SelectObjectContentEventStream>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub enum SelectObjectContentEventStream {
    Records(Records),
    Stats(StatsEvent),
    Progress(StatsEvent),
    Cont(Empty),
    End(Empty),
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct Records {
    #[aws(event_payload)]
    pub payload: Option<Blob>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct StatsEvent {
    #[aws(event_payload)]
    pub details: Option<Stats>,
}

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    pub bytes_scanned: Option<i64>,
    pub bytes_processed: Option<i64>,
    pub bytes_returned: Option<i64>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct Empty {}

#[aws_error]
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    #[aws(status = 404)]
    NoSuchKey { message: String },
}
