//! Event streams: bodies of frames, each of which carries an event, an exception or an error.
//!
//! Source: Smithy's `amazon-eventstream`, and the test vectors of botocore, smithy-rs and smithy-typescript.

mod frame;
mod frame_error;
mod frame_header;
mod frame_reader;

pub use frame::{Frame, FrameBuilder};
pub use frame_error::FrameError;
pub use frame_header::FrameValue;
pub use frame_reader::FrameReader;
