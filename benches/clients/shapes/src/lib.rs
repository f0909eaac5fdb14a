//! The requests and responses as a program by hand has them: structs of serde. The clients that have no operations of
//! their own use them.

#[cfg(feature = "ec2")]
mod ec2;
mod json;

pub use bench_calls::wire::Request;
use bench_calls::{Call, Error, expect, wire};
use bytes::Bytes;

/// The request of a call, without a signature.
pub fn request(call: Call) -> Result<Request, Error> {
    // An object is its bytes, which need no structs.
    if call.object_method().is_some() {
        return Ok(wire::request(call));
    }
    let mut request = Request { method: "POST", path: "/".into(), headers: Vec::with_capacity(4), body: Bytes::new() };
    match call {
        Call::DescribeInstances | Call::RunInstances | Call::TerminateInstances => {
            request.headers.push(("content-type", "application/x-www-form-urlencoded".into()));
            request.body = form(call)?.into();
        }
        Call::CreateProject => {
            request.path = "/2020-11-20/projects".into();
            request.headers.push(("content-type", "application/json".into()));
            request.headers.push(("x-amzn-client-token", uuid::Uuid::new_v4().to_string()));
            request.body = json::request(call)?.into();
        }
        _ => {
            let (target, version) = call.target().ok_or("no target")?;
            request.headers.push(("content-type", format!("application/x-amz-json-{version}")));
            request.headers.push(("x-amz-target", target.into()));
            request.body = json::request(call)?.into();
        }
    }
    Ok(request)
}

/// Decodes the response of a call, and checks what it holds.
pub fn check(call: Call, body: &[u8]) -> Result<(), Error> {
    match call {
        Call::GetObject | Call::GetLargeObject => expect(body.len(), call.object().1.len()),
        Call::PutObject | Call::PutLargeObject | Call::PutLargeUnsigned => expect(body.len(), 0),
        Call::DescribeInstances | Call::RunInstances | Call::TerminateInstances => of_ec2(call, body),
        _ => json::check(call, body),
    }
}

#[cfg(feature = "ec2")]
use ec2::{check as of_ec2, request as form};

#[cfg(not(feature = "ec2"))]
fn form(_: Call) -> Result<Vec<u8>, Error> {
    Err("built without the feature `ec2`".into())
}

#[cfg(not(feature = "ec2"))]
fn of_ec2(_: Call, _: &[u8]) -> Result<(), Error> {
    Err("built without the feature `ec2`".into())
}
