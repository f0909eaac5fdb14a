//! Models, and the code written from them.

use std::path::Path;
use std::thread;

use aws_operation_cli::model::Model;
use aws_operation_cli::writer::{Scope, write};

/// The maximum number of operations that are written from a model.
const OPERATIONS: usize = 8;

/// Reads a model and writes its operations. The result is valid Rust, without characters that hide or reorder other
/// characters.
pub fn models(data: &[u8]) -> bool {
    let data = data.to_owned();
    // The Rust parser keeps all text that its thread has parsed.
    let thread = thread::Builder::new().spawn(move || read(&data));
    thread.ok().is_some_and(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
}

fn read(data: &[u8]) -> bool {
    // The folder does not exist, so there are no files beside the model.
    let Ok(model) = Model::parse(Path::new("/nowhere/model.json"), data) else { return false };
    let operations: Vec<_> = model.operations.keys().take(OPERATIONS).map(String::as_str).collect();
    let Ok(written) = write(&model, &operations, &Scope::default()) else { return false };
    let source = written.source();
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    assert!(!source.contains(hidden), "{source:?}");
    syn::parse_file(&source).unwrap_or_else(|error| panic!("{error}: {source}"));
    true
}
