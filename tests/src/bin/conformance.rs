//! Protocol tests with generated code: writes the structs of each file's models, compiles them, and runs every case
//! with the real encoder and decoder: those for servers at the server half.
//!
//! ```sh
//! cargo run -p aws-operation-tests --bin conformance -- PATH..
//! ```
//!
//! A path is a file or a folder of files: Smithy's JSON AST whose operations have `smithy.test#httpRequestTests`,
//! `smithy.test#httpResponseTests`, `smithy.test#httpMalformedRequestTests` and `smithy.test#eventStreamTests`, or botocore's suites. A folder with pairs of
//! `.xml` and `.json` has recorded responses, whose models are those of `AWS_OPERATION_MODELS`. The exit code is 1 if a case
//! fails whose operation the attributes express completely. Known failures are listed in `tests/conformance/known.txt` with
//! their reasons.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use aws_operation_cli::writer::{Scope, Written, protocol_of, write};
use aws_operation_tests::conformance::cases::{self, Ask, Case, Suite};
use aws_operation_tests::conformance::driver::{self, Outcome};
use aws_operation_tests::conformance::scratch::{self, Module, Program};

/// The number of programs that are built in parallel.
const BATCH: usize = 6;

fn main() -> ExitCode {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).flat_map(|path| files_in(Path::new(&path))).collect();
    if files.is_empty() {
        eprintln!("usage: conformance PATH..");
        return ExitCode::from(2);
    }
    let mut reports = Vec::new();
    for (number, batch) in files.chunks(BATCH).enumerate() {
        match run(batch, number) {
            Ok(batch) => reports.extend(batch),
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::from(2);
            }
        }
    }
    let failed: usize = reports.iter().map(Report::print).sum();
    let passed: usize = reports.iter().map(|report| report.passed).sum();
    let skipped: usize = reports.iter().map(|report| report.skipped.len()).sum();
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The JSON files of a path, in the order of their names.
fn files_in(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() || cases::is_folder_of_responses(path) {
        return vec![path.to_owned()];
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = entries.collect();
    files.sort();
    let is_json = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "json");
    files
        .into_iter()
        .flat_map(|file| if file.is_dir() { files_in(&file) } else { vec![file] })
        .filter(|file| file.is_dir() || is_json(file))
        .collect()
}

/// The results of a file.
#[derive(Default)]
struct Report {
    file: PathBuf,
    passed: usize,
    failed: Vec<(String, String)>,
    skipped: Vec<(String, String)>,
    /// The reason why the file has no cases.
    nothing: Option<String>,
}

impl Report {
    /// Prints the report; returns the number of failures.
    fn print(&self) -> usize {
        let file = self.file.display();
        if let Some(nothing) = &self.nothing {
            println!("{file}: nothing to run: {nothing}");
            return 0;
        }
        println!("{file}: {} passed, {} failed, {} skipped", self.passed, self.failed.len(), self.skipped.len());
        for (case, why) in &self.failed {
            println!("  failed {case}: {why}");
        }
        let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (case, why) in &self.skipped {
            reasons.entry(why).or_default().push(case);
        }
        for (why, cases) in reasons {
            println!("  skipped {}: {why}: {}", cases.len(), cases.join(" "));
        }
        self.failed.len()
    }
}

/// A file in progress.
struct Work {
    report: Report,
    program: Program,
    /// The cases that the program runs, each with the reason of a known failure.
    wanted: Vec<(String, Option<String>)>,
}

fn run(files: &[PathBuf], number: usize) -> Result<Vec<Report>, String> {
    let mut works = Vec::new();
    for (place, file) in files.iter().enumerate() {
        works.push(prepare(file, format!("cases-{number}-{place}"))?);
    }
    let programs: Vec<_> =
        works.iter().filter(|work| !work.wanted.is_empty()).map(|work| work.program.clone()).collect();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/generated/cases");
    let built = scratch::build(&directory, &programs).map_err(|error| error.to_string())?;
    let mut built = built.into_iter();
    for work in works.iter_mut().filter(|work| !work.wanted.is_empty()) {
        match built.next() {
            Some(Ok(binary)) => work.take(&outcomes(&binary, &work.report.file)?),
            Some(Err(errors)) => {
                eprintln!("{errors}");
                let outcomes = one_by_one(&directory, work)?;
                work.take(&outcomes);
            }
            None => {}
        }
    }
    Ok(works.into_iter().map(|work| work.report).collect())
}

