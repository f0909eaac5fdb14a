//! Measures services: writes their structs, compiles them, and sends generated values through client and server.

use std::path::{Path, PathBuf};
use std::process::Command;

use aws_operation_cli::model::Model;
use aws_operation_cli::writer::{Scope, Written, protocol_of, write};

use super::{OperationResult, ServiceResult};
use crate::conformance::driver;
use crate::conformance::scratch::{self, Built, Module, Program};

/// A service's model.
#[derive(Clone, Debug)]
struct Service {
    name: String,
    file: PathBuf,
    model: Model,
    result: ServiceResult,
    /// The number of programs that were written.
    made: usize,
}

/// The most operations in a program.
const MAX_OPERATIONS: usize = 200;

/// Measures the services whose models are in `files` in parallel, in `protocol` if it is given. The programs are written
/// to `directory`.
///
/// # Errors
/// A model that cannot be read; files that cannot be written.
pub fn measure(
    directory: &Path,
    files: &[(String, PathBuf)],
    protocol: Option<&str>,
) -> Result<Vec<ServiceResult>, String> {
    let mut services = Vec::new();
    for (name, file) in files {
        services.push(Service::read(name, file, protocol)?);
    }
    let mut programs = Vec::new();
    for (place, service) in services.iter_mut().enumerate() {
        programs.extend(service.programs()?.into_iter().map(|program| (place, program)));
    }
    let wanted: Vec<_> = programs.iter().map(|(_, program)| program.clone()).collect();
    let built = if wanted.is_empty() { Vec::new() } else { build(directory, &wanted)? };
    for ((place, program), built) in programs.iter().zip(built) {
        if let Some(service) = services.get_mut(*place) {
            service.take(directory, program, built)?;
        }
    }
    Ok(services.into_iter().map(|service| service.result).collect())
}

/// Writes the structs of the services whose models are in `files`, and does not build them.
///
/// # Errors
/// A model that cannot be read.
pub fn express(files: &[(String, PathBuf)], protocol: Option<&str>) -> Result<Vec<ServiceResult>, String> {
    let result = |(name, file): &(String, PathBuf)| {
        let mut service = Service::read(name, file, protocol)?;
        service.programs()?;
        Ok(service.result)
    };
    files.iter().map(result).collect()
}

fn build(directory: &Path, programs: &[Program]) -> Result<Vec<Built>, String> {
    scratch::build(directory, programs).map_err(|error| format!("{}: {error}", directory.display()))
}

impl Service {
    fn read(name: &str, file: &Path, protocol: Option<&str>) -> Result<Self, String> {
        let mut model = Model::read(file).map_err(|error| error.to_string())?;
        model.service.protocols.retain(|other| protocol.is_none_or(|protocol| other.name() == protocol));
        let spoken = protocol_of(&model);
        let first = spoken.or(model.service.protocols.first()).map_or("none", |protocol| protocol.name());
        let operation = |name: &String| OperationResult { name: name.clone(), ..OperationResult::default() };
        let result = ServiceResult {
            service: name.to_owned(),
            protocol: first.to_owned(),
            spoken: spoken.is_some(),
            operations: model.operations.keys().map(operation).collect(),
        };
        Ok(Self { name: name.to_owned(), file: file.to_owned(), model, result, made: 0 })
    }

    /// The programs for all operations: several for a large service, because the compiler needs up to 10 MiB for each
    /// operation of a program.
    fn programs(&mut self) -> Result<Vec<Program>, String> {
        let all: Vec<_> = self.model.operations.keys().cloned().collect();
        let parts = all.chunks(MAX_OPERATIONS).map(|part| self.program(part)).collect::<Result<Vec<_>, _>>()?;
        Ok(parts.into_iter().flatten().collect())
    }

    /// The program for these operations; `None` if no operation can be written.
    fn program(&mut self, operations: &[String]) -> Result<Option<Program>, String> {
        if !self.result.spoken {
            return Ok(None);
        }
        let names: Vec<_> = operations.iter().map(String::as_str).collect();
        let written = write(&self.model, &names, &Scope { waiters: true, ..Scope::default() })
            .map_err(|error| error.to_string())?;
        self.note(&written);
        let left_out = |name: &str| written.notes.iter().any(|note| note.left_out && note.operation == name);
        let operations: Vec<_> = operations.iter().filter(|name| !left_out(name)).cloned().collect();
        if operations.is_empty() {
            return Ok(None);
        }
        let module = Module { source: written.source(), operations };
        // The number prevents cargo from confusing one part of a service with another.
        self.made += 1;
        let name = format!("s{}-{}", self.made, self.name.replace('.', "-"));
        Ok(Some(Program { name, modules: vec![module] }))
    }

    fn note(&mut self, written: &Written) {
        for note in &written.notes {
            let Some(operation) = self.result.operations.iter_mut().find(|own| own.name == note.operation) else {
                continue;
            };
            operation.left_out |= note.left_out;
            if !operation.notes.contains(&note.text) {
                operation.notes.push(note.text.clone());
            }
        }
    }

    /// Runs a built program. Splits a program that does not compile into halves.
    fn take(&mut self, directory: &Path, program: &Program, built: Built) -> Result<(), String> {
        let operations: Vec<_> = program.modules.iter().flat_map(|module| module.operations.clone()).collect();
        match built {
            Ok(binary) => {
                self.run(&binary, &operations);
                return Ok(());
            }
            Err(errors) if operations.len() == 1 => {
                let first = errors.lines().find(|line| line.starts_with("error")).unwrap_or("error");
                let error = first.to_owned();
                self.of(&operations[0], |operation| operation.compile_error = Some(error));
                return Ok(());
            }
            Err(_) => {}
        }
        let (one, other) = operations.split_at(operations.len() / 2);
        for half in [one, other] {
            let Some(program) = self.program(half)? else { continue };
            if let Some(built) = build(directory, std::slice::from_ref(&program))?.pop() {
                self.take(directory, &program, built)?;
            }
        }
        Ok(())
    }

    fn run(&mut self, binary: &Path, operations: &[String]) {
        let output = Command::new(binary).arg("round-trips").arg(&self.file).output();
        let _ = std::fs::remove_file(binary);
        let (text, end) = match output {
            Ok(output) => (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.to_string()),
            Err(error) => (String::new(), error.to_string()),
        };
        let outcomes = driver::read(&text);
        for name in operations {
            let mut of_operation = outcomes.iter().filter(|outcome| outcome.operation == *name).peekable();
            let failures: Vec<_> = if of_operation.peek().is_some() {
                of_operation
                    .filter_map(|outcome| Some(format!("{}: {}", outcome.case, outcome.failure.clone()?)))
                    .collect()
            } else {
                vec![format!("the program ended before it: {end}")]
            };
            self.of(name, |operation| operation.failures = failures);
        }
    }

    fn of(&mut self, name: &str, change: impl FnOnce(&mut OperationResult)) {
        if let Some(operation) = self.result.operations.iter_mut().find(|operation| operation.name == name) {
            change(operation);
        }
    }
}
