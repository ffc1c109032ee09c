//! Who listens on a wire: all that passed, as somebody reads it who unpacks what was compressed.

use std::sync::{Arc, Mutex, PoisonError};

use crate::sync::laptop::Trouble;

/// One way of one connection.
pub(super) type Stream = Arc<Mutex<Vec<u8>>>;

/// What is heard, once somebody listens.
#[derive(Default)]
pub(super) struct Ears(Mutex<Option<Vec<Stream>>>);

impl Ears {
    pub(super) fn open(&self) {
        let mut streams = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        streams.get_or_insert_default();
    }

    /// Where one way of a connection is written down; none where nobody listens.
    pub(super) fn stream(&self) -> Option<Stream> {
        let mut streams = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let streams = streams.as_mut()?;
        let stream = Stream::default();
        streams.push(Arc::clone(&stream));
        Some(stream)
    }

    /// All that was heard, each message with its head and with its body unpacked.
    pub(super) fn heard(&self) -> Result<Vec<Vec<u8>>, Trouble> {
        let streams = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut heard = Vec::new();
        for stream in streams.iter().flatten() {
            let bytes = stream.lock().unwrap_or_else(PoisonError::into_inner);
            let mut rest = bytes.as_slice();
            while !rest.is_empty() {
                let message;
                (message, rest) = first_of(rest)?;
                heard.push(message);
            }
        }
        Ok(heard)
    }
}

/// The first message of a stream of HTTP, and what follows it. One that is not understood is an error: it could hide anything.
fn first_of(stream: &[u8]) -> Result<(Vec<u8>, &[u8]), Trouble> {
    const BLANK_LINE: &[u8] = b"\r\n\r\n";
    let end = stream
        .windows(BLANK_LINE.len())
        .position(|window| window == BLANK_LINE)
        .ok_or("a head without an end")?;
    let (head, rest) = stream.split_at(end + BLANK_LINE.len());
    let said = String::from_utf8_lossy(head).to_ascii_lowercase();
    let field = |name: &str| {
        said.lines()
            .find_map(|line| line.strip_prefix(name))
            .map(str::trim)
    };
    if field("transfer-encoding:").is_some() {
        return Err("a body in chunks".into());
    }
    let length: usize = field("content-length:").unwrap_or("0").parse()?;
    let body = rest.get(..length).ok_or("a body that was cut")?;
    let mut message = head.to_vec();
    match field("content-encoding:") {
        None => message.extend(body),
        Some("zstd") => message.extend(zstd::decode_all(body)?),
        Some(other) => return Err(format!("packed by {other}").into()),
    }
    Ok((message, &rest[length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_one_connection_are_read_one_by_one_and_unpacked() -> Result<(), Trouble> {
        let packed = zstd::encode_all(&b"{\"named\":1}"[..], 3)?;
        let mut bytes = b"GET /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n".to_vec();
        let length = packed.len();
        bytes.extend(
            format!(
                "POST /v1/batches HTTP/1.1\r\nContent-Length: {length}\r\nContent-Encoding: zstd\r\n\r\n"
            )
            .bytes(),
        );
        bytes.extend(packed);
        let ears = Ears::default();
        assert!(ears.stream().is_none(), "nobody listens");
        ears.open();
        let stream = ears.stream().ok_or("no stream")?;
        stream
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(&bytes);
        let heard = ears.heard()?;
        assert_eq!(heard.len(), 2);
        assert!(heard[1].ends_with(b"{\"named\":1}"));
        // What is not whole is not passed over.
        stream.lock().unwrap_or_else(PoisonError::into_inner).pop();
        assert!(ears.heard().is_err());
        Ok(())
    }
}
