//! Fuzz targets on the public API. Each target takes bytes, and panics if a property does not hold.
//!
//! ```text
//! cargo install cargo-fuzz --locked
//! mkdir -p fuzz/corpus/responses
//! cargo fuzz run --no-cfg-fuzzing --features libfuzzer -s none responses fuzz/corpus/responses fuzz/seeds/responses -- \
//!   -max_total_time=600
//! ```
//!
//! The code has no `unsafe`, so a sanitizer is not needed, and the stable compiler is sufficient. `seeds/` contains
//! initial inputs, and every input that ever violated a property. `tests/seeds.rs` replays them.

#![forbid(unsafe_code)]

mod adding;
mod calls;
mod cbor;
mod compare;
mod credentials;
mod frames;
mod local;
mod message;
mod models;
mod mutations;
mod payloads;
mod profiles;
mod responses;
mod served;
mod shapes;
mod signatures;
mod timestamps;
mod xml;

pub use adding::adding;
pub use calls::calls;
pub use cbor::cbor;
pub use credentials::credentials;
pub use frames::frames;
pub use models::models;
pub use mutations::mutations;
pub use payloads::payloads;
pub use profiles::profiles;
pub use responses::responses;
pub use served::served;
pub use signatures::signatures;
pub use timestamps::timestamps;
pub use xml::xml;

/// A target's name and function. The function returns whether the input was accepted.
pub type Target = (&'static str, fn(&[u8]) -> bool);

/// All targets.
pub const TARGETS: &[Target] = &[
    ("adding", adding),
    ("responses", responses),
    ("calls", calls),
    ("cbor", cbor),
    ("credentials", credentials),
    ("frames", frames),
    ("models", models),
    ("mutations", mutations),
    ("payloads", payloads),
    ("profiles", profiles),
    ("served", served),
    ("signatures", signatures),
    ("timestamps", timestamps),
    ("xml", xml),
];
