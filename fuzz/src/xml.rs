//! XML documents, in every shape and envelope.

use aws_operation::Bytes;
use aws_operation::codec::{AwsQuery, Ec2Query, Protocol, RestXml};
use http::StatusCode;

use crate::responses::{error, output};
use crate::shapes::{Attributes, Flat, QueryError, Unwrapped, XmlPayload};

/// Reads the document as each output and as an error, in each protocol. The properties are those of `responses`.
pub fn xml(data: &[u8]) -> bool {
    let mut response = http::Response::new(Bytes::copy_from_slice(data));
    let outputs = [
        output::<RestXml, Flat>(&response),
        output::<RestXml, Attributes>(&response),
        output::<RestXml, XmlPayload>(&response),
        output::<RestXml, Unwrapped>(&response),
        output::<AwsQuery, Flat>(&response),
        output::<Ec2Query, Flat>(&response),
    ];
    *response.status_mut() = StatusCode::NOT_FOUND;
    let errors = [facts::<RestXml>(&response), facts::<AwsQuery>(&response), facts::<Ec2Query>(&response)];
    outputs.contains(&true) || errors.contains(&true)
}

/// Whether the document has the code of an error, which is then read.
fn facts<P: Protocol>(response: &http::Response<Bytes>) -> bool {
    let _ = P::body_request_id(response);
    P::error_facts(response).code.is_some() | error::<P, QueryError>(response)
}
