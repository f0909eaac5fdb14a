//! Arbitrary bytes, sent to a server.

use crate::local::LOCAL;

/// A request that ends the connection, sent after the input.
const LAST: &[u8] = b"\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

/// Sends the bytes unchanged: the server responds or closes the connection, and does not panic.
pub fn served(data: &[u8]) -> bool {
    let response = LOCAL.exchange(&[data, LAST].concat());
    assert!(response.is_empty() || response.starts_with(b"HTTP/1."), "{}", String::from_utf8_lossy(&response));
    !response.is_empty()
}
