//! Roles of STS: a role of another account, and a second role that only the first one may assume.
//!
//! ```text
//! cargo run -p assume_role
//! cargo run -p assume_role -- --aws arn:aws:iam::123456789012:role/deploy
//! ```
//!
//! The first command calls a service on this machine. The credentials of a role are a source of credentials: they are
//! loaded at the first call, shared by all calls, and renewed before they expire. The structs of STS are part of the
//! crate, with the feature `sts`.

mod local;

use aws_operation::Client;
use aws_operation::sts::{AssumeRole, GetCallerIdentity, Tag};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, role] = arguments.as_slice()
        && flag == "--aws"
    {
        let client = Client::from_env().await?;
        println!("I am    {}", who(&client).await?);
        let deploy = client.with_credentials(AssumeRole::of(role).refreshing(&client));
        println!("I am    {}", who(&deploy).await?);
        return Ok(());
    }
    let (sts, assumed) = local::sts();
    let server = sts.bind("127.0.0.1:0").await?;
    let client = server.client()?;
    println!("I am    {}", who(&client).await?);

    // One line makes a client with the credentials of a role.
    let deploy = client.with_credentials(AssumeRole::of("arn:aws:iam::123456789012:role/deploy").refreshing(&client));
    println!("I am    {}", who(&deploy).await?);

    // A role may ask for an external ID and for tags. The first role assumes it.
    let partner = AssumeRole {
        external_id: Some("order-4711".into()),
        tags: Some(vec![Tag { key: "team".into(), value: "blue".into() }]),
        duration_seconds: Some(900),
        ..AssumeRole::of("arn:aws:iam::210987654321:role/partner")
    };
    let of_partner = deploy.with_credentials(partner.refreshing(&deploy));
    let arn = who(&of_partner).await?;
    println!("I am    {arn}");

    // Credentials are kept: a second call assumes no role.
    who(&of_partner).await?;
    let assumed = assumed.lock().map_err(|_| "a handler panicked")?.join(", ");
    println!("assumed {assumed}");
    if assumed != "deploy by AKIDEXAMPLE, partner by ASIADEPLOY" || !arn.ends_with(":assumed-role/partner") {
        return Err("each role should be assumed once, the second one by the first".into());
    }
    Ok(())
}

/// The ARN of the identity that a client has. It needs no permission.
async fn who(client: &Client) -> Outcome<String> {
    Ok(GetCallerIdentity.send(client).await?.arn.unwrap_or_default())
}
