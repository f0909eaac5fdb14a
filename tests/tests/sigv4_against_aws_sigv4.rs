//! Compares our signatures with those of the official SDK's `aws-sigv4`, over random requests.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Debug;
use std::time::{Duration, SystemTime};

use aws_operation::sigv4::{Payload, Settings, Signer};
use aws_operation::{Credentials, Timestamp};
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SessionTokenMode, SignableBody, SignableRequest, SignatureLocation,
    SigningInstructions, SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use http::request::Parts;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The headers that we never sign. `aws-sigv4` excludes the first four by default. The others, which are botocore's
/// list and trace context, are passed to it as excluded headers.
const NEVER_SIGNED: [&str; 15] = [
    "authorization",
    "transfer-encoding",
    "user-agent",
    "x-amzn-trace-id",
    "baggage",
    "connection",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "traceparent",
    "tracestate",
    "trailer",
    "upgrade",
];

const WELL_KNOWN: [&str; 8] = [
    "accept",
    "content-type",
    "content-length",
    "date",
    "range",
    "x-amz-target",
    "x-amz-user-agent",
    "x-amz-checksum-mode",
];

/// What is chosen of a signer's settings.
#[derive(Clone, Copy, Debug)]
struct Chosen {
    is_s3: bool,
    content_sha256_header: bool,
    sign_session_token: bool,
    s3_express_session: bool,
}

impl Chosen {
    fn settings(self) -> Settings {
        let settings = Settings::for_service(if self.is_s3 { "s3" } else { "service" });
        let settings = settings.content_sha256_header(self.content_sha256_header);
        settings.sign_session_token(self.sign_session_token).s3_express_session(self.s3_express_session)
    }
}

#[derive(Clone, Debug)]
struct Sample {
    request: Request,
    body: Body,
    key: Key,
    region: &'static str,
    settings: Chosen,
    second: u32,
    expires: u64,
}

#[derive(Clone, Debug)]
struct Request {
    method: &'static str,
    origin: &'static str,
    path: String,
    query: Option<String>,
    host: Option<&'static str>,
    headers: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
enum Body {
    Bytes(Vec<u8>),
    Sha256(String),
    Unsigned,
}

#[derive(Clone, Debug)]
struct Key {
    id: String,
    secret: String,
    token: Option<String>,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn headers_for_ordinary_services(sample in ordinary_service()) {
        headers_agree(&sample).map_err(disagreement)?;
    }

    #[test]
    fn headers_for_s3(sample in s3()) {
        headers_agree(&sample).map_err(disagreement)?;
    }

    #[test]
    fn queries_for_ordinary_services(sample in ordinary_service()) {
        queries_agree(&sample).map_err(disagreement)?;
    }

    #[test]
    fn queries_for_s3(mut sample in s3()) {
        // The SDK writes the name of the parameter as that of the header, and botocore as we do.
        sample.settings.s3_express_session = false;
        queries_agree(&sample).map_err(disagreement)?;
    }

