//! A transport of your own: calls go over hyper as this program sets it up, instead of the built-in HTTP client.
//!
//! ```text
//! cargo run -p own_transport
//! ```
//!
//! It asks STS on this machine who the caller is. The transport has no TLS, so AWS itself needs a connector with TLS in it.

mod transport;

use aws_operation::server::{IncomingCall, Server, ServerBuilder};
use aws_operation::sts::{GetCallerIdentity, GetCallerIdentityOutput};
use aws_operation::{Call, Client, Credentials};
use transport::OwnTransport;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = sts().bind("127.0.0.1:0").await?;
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint_url(server.url())
        .transport(OwnTransport::new())
        .build()?;
    let caller = GetCallerIdentity.call(&client).await?;
    println!("{:?}, request id {:?}", caller.arn, caller.request_id());
    if caller.arn.as_deref() != Some("arn:aws:iam::123456789012:user/ada") {
        return Err("the caller is someone else".into());
    }
    Ok(())
}

/// STS on this machine, with one user.
fn sts() -> ServerBuilder {
    Server::builder().credentials("AKIDEXAMPLE", "secret").operation::<GetCallerIdentity, _>(
        |_: IncomingCall<GetCallerIdentity>| async {
            let arn = Some("arn:aws:iam::123456789012:user/ada".to_owned());
            Ok(GetCallerIdentityOutput { arn, account: Some("123456789012".to_owned()), user_id: None })
        },
    )
}
