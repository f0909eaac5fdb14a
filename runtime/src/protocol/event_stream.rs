//! Event streams: bodies of frames, each of which carries an event, an exception or an error.
//!
//! [`frame_reader`] cuts a body into frames, and [`frame`] reads and writes one. [`message`] says what a frame carries;
//! [`read`] and [`write`] turn an event into the variant of a union and back, in the format of the protocol ([`format`]).
//! [`stream`] is what users see of a stream that is read, and [`body`] sends one.
//!
//! Source: Smithy's `amazon-eventstream`, and the test vectors of botocore, smithy-rs and smithy-typescript.

mod body;
mod event_traits;
mod format;
mod frame;
mod frame_error;
mod frame_header;
mod frame_reader;
mod header_value;
mod initial;
mod message;
mod read;
mod sender;
mod stream;
mod stream_error;
mod write;

pub use frame::{Frame, FrameBuilder};
pub use frame_error::FrameError;
pub use frame_header::FrameValue;
pub use frame_reader::FrameReader;
pub(crate) use initial::{read_initial, with_initial};
#[cfg(feature = "server")]
pub(crate) use message::write_error as error_frame;
pub use sender::{EventSender, StreamClosed};
pub use stream::EventStream;
pub use stream_error::{StreamContext, StreamError};