    #[test]
    fn an_earlier_signature_leaves_no_trace(earlier in ordinary_service(), sample in ordinary_service()) {
        signing_again_agrees(&earlier, &sample).map_err(disagreement)?;
    }
}

fn headers_agree(sample: &Sample) -> Outcome {
    let (reference, signature) = sample.reference(SignatureLocation::Headers)?;
    let mut request = sample.parts()?;
    sample.signer().sign(&mut request, sample.payload(), &sample.credentials(), sample.time()?)?;

    let mut expected = sample.parts()?.headers;
    for header in reference.into_parts().0 {
        expected.insert(header.name(), header.value().parse()?);
    }
    same(&request.headers, &expected)?;
    same(request.headers["authorization"].to_str()?.rsplit('=').next().unwrap_or_default(), &*signature)
}

fn queries_agree(sample: &Sample) -> Outcome {
    let (reference, signature) = sample.reference(SignatureLocation::QueryParams)?;
    let mut request = sample.parts()?;
    let expires = Duration::from_secs(sample.expires);
    sample.signer().presign(&mut request, sample.payload(), &sample.credentials(), sample.time()?, expires)?;

    let mut expected = http::Request::from_parts(sample.parts()?, ());
    reference.apply_to_request_http1x(&mut expected);
    // `aws-sigv4` does not remove an earlier signature from the headers
    expected.headers_mut().remove("authorization");
    same(&request.headers, expected.headers())?;
    same(request.uri.path(), expected.uri().path())?;
    same(&parameters(&request.uri), &parameters(expected.uri()))?;
    let last = request.uri.query().and_then(|query| query.rsplit('&').next()).unwrap_or_default();
    same(last, &*format!("X-Amz-Signature={signature}"))
}

fn signing_again_agrees(earlier: &Sample, sample: &Sample) -> Outcome {
    let signer = sample.signer();
    let (credentials, time) = (sample.credentials(), sample.time()?);
    let mut once = sample.parts()?;
    signer.sign(&mut once, sample.payload(), &credentials, time)?;
    let mut again = sample.parts()?;
    signer.sign(&mut again, earlier.payload(), &earlier.credentials(), earlier.time()?)?;
    signer.sign(&mut again, sample.payload(), &credentials, time)?;
    same(&again.headers, &once.headers)?;

    let expires = Duration::from_secs(sample.expires);
    let mut once = sample.parts()?;
    signer.presign(&mut once, sample.payload(), &credentials, time, expires)?;
    let mut again = sample.parts()?;
    let earlier_expires = Duration::from_secs(earlier.expires);
    signer.presign(&mut again, earlier.payload(), &earlier.credentials(), earlier.time()?, earlier_expires)?;
    signer.presign(&mut again, sample.payload(), &credentials, time, expires)?;
    same(&again.uri, &once.uri)
}

fn ordinary_service() -> impl Strategy<Value = Sample> {
    let segment = prop_oneof![
        4 => escaped_text(),
        2 => select(vec!["", ".", ".."]).prop_map(str::to_owned),
        1 => "[a-z.:=@!$&'()*+,;%é漢]{0,8}",
    ];
    sample(segment, false)
}

/// S3 decodes the path and escapes everything that is not unreserved, and so do we. `aws-sigv4` signs such a path
/// unchanged and expects its caller to escape it, so these paths are already escaped.
fn s3() -> impl Strategy<Value = Sample> {
    let segment = prop_oneof![
        4 => escaped_text(),
        2 => select(vec!["", ".", ".."]).prop_map(str::to_owned),
    ];
    sample(segment, true)
}

fn sample(segment: impl Strategy<Value = String>, is_s3: bool) -> impl Strategy<Value = Sample> {
    let settings = any::<[bool; 3]>().prop_map(move |[content_sha256_header, sign_session_token, session]| Chosen {
        is_s3,
        content_sha256_header,
        sign_session_token,
        s3_express_session: is_s3 && session,
    });
    let region = select(vec!["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"]);
    (request(segment), body(), key(), region, settings, any::<u32>(), 1..=604_800_u64).prop_map(
        |(request, body, key, region, settings, second, expires)| Sample {
            request,
            body,
            key,
            region,
            settings,
            second,
            expires,
        },
    )
}

fn request(segment: impl Strategy<Value = String>) -> impl Strategy<Value = Request> {
    let method = select(vec!["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
    let origin = select(vec![
        "https://service.us-east-1.amazonaws.com",
        "https://example.com:443",
        "https://example.com:80",
        "http://example.com:80",
        "http://127.0.0.1:4577",
        "http://[::1]:4577",
        "https://[2001:db8::1]:443",
    ]);
    let path = vec(segment, 0..6).prop_map(|segments| segments.iter().flat_map(|segment| ["/", segment]).collect());
    let host = option::weighted(0.3, select(vec!["example.amazonaws.com", "localhost:4577"]));
    (method, origin, path, option::of(query()), host, vec(header(), 0..10))
        .prop_map(|(method, origin, path, query, host, headers)| Request { method, origin, path, query, host, headers })
}

fn query() -> impl Strategy<Value = String> {
    // No hexadecimal digits follow a stray `%`: we keep the escape of a byte that is not UTF-8, but `aws-sigv4` signs
    // U+FFFD, which is not sent.
    let name = prop_oneof![3 => escaped_text(), 2 => "[a-c][-._~0-9A-Z]{0,2}", 1 => "[g-z+%:/?@!$'()*,;é]{0,5}"];
    let value = prop_oneof![3 => escaped_text(), 1 => "[0-9a-zA-Z]{0,3}", 1 => "[g-z+=%:/?@!$'()*,;é]{0,5}"];
    let pair = prop_oneof![
        6 => (name.clone(), value).prop_map(|(name, value)| format!("{name}={value}")),
        1 => name,
        1 => Just("%7e=%c3%a9%2b%2F".to_owned()),
    ];
    vec(pair, 0..8).prop_map(|pairs| pairs.join("&"))
}

fn header() -> impl Strategy<Value = (String, String)> {
    let name = prop_oneof![
        3 => "[xX]-[a-d]",
        2 => "x-amz-meta-[a-z0-9-]{1,8}",
        2 => select(WELL_KNOWN.to_vec()).prop_map(str::to_owned),
        2 => select(NEVER_SIGNED.to_vec()).prop_map(str::to_owned),
    ];
    // Tabs only inside values: around a value they are not part of it (RFC 9110, 5.5), so we trim them, but `aws-sigv4`
    // does not. Only printable ASCII, because `aws-sigv4` accepts nothing else.
    let value = " {0,3}([!-~]([ \t!-~]{0,20}[!-~])?)? {0,3}";
    (name, value)
}

fn escaped_text() -> impl Strategy<Value = String> {
    "\\PC{0,8}".prop_map(|text| utf8_percent_encode(&text, RESERVED).to_string())
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        3 => vec(any::<u8>(), 0..200).prop_map(Body::Bytes),
        1 => "[0-9a-f]{64}".prop_map(Body::Sha256),
        1 => Just(Body::Unsigned),
    ]
}

fn key() -> impl Strategy<Value = Key> {
    // secrets shorter and longer than a block of SHA-256
    ("[A-Z2-7]{16,20}", "[A-Za-z0-9/+]{40,80}", option::of("[A-Za-z0-9/+=]{1,300}"))
        .prop_map(|(id, secret, token)| Key { id, secret, token })
}

impl Sample {
    fn parts(&self) -> Outcome<Parts> {
        let Request { method, origin, path, query, host, headers } = &self.request;
        let query = query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
        let mut request = http::Request::builder().method(*method).uri(format!("{origin}{path}{query}"));
        if let Some(host) = host {
            request = request.header("Host", *host);
        }
        for (name, value) in headers {
            request = request.header(name, value);
        }
        Ok(request.body(())?.into_parts().0)
    }

    fn payload(&self) -> Payload<'_> {
        match &self.body {
            Body::Bytes(bytes) => Payload::Bytes(bytes),
            Body::Sha256(hash) => Payload::Sha256(hash),
            Body::Unsigned => Payload::Unsigned,
        }
    }

    fn signer(&self) -> Signer {
        Signer::new(self.region, "service").settings(self.settings.settings())
    }

    fn credentials(&self) -> Credentials {
        let credentials = Credentials::new(&self.key.id, &self.key.secret);
        match &self.key.token {
            Some(token) => credentials.session_token(token),
            None => credentials,
        }
    }

    fn time(&self) -> Outcome<Timestamp> {
        Ok(Timestamp::from_second(self.second.into())?)
    }

    /// The changes that `aws-sigv4` makes to the request, and its signature.
    fn reference(&self, location: SignatureLocation) -> Outcome<(SigningInstructions, String)> {
        let request = self.parts()?;
        let headers = request.headers.iter().map(|(name, value)| Ok((name.as_str(), value.to_str()?)));
        let headers = headers.collect::<Outcome<Vec<_>>>()?;
        let body = match &self.body {
            Body::Bytes(bytes) => SignableBody::Bytes(bytes),
            Body::Sha256(hash) => SignableBody::Precomputed(hash.clone()),
            Body::Unsigned => SignableBody::UnsignedPayload,
        };
        let uri = request.uri.to_string();
        let signable = SignableRequest::new(request.method.as_str(), uri, headers.into_iter(), body)?;
        let Key { id, secret, token } = &self.key;
        let identity = aws_credential_types::Credentials::new(id, secret, token.clone(), None, "test").into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name("service")
            .time(SystemTime::UNIX_EPOCH + Duration::from_secs(self.second.into()))
            .settings(self.reference_settings(location))
            .build()?
            .into();
        Ok(sign(signable, &params)?.into_parts())
    }

    fn reference_settings(&self, location: SignatureLocation) -> SigningSettings {
        let mut settings = SigningSettings::default();
        settings.signature_location = location;
        settings.expires_in = Some(Duration::from_secs(self.expires));
        settings.excluded_headers = Some(NEVER_SIGNED.iter().map(|name| (*name).into()).collect());
        settings.uri_path_normalization_mode = UriPathNormalizationMode::from(!self.settings.is_s3);
        if self.settings.is_s3 {
            settings.percent_encoding_mode = PercentEncodingMode::Single;
        }
        // `aws-sigv4` leaves it to its caller to send `UNSIGNED-PAYLOAD`. We always send it.
        if self.settings.content_sha256_header || matches!(self.body, Body::Unsigned) {
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        }
        if !self.settings.sign_session_token {
            settings.session_token_mode = SessionTokenMode::Exclude;
        }
        if self.settings.s3_express_session {
            settings.session_token_name_override = Some("x-amz-s3session-token");
        }
        settings
    }
}

/// The parameters of a query in any order, without empty ones.
fn parameters(uri: &http::Uri) -> BTreeSet<&str> {
    uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()).collect()
}

fn same<T, U>(ours: &T, reference: &U) -> Outcome
where
    T: PartialEq<U> + Debug + ?Sized,
    U: Debug + ?Sized,
{
    if ours == reference { Ok(()) } else { Err(format!("\n     ours {ours:?}\nreference {reference:?}").into()) }
}

#[allow(clippy::needless_pass_by_value)] // for `map_err`
fn disagreement(error: Box<dyn Error>) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}
