//! Decodes two responses with this crate and with structs that derive serde's `Deserialize`, and prints the CPU time of
//! each. The items of the first are also read as own types and written again, with this crate and with serde_dynamo. With
//! the name of a run as an argument, such as `query-ours`, it runs that once, so that `valgrind --tool=callgrind` can count
//! the instructions.

use std::hint::black_box;
use std::time::{Duration, Instant};

use aws_operation::codec::{AwsJson1_0, Protocol, ReadMembers, RestJson1};
use bytes::Bytes;
use serde::de::DeserializeOwned;

#[allow(dead_code)] // decoded, and not read
mod derived;
mod items;
mod ours;

fn main() {
    let (query, list) = (query(), list());
    let books = items::read(&query);
    let runs: [(&str, &dyn Fn()); 8] = [
        ("query-ours", &|| ours::<AwsJson1_0, ours::QueryOutput>(&query)),
        ("query-serde", &|| derived::<derived::QueryOutput>(&query)),
        ("list-ours", &|| ours::<RestJson1, ours::ListOutput>(&list)),
        ("list-serde", &|| derived::<derived::ListOutput>(&list)),
        ("items-ours", &|| drop(black_box(items::read(&query)))),
        ("items-dynamo", &|| drop(black_box(items::read_with_serde_dynamo(&query)))),
        ("put-ours", &|| drop(black_box(items::write(&books)))),
        ("put-dynamo", &|| drop(black_box(items::write_with_serde_dynamo(&books)))),
    ];
    match std::env::args().nth(1) {
        Some(name) => runs.iter().filter(|(run, _)| *run == name).for_each(|(_, decode)| decode()),
        None => compare(&runs),
    }
}

/// Prints the best of many rounds. The rounds take turns, so that other load on the machine meets all of them.
fn compare(runs: &[(&str, &dyn Fn())]) {
    let mut best = vec![Duration::MAX; runs.len()];
    for _ in 0..300 {
        for ((_, decode), best) in runs.iter().zip(&mut best) {
            let start = Instant::now();
            decode();
            *best = start.elapsed().min(*best);
        }
    }
    for ((name, _), best) in runs.iter().zip(&best) {
        println!("{name:12} {:6} us", best.as_micros());
    }
    for (pair, name) in best.chunks(2).zip(["query: serde", "list: serde", "items: serde_dynamo", "put: serde_dynamo"])
    {
        println!("{name} x {:.2}", pair[0].as_secs_f64() / pair[1].as_secs_f64());
    }
}

fn ours<P: Protocol, T: ReadMembers>(response: &http::Response<Bytes>) {
    black_box(P::decode_output::<T>("Bench", response, None).unwrap());
}

fn derived<T: DeserializeOwned>(response: &http::Response<Bytes>) {
    black_box(serde_json::from_slice::<T>(response.body()).unwrap());
}

/// A page of DynamoDB's Query: 1,000 items of 10 attributes.
fn query() -> http::Response<Bytes> {
    let item = |n: usize| {
        let text = |name: &str| (name.to_owned(), serde_json::json!({ "S": format!("{name} number {n}") }));
        let number = |name: &str, value: usize| (name.to_owned(), serde_json::json!({ "N": value.to_string() }));
        let texts = ["pk", "sk", "title", "author", "description"].map(text);
        let numbers =
            [("year", 1900 + n % 120), ("price", n), ("stock", n * 7)].map(|(name, value)| number(name, value));
        let others = [
            ("available".to_owned(), serde_json::json!({ "BOOL": n % 2 == 0 })),
            ("tags".to_owned(), serde_json::json!({ "L": [{ "S": "new" }, { "S": "used" }] })),
        ];
        texts.into_iter().chain(numbers).chain(others).collect::<serde_json::Map<_, _>>()
    };
    let items: Vec<_> = (0..1000).map(item).collect();
    let body = serde_json::json!({ "Count": 1000, "Items": items, "ScannedCount": 1000 });
    http::Response::new(body.to_string().into())
}

/// A list of 2,000 structures that hold structures, with some members absent and some unknown.
fn list() -> http::Response<Bytes> {
    let project = |n: usize| {
        let dataset = serde_json::json!({
            "DatasetType": "train", "CreationTimestamp": 1_700_000_000.5 + n as f64, "Status": "CREATE_COMPLETE",
            "StatusMessage": "The dataset was created."
        });
        let mut project = serde_json::json!({
            "ProjectArn": format!("arn:aws:lookoutvision:us-east-1:123456789012:project/project-{n}"),
            "ProjectName": format!("project-{n}"), "CreationTimestamp": 1_700_000_000.25 + n as f64,
            "Size": n, "Encrypted": n % 2 == 1, "Region": "us-east-1", "Datasets": [dataset.clone(), dataset]
        });
        if n % 3 == 0 {
            project["Description"] = "A project with a description.".into();
        }
        project
    };
    let projects: Vec<_> = (0..2000).map(project).collect();
    http::Response::new(serde_json::json!({ "Projects": projects, "NextToken": "next" }).to_string().into())
}
