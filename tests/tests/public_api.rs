//! The public API of the runtime, read from its sources: each change appears in a golden file, every type is declared
//! open or closed, and no other crate is part of the API by accident.
//!
//! `UPDATE_API=1 cargo test -p aws-operation-tests --test public_api` writes the golden file.

#[path = "public_api/exhaustive.rs"]
mod exhaustive;
#[path = "public_api/foreign.rs"]
mod foreign;
#[path = "public_api/listing.rs"]
mod listing;
#[path = "public_api/paths.rs"]
mod paths;
#[path = "public_api/sources.rs"]
mod sources;
#[path = "public_api/text.rs"]
mod text;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use listing::Listing;

#[test]
fn the_public_api_equals_the_golden_file() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/public_api/api.txt");
    let found = Listing::of_runtime().text();
    if std::env::var_os("UPDATE_API").is_some() {
        fs::write(&golden, &found).expect("the golden file");
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    let is_equal = found == expected;
    let (found, expected): (BTreeSet<_>, BTreeSet<_>) = (found.lines().collect(), expected.lines().collect());
    let gone = expected.difference(&found).map(|line| format!("- {line}"));
    let new = found.difference(&expected).map(|line| format!("+ {line}"));
    let changes: Vec<_> = gone.chain(new).collect();
    assert!(
        is_equal,
        "the public API, or the order of its lines, has changed; `UPDATE_API=1 cargo test -p aws-operation-tests --test public_api` notes it:\n{}",
        changes.join("\n")
    );
}
