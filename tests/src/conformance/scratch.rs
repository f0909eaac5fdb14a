//! Writes programs with generated modules, and builds them against this workspace.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A generated module, and the operations in it.
#[derive(Clone, Debug)]
pub struct Module {
    /// The module's file.
    pub source: String,
    /// The names of its operations.
    pub operations: Vec<String>,
}

/// A program to build.
#[derive(Clone, Debug)]
pub struct Program {
    /// The crate name.
    pub name: String,
    /// A module for each model in the file, in order.
    pub modules: Vec<Module>,
}

/// The path of a built program, or the compiler's errors.
pub type Built = Result<PathBuf, String>;

/// Builds programs in parallel, in `directory`. The results are in the order of the programs.
///
/// # Errors
/// Errors of writing files and of starting cargo, not compiler errors.
pub fn build(directory: &Path, programs: &[Program]) -> io::Result<Vec<Built>> {
    fs::create_dir_all(directory)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    fs::copy(root.join("Cargo.lock"), directory.join("Cargo.lock"))?;
    let members: Vec<_> = programs.iter().map(|program| format!("\"{}\"", program.name)).collect();
    fs::write(directory.join("Cargo.toml"), workspace(&members.join(", ")))?;
    for program in programs {
        write(&directory.join(&program.name), program)?;
    }
    let target = directory.parent().unwrap_or(directory).join("build");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(directory).env("CARGO_TARGET_DIR", &target).env("RUSTFLAGS", "-Awarnings");
    let output = command.args(["build", "--offline", "--quiet", "--keep-going", "--color=never"]).output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    let built = |program: &Program| {
        let failed = errors.contains(&format!("could not compile `{}`", program.name));
        let binary = target.join("debug").join(&program.name);
        // Without a binary, a dependency failed.
        if failed || !binary.is_file() {
            return Err(errors.clone().into_owned());
        }
        Ok(binary)
    };
    Ok(programs.iter().map(built).collect())
}

fn workspace(members: &str) -> String {
    format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n[profile.dev]\ndebug = 0\nincremental = false\n")
}

fn write(directory: &Path, program: &Program) -> io::Result<()> {
    let sources = directory.join("src");
    fs::create_dir_all(&sources)?;
    let tests = env!("CARGO_MANIFEST_DIR");
    let runtime = Path::new(tests).join("../runtime");
    let manifest = format!(
        "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         aws-operation = {{ path = {runtime:?}, default-features = false, features = [\"checksums\", \"compression\", \"event-stream\", \"rpc-v2-cbor\", \"server\"] }}\n\
         aws-operation-tests = {{ path = {tests:?} }}\n",
        program.name
    );
    fs::write(directory.join("Cargo.toml"), manifest)?;
    let mut main =
        "use std::process::ExitCode;\n\nuse aws_operation_tests::conformance::driver::Driver;\n\n".to_owned();
    let mut calls = String::new();
    for (place, module) in program.modules.iter().enumerate() {
        // Cases number the entries of a map in key order.
        let source =
            module.source.replace("use std::collections::HashMap;", "use std::collections::BTreeMap as HashMap;");
        fs::write(sources.join(format!("m{place}.rs")), source)?;
        main.push_str(&format!("#[allow(warnings)]\nmod m{place};\n"));
        for operation in &module.operations {
            calls.push_str(&format!("    driver.operation::<m{place}::{operation}>({place}, \"{operation}\");\n"));
        }
    }
    main.push_str(&format!(
        "\nfn main() -> ExitCode {{\n    let mut driver = match Driver::from_arguments() {{\n        Ok(driver) => driver,\n        \
         Err(error) => {{\n            eprintln!(\"{{error}}\");\n            return ExitCode::from(2);\n        }}\n    \
         }};\n{calls}    driver.run()\n}}\n"
    ));
    fs::write(sources.join("main.rs"), main)
}
