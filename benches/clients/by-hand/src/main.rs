//! What a program writes by hand: reqwest, aws-sigv4 and structs of serde. It has no retries and no limits.

use std::process::ExitCode;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings, UriPathNormalizationMode,
    sign,
};
use aws_sigv4::sign::v4::SigningParams;
use bench_meter::{ACCESS_KEY, Call, Error, REGION, SECRET_KEY};
use reqwest::Method;

#[derive(Clone)]
struct Client {
    http: reqwest::Client,
    url: String,
    credentials: Credentials,
}

impl bench_meter::Client for Client {
    async fn new(url: &str, _: Call) -> Result<Self, Error> {
        let credentials = Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "static");
        Ok(Self { http: reqwest::Client::new(), url: url.into(), credentials })
    }

    async fn call(&self, call: Call) -> Result<(), Error> {
        let response = self.http.execute(self.signed(call)?).await?.error_for_status()?;
        bench_shapes::check(call, &response.bytes().await?)
    }
}

impl Client {
    fn signed(&self, call: Call) -> Result<reqwest::Request, Error> {
        let request = bench_shapes::request(call)?;
        let url = format!("{}{}", self.url, request.path);
        let identity = self.credentials.clone().into();
        let params = SigningParams::builder()
            .identity(&identity)
            .region(REGION)
            .name(call.service())
            .time(SystemTime::now())
            .settings(settings(call))
            .build()?
            .into();
        let headers = request.headers.iter().map(|(name, value)| (*name, value.as_str()));
        let payload = match call {
            Call::PutLargeUnsigned => SignableBody::UnsignedPayload,
            _ => SignableBody::Bytes(&request.body),
        };
        let signable = SignableRequest::new(request.method, &url, headers, payload)?;
        let (instructions, _) = sign(signable, &params)?.into_parts();
        let mut signed = self.http.request(Method::from_bytes(request.method.as_bytes())?, &url);
        for (name, value) in
            request.headers.iter().map(|(name, value)| (*name, value.as_str())).chain(instructions.headers())
        {
            signed = signed.header(name, value);
        }
        Ok(signed.body(request.body).build()?)
    }
}

fn settings(call: Call) -> SigningSettings {
    let mut settings = SigningSettings::default();
    if call.service() == "s3" {
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    }
    settings
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
