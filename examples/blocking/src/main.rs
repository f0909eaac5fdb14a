//! The blocking client: writes parameters of Systems Manager and reads them page by page, without async.
//!
//! ```text
//! cargo run -p blocking
//! cargo run -p blocking -- --aws /paint-shop
//! ```
//!
//! The first command calls a service on this machine. The second one calls AWS, and writes two parameters beneath that path.

mod local;
mod ssm;

use aws_operation::blocking::Client;
use ssm::{GetParametersByPath, ParameterType, PutParameter};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, path] = arguments.as_slice()
        && flag == "--aws"
    {
        println!("{} parameters", run(&Client::from_env()?, path)?);
        return Ok(());
    }
    // The server half is async. It runs on the threads of a runtime of its own.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let server = runtime.block_on(local::parameters().bind("127.0.0.1:0"))?;
    match run(&Client::new(server.client()?)?, "/paint-shop")? {
        2 => Ok(()),
        count => Err(format!("two parameters were written, {count} were read").into()),
    }
}

/// Writes two parameters, lists what is beneath the path, one on a page, and returns how many there are.
fn run(client: &Client, path: &str) -> Outcome<usize> {
    for (name, value) in [("color", "red"), ("coats", "2")] {
        let put = PutParameter {
            name: format!("{path}/{name}"),
            value: value.to_owned(),
            r#type: Some(ParameterType::String),
            overwrite: Some(true),
        };
        let written = client.call(&put)?;
        println!("wrote {name}, version {}, request id {}", written.version, written.request_id().unwrap_or("none"));
    }
    let list = GetParametersByPath { path: path.to_owned(), max_results: Some(1), next_token: None };
    let mut count = 0;
    for parameter in client.paginate(list).items() {
        let parameter = parameter?;
        println!("{} = {}", parameter.name, *parameter.value);
        count += 1;
    }
    Ok(count)
}
