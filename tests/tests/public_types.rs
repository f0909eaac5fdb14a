//! Every public type: what threads and panics may do with it, that what it shows has no secret, and how errors read.
//!
//! The types are read from the sources, so that a new one fails here until it has its line.

#[path = "public_types/errors.rs"]
mod errors;
#[path = "public_types/exported.rs"]
mod exported;
#[path = "public_types/secrets.rs"]
mod secrets;
#[path = "public_types/threads.rs"]
mod threads;
