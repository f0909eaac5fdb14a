//! Every public type: its auto traits for threads and panics, no secret in its `Debug` output, and the form of errors.
//!
//! The types are read from the sources, so that a new type fails here until it has an entry.

#[path = "public_types/errors.rs"]
mod errors;
#[path = "public_types/exported.rs"]
mod exported;
#[path = "public_types/secrets.rs"]
mod secrets;
#[path = "public_types/threads.rs"]
mod threads;