/// Builds each operation of a failed program separately, so that the other operations are still tested.
fn one_by_one(directory: &Path, work: &Work) -> Result<Vec<Outcome>, String> {
    let file = &work.report.file;
    let mut all = Vec::new();
    for (place, suite) in cases::load(file)?.iter().enumerate() {
        for operation in &work.program.modules[place].operations {
            let written = write(&suite.model, &[operation], &Scope::default()).map_err(|error| error.to_string())?;
            let mut modules = vec![Module { source: String::new(), operations: Vec::new() }; place];
            modules.push(Module { source: written.source(), operations: vec![operation.clone()] });
            let program = Program { name: format!("{}-one", work.program.name), modules };
            match scratch::build(directory, &[program]).map_err(|error| error.to_string())?.pop() {
                Some(Ok(binary)) => all.extend(outcomes(&binary, file)?),
                _ => all.extend(suite.cases.iter().filter(|case| case.operation == *operation).map(|case| Outcome {
                    operation: operation.clone(),
                    case: case.id.clone(),
                    failure: Some("what is generated does not compile".to_owned()),
                })),
            }
        }
    }
    Ok(all)
}

fn outcomes(binary: &Path, file: &Path) -> Result<Vec<Outcome>, String> {
    let output = Command::new(binary).arg("cases").arg(file).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        eprintln!("{}: {}: {}", file.display(), output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(driver::read(&String::from_utf8_lossy(&output.stdout)))
}

/// Writes the structs of a file's models, and sorts its cases.
fn prepare(file: &Path, name: String) -> Result<Work, String> {
    let report = Report { file: file.to_owned(), ..Report::default() };
    let mut work = Work { report, program: Program { name, modules: Vec::new() }, wanted: Vec::new() };
    let suites = match cases::load(file) {
        Ok(suites) => suites,
        Err(why) => {
            work.report.failed.push(("the file itself".to_owned(), why));
            return Ok(work);
        }
    };
    if suites.iter().all(|suite| suite.cases.is_empty()) {
        work.report.nothing = Some("it has no cases".to_owned());
    }
    for suite in &suites {
        let names: Vec<_> = suite.model.operations.keys().map(String::as_str).collect();
        match write(&suite.model, &names, &Scope::default()) {
            Ok(written) => work.add(suite, &written),
            Err(error) => {
                let all = suite.cases.iter().map(|case| (case.id.clone(), error.to_string()));
                work.report.skipped.extend(all);
                work.program.modules.push(Module { source: String::new(), operations: Vec::new() });
            }
        }
    }
    Ok(work)
}

impl Work {
    fn add(&mut self, suite: &Suite, written: &Written) {
        for case in &suite.cases {
            match skipped(suite, written, case) {
                Some(why) => self.report.skipped.push((case.id.clone(), why)),
                None => {
                    let note = written.notes.iter().find(|note| note.operation == case.operation);
                    self.wanted.push((case.id.clone(), note.map(|note| format!("cannot express: {}", note.text))));
                }
            }
        }
        let left_out = |name: &str| written.notes.iter().any(|note| note.left_out && note.operation == name);
        let names = suite.model.operations.keys().filter(|name| !left_out(name));
        self.program.modules.push(Module { source: written.source(), operations: names.cloned().collect() });
    }

    fn take(&mut self, outcomes: &[Outcome]) {
        for (case, note) in std::mem::take(&mut self.wanted) {
            let mut of_case = outcomes.iter().filter(|outcome| outcome.case == case).peekable();
            let ended = of_case.peek().is_none().then(|| "the program ended before it".to_owned());
            match ended.or_else(|| of_case.find_map(|outcome| outcome.failure.clone())) {
                None => self.report.passed += 1,
                Some(failure) => match note.or_else(|| known(&case)) {
                    Some(reason) => self.report.skipped.push((case, reason)),
                    None => self.report.failed.push((case, failure)),
                },
            }
        }
    }
}

/// The reason of a known failure.
fn known(case: &str) -> Option<String> {
    let mut lines = include_str!("../../conformance/known.txt").lines();
    lines.find_map(|line| line.strip_prefix(case)?.strip_prefix(": ").map(str::to_owned))
}

/// The reason why a case is skipped.
fn skipped(suite: &Suite, written: &Written, case: &Case) -> Option<String> {
    let spoken = protocol_of(&suite.model).map_or("", aws_operation_cli::model::Protocol::name);
    if let Some(other) = case.protocol.as_ref().filter(|protocol| *protocol != spoken) {
        return Some(format!("it is of {other}, and the structs speak {spoken}"));
    }
    if let Ask::Request(request) = &case.ask
        && let Some(why) = &request.endpoint_rules
    {
        return Some(why.clone());
    }
    let mut notes = written.notes.iter().filter(|note| note.operation == case.operation);
    let left_out = notes.find(|note| note.left_out)?;
    Some(format!("cannot express: {}", left_out.text))
}
