//! How much of AWS the attributes express.
//!
//! ```sh
//! cargo run -p aws-operation-tests --bin coverage -- BOTOCORE_DATA_DIR [--sample] [--fresh] [--expressible] \
//!   [--services] [--protocol=NAME] [SERVICE..]
//! ```
//!
//! For every operation of every service in a folder of botocore's models: whether the attributes express it completely,
//! whether it compiles, and whether generated inputs and outputs are equal after a round trip. The results are stored
//! in `target/generated/coverage`, and an interrupted run continues from there; `--fresh` deletes them. `--sample`
//! selects twelve different services. `--protocol` selects the services that offer a protocol, and writes their structs
//! in it. `--expressible` only writes the structs, which takes a minute for all services; with `--services`, it also lists
//! the services. The exit code is 1 if a written
//! operation does not compile or fails its round trip.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::fs;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aws_operation_cli::model::Model;
use aws_operation_tests::coverage::{Depth, OperationResult, ServiceResult, by_service, express, measure, report};

/// The number of services that are built in parallel.
const BATCH: usize = 4;

const FLAGS: [&str; 4] = ["--sample", "--fresh", "--expressible", "--services"];

/// A selection of different services: each protocol, few and many operations, tokens, streams, event streams, unions,
/// documents, host labels, recursive shapes, all bindings.
const SAMPLE: [&str; 13] = [
    "bedrock-agent",
    "bedrock-runtime",
    "codeartifact",
    "dynamodb",
    "ebs",
    "eks",
    "glacier",
    "kinesis",
    "lambda",
    "lex-runtime",
    "pinpoint",
    "secretsmanager",
    "stepfunctions",
];

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Measures the services; returns whether all written operations compile and pass their round trip.
fn run() -> Result<bool, String> {
    let (flags, named): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let protocol = flags.iter().find_map(|flag| flag.strip_prefix("--protocol="));
    let is_set = |name: &str| flags.iter().any(|flag| flag == name);
    let is_known = |flag: &&String| FLAGS.contains(&flag.as_str()) || flag.starts_with("--protocol=");
    if let Some(unknown) = flags.iter().find(|flag| !is_known(flag)) {
        return Err(format!("there is no `{unknown}`, only `{}` and `--protocol=NAME`", FLAGS.join("`, `")));
    }
    let [data, services @ ..] = named.as_slice() else {
        return Err(format!("usage: coverage BOTOCORE_DATA_DIR [{}] [--protocol=NAME] [SERVICE..]", FLAGS.join("] [")));
    };
    let is_wanted = |name: &str| {
        let in_sample = !is_set("--sample") || SAMPLE.contains(&name);
        in_sample && (services.is_empty() || services.iter().any(|service| service == name))
    };
    let models: Vec<_> = models(Path::new(data))?.into_iter().filter(|(name, _)| is_wanted(name)).collect();
    let models = protocol.map_or(Ok(models.clone()), |protocol| offering(protocol, models))?;
    if let Some(missing) = services.iter().find(|service| models.iter().all(|(name, _)| name != *service)) {
        return Err(format!("there is no service `{missing}` with {}", protocol.unwrap_or("any protocol")));
    }
    if is_set("--expressible") {
        let results = express(&models, protocol)?;
        print!("{}", report(&results, Depth::Expressible));
        if is_set("--services") {
            print!("\nservices:\n{}", by_service(&results));
        }
        return Ok(true);
    }
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/generated/coverage");
    let directory = protocol.map_or(directory.clone(), |protocol| directory.join(protocol));
    if is_set("--fresh") {
        let _ = fs::remove_dir_all(directory.join("results"));
    }
    fs::create_dir_all(directory.join("results")).map_err(|error| error.to_string())?;
    let kept = |name: &str| directory.join("results").join(format!("{name}.json"));
    let missing: Vec<_> = models.iter().filter(|(name, _)| !kept(name).is_file()).cloned().collect();
    for (number, batch) in missing.chunks(BATCH).enumerate() {
        progress(models.len() - missing.len() + number * BATCH, models.len(), &batch[0].0);
        for result in measure(&directory.join("../programs"), batch, protocol)? {
            let json = serde_json::to_vec(&result).map_err(|error| error.to_string())?;
            fs::write(kept(&result.service), json).map_err(|error| error.to_string())?;
        }
    }
    progress(models.len(), models.len(), "");
    let mut results = Vec::new();
    for (name, _) in &models {
        let text = fs::read(kept(name)).map_err(|error| error.to_string())?;
        results.push(serde_json::from_slice::<ServiceResult>(&text).map_err(|error| format!("{name}: {error}"))?);
    }
    print!("{}", report(&results, Depth::RoundTrip));
    let written = results.iter().filter(|result| result.spoken).flat_map(|result| &result.operations);
    Ok(written.filter(|operation| !operation.left_out).all(OperationResult::round_trips))
}

/// The newest model of each service, in the order of their names.
fn models(data: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let entries = |folder: &Path| -> Result<Vec<PathBuf>, String> {
        let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
        paths.sort();
        Ok(paths)
    };
    let mut models = Vec::new();
    for service in entries(data)? {
        let Some(name) = service.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        let files = |version: &PathBuf| ["service-2.json", "service-2.json.gz"].map(|file| version.join(file));
        let newest = entries(&service)?.iter().rev().flat_map(files).find(|file| file.is_file());
        models.extend(newest.map(|file| (name, file)));
    }
    Ok(models)
}

/// The models that have the protocol.
fn offering(protocol: &str, models: Vec<(String, PathBuf)>) -> Result<Vec<(String, PathBuf)>, String> {
    let mut offering = Vec::new();
    for (name, file) in models {
        let model = Model::read(&file).map_err(|error| error.to_string())?;
        if model.service.protocols.iter().any(|other| other.name() == protocol) {
            offering.push((name, file));
        }
    }
    Ok(offering)
}

/// Prints a progress line on a terminal, over the previous line.
fn progress(done: usize, all: usize, now: &str) {
    let mut stderr = std::io::stderr();
    if stderr.is_terminal() {
        let filled = (done * 30).checked_div(all).unwrap_or(30);
        let end = if done == all { "\n" } else { "" };
        let _ = write!(stderr, "\r\x1b[K[{:-<30}] {done}/{all} {now}{end}", "#".repeat(filled));
    }
}
