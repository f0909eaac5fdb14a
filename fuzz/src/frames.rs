//! Frames of event streams, in any cut of their bytes.

use aws_operation::codec::{Frame, FrameBuilder, FrameError, FrameReader};

/// The longest frame that is accepted.
const LIMIT: usize = 1 << 20;

/// Reads frames from the bytes after the first, which says how long each part is. The frames and the error do not depend on
/// the cut, and each frame is written as the bytes from which it was read.
pub fn frames(data: &[u8]) -> bool {
    let Some((part, stream)) = data.split_first() else { return false };
    let (frames, end) = read(stream, usize::from(*part).max(1));
    let (whole, same_end) = read(stream, stream.len().max(1));
    assert_eq!((&frames, &end), (&whole, &same_end), "in parts, and at once");
    let written: Vec<u8> = frames.iter().flat_map(written).collect();
    assert_eq!(stream.get(..written.len()), Some(&written[..]), "written again");
    end.is_ok()
}

fn read(stream: &[u8], part: usize) -> (Vec<Frame>, Result<(), FrameError>) {
    let (mut reader, mut frames) = (FrameReader::new(LIMIT), Vec::new());
    for part in stream.chunks(part) {
        reader.push(part.to_vec().into());
        loop {
            match reader.next_frame() {
                Ok(Some(frame)) => frames.push(frame),
                Ok(None) => break,
                Err(error) => return (frames, Err(error)),
            }
        }
    }
    (frames, reader.finish())
}

fn written(frame: &Frame) -> Vec<u8> {
    let mut builder = FrameBuilder::new();
    for (name, value) in frame.headers() {
        builder = builder.header(name, value).unwrap_or_else(|error| panic!("{error}: {frame:?}"));
    }
    builder.finish(frame.payload()).unwrap_or_else(|error| panic!("{error}: {frame:?}")).to_vec()
}
