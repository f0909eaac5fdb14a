//! A program whose `main` returns the error of its client or of its call.

use std::error::Error;

use aws_operation::{aws_operation, aws_service, blocking};

#[aws_service(id = "Doors", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "OpenDoor", output = (), readonly, http = "POST /doors")]
struct OpenDoor {}

fn main() -> Result<(), Box<dyn Error>> {
    let client = blocking::Client::from_env()?;
    client.send(&OpenDoor {})?;
    Ok(())
}
