use std::error::Error;
use std::time::Duration;

use http::HeaderValue;
use http::request::Parts;

use super::*;

type Outcome = Result<(), Box<dyn Error>>;

fn request(uri: &str) -> Result<Parts, http::Error> {
    Ok(http::Request::get(uri).body(())?.into_parts().0)
}

fn sign(request: &mut Parts, payload: Payload<'_>, credentials: &Credentials) -> Result<(), SigningError> {
    let time = Timestamp::from_second(1_440_938_160).unwrap_or(Timestamp::now());
    Signer::new("us-east-1", "service").sign(request, payload, credentials, time)
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI")
}

#[test]
fn what_cannot_be_signed_is_rejected() -> Outcome {
    let mut good = request("https://example.com")?;
    let mut no_host = request("/")?;
    let mut latin = request("https://example.com")?;
    latin.headers.insert("x-name", HeaderValue::from_bytes(b"caf\xe9")?);
    let ok = credentials();

    for (result, message) in [
        (
            sign(&mut no_host, Payload::Unsigned, &ok),
            "the request has no host: set the `Host` header or use an absolute uri",
        ),
        (
            sign(&mut latin, Payload::Unsigned, &ok),
            "the value of header `x-name` contains characters that cannot be signed",
        ),
        (
            sign(&mut good, Payload::Unsigned, &ok.clone().session_token("a\r\nx-evil: 1")),
            "the value of header `x-amz-security-token` contains characters that cannot be signed",
        ),
        (
            sign(&mut good, Payload::Unsigned, &Credentials::new("a\nb", "secret")),
            "the value of header `authorization` contains characters that cannot be signed",
        ),
        (sign(&mut good, Payload::Sha256("e3b0"), &ok), "the payload hash is not 64 lower-case hexadecimal digits"),
    ] {
        assert_eq!(result.err().map(|error| error.to_string()).as_deref(), Some(message));
    }
    assert!(!good.headers.contains_key(AUTHORIZATION));
    Ok(())
}

#[test]
fn a_presigned_uri_expires_after_a_second_to_a_week() -> Outcome {
    let signer = Signer::new("us-east-1", "s3");
    for (seconds, works) in [(0, false), (1, true), (604_800, true), (604_801, false)] {
        let mut request = request("https://paint.s3.amazonaws.com/cat.jpg?versionId=1")?;
        let expires = Duration::from_secs(seconds);
        let outcome = signer.presign(&mut request, Payload::Unsigned, &credentials(), Timestamp::now(), expires);
        assert_eq!(outcome.is_ok(), works, "{seconds}");
        assert_eq!(request.uri.query().is_some_and(|query| query.contains("X-Amz-Signature=")), works);
    }
    let mut long = request(&format!("https://paint.s3.amazonaws.com/{}", "a".repeat(65_400)))?;
    let expires = Duration::from_secs(60);
    let outcome = signer.presign(&mut long, Payload::Unsigned, &credentials(), Timestamp::now(), expires);
    assert!(matches!(outcome, Err(SigningError::Uri(_))));
    Ok(())
}

/// A key that was read from a file often ends with the end of its line.
#[test]
fn keys_that_are_not_as_issued_are_rejected_with_the_reason() -> Outcome {
    let signer = Signer::new("us-east-1", "s3");
    for (id, secret, part) in [
        ("", "secret", "access key ID is empty"),
        ("AKID\n", "secret", "access key ID has white space"),
        (" AKID", "secret", "access key ID has white space"),
        ("AKID", "", "secret access key is empty"),
        ("AKID", "hunter2\r\n", "secret access key has white space"),
    ] {
        let (mut in_headers, mut in_query) = (request("https://example.com")?, request("https://example.com")?);
        let (credentials, minute) = (Credentials::new(id, secret), Duration::from_secs(60));
        let outcomes = [
            signer.sign(&mut in_headers, Payload::Unsigned, &credentials, Timestamp::now()),
            signer.presign(&mut in_query, Payload::Unsigned, &credentials, Timestamp::now(), minute),
        ];
        for outcome in outcomes {
            let text = outcome.unwrap_err().to_string();
            assert!(text.contains(part) && !text.contains("hunter2"), "{text}");
        }
    }
    Ok(())
}

#[test]
fn no_secret_is_in_debug() -> Outcome {
    let signer = Signer::new("us-east-1", "service");
    let mut request = request("https://example.com")?;
    let secret = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI").session_token("AQoDYXdz");
    signer.sign(&mut request, Payload::Bytes(b"hunter2"), &secret, Timestamp::now())?;

    let shown = format!("{signer:?} {request:?} {:?}", Payload::Bytes(b"hunter2"));
    for hidden in ["wJalr", "AQoD", "Signature=", "hunter2"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
    Ok(())
}

/// The host has the form that HTTP clients send. Header values are trimmed as in the signing guide.
#[test]
fn hosts_and_values_are_written_as_the_receiver_sees_them() -> Outcome {
    let signer = Signer::new("us-east-1", "service");
    for (origin, host) in [
        ("https://example.com", "example.com"),
        ("https://example.com:443", "example.com"),
        ("http://example.com:443", "example.com:443"),
        ("http://user:pass@example.com:80", "example.com"),
        ("http://user:pass@example.com:8080", "example.com:8080"),
        ("http://[::1]:4577", "[::1]:4577"),
    ] {
        let mut request = request(origin)?;
        for (name, value) in [("x-b", "  a   b  "), ("x-a", "\t2 \t1 "), ("x-b", ""), ("proxy-x", "1"), ("te", "1")] {
            request.headers.append(name, value.parse()?);
        }
        let text = signer.canonical_request(&request, Payload::Unsigned)?;
        let expected = format!("host:{host}\nx-a:2 \t1\nx-b:a b,\n\nhost;x-a;x-b\nUNSIGNED-PAYLOAD");
        assert_eq!(text, format!("GET\n/\n\n{expected}"));
    }
    Ok(())
}

#[test]
fn a_signer_can_be_shared() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Signer>();
}
