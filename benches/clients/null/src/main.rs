//! The program that makes no call: what the other programs have in common.

use std::process::ExitCode;

use bench_meter::{Call, Error};

#[derive(Clone)]
struct Client;

impl bench_meter::Client for Client {
    async fn new(_: &str, _: Call) -> Result<Self, Error> {
        Ok(Self)
    }

    async fn call(&self, _: Call) -> Result<(), Error> {
        Ok(())
    }
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
