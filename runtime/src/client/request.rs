//! Requests that are no operations: signed, and sent if that is wanted.

use bytes::Bytes;
use http::{Method, Uri};

use crate::call::observation::Observation;
use crate::call::send_error::{CallContext, Facts, HTTP_REQUEST, Invalid, SendError};
use crate::call::{self, Call, NoResponse, Timeouts};
use crate::client::Client;
use crate::model::auth::AuthScheme;
use crate::model::endpoint_params::EndpointParams;
use crate::model::header_list::HeaderList;
use crate::model::modeled_error::ServiceError;
use crate::model::operation::{OperationMeta, ServiceMeta};
use crate::model::protocol::{EncodedRequest, ErrorFacts, Protocol as _};
use crate::model::streamed_body::Streams;
use crate::protocol::RestJson1;
use crate::value::body::Body;
use crate::value::byte_stream::ByteStream;

/// Whether a request that may have run is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SafeToRetry {
    /// GET and HEAD are retried, and other methods are not.
    ByMethod,
    /// It is retried, because running it twice has the effect of running it once.
    Yes,
}

static SERVICE: ServiceMeta = ServiceMeta::new("HTTP");
static ONCE: OperationMeta = OperationMeta::new(HTTP_REQUEST);
static SAFE_TO_RETRY: OperationMeta = OperationMeta::new(HTTP_REQUEST).readonly();

impl Client {
    /// Signs a request that is no operation, with the credentials, the region and the clock of the client. `service` is
    /// the signing name, such as `es` for `OpenSearch`, `aps` for Amazon Managed Prometheus, `lambda` for function URLs,
    /// `execute-api` for API Gateway and `bedrock-agentcore` for AgentCore.
    ///
    /// The URI is absolute. The body is in memory, and remains as it is. Only the URI, in its canonical form, and headers
    /// change. Sign right before sending: the signature is valid for five minutes, and the request must not change.
    ///
    /// ```
    /// use aws_operation::{Client, Credentials, http};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
    /// let request = http::Request::post("https://search-logs.us-east-1.es.amazonaws.com/logs/_search")
    ///     .header("content-type", "application/json")
    ///     .body(r#"{"query":{"match_all":{}}}"#)?;
    /// let signed = client.sign(request, "es").await?;
    /// let authorization = signed.headers()["authorization"].to_str()?;
    /// assert!(authorization.contains("/us-east-1/es/aws4_request"), "{authorization}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`SendError::Invalid`] if the URI is not absolute, or is plain HTTP to another machine, see
    /// [`ClientBuilder::allow_plain_http`](crate::ClientBuilder::allow_plain_http); [`SendError::Credentials`] if there are
    /// no credentials.
    pub async fn sign<B: AsRef<[u8]>>(
        &self,
        request: http::Request<B>,
        service: &str,
    ) -> Result<http::Request<B>, SendError<ServiceError>> {
        let (mut parts, body) = request.into_parts();
        let call = self.call_of_request(&parts, ByteStream::from(&[] as &[u8]), service, &ONCE).map_err(unsent)?;
        call.sign_request(&mut parts, body.as_ref()).await.map_err(unsent)?;
        Ok(http::Request::from_parts(parts, body))
    }

    /// Signs a request that is no operation, sends it, and retries it like a call. `service` is as in [`sign`](Self::sign).
    ///
    /// A response with any status is returned, after its retries: an error of the service is a response too. The body of a
    /// successful response is read by the caller; of that of an error response, at most 1 MiB is kept. Limits, connections, and the events of attempts and calls are those of a
    /// call, with the operation `HTTP request`.
    ///
    /// An attempt that may have run is retried only if the method is GET or HEAD, or if the caller says that it is
    /// [safe to retry](SafeToRetry::Yes).
    ///
    /// ```no_run
    /// use aws_operation::{Client, SafeToRetry, http};
    ///
    /// # async fn run(client: Client, snappy: Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {
    /// let url = "https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write";
    /// let request = http::Request::post(url).header("content-encoding", "snappy").body(snappy)?;
    /// // The same samples twice are the same samples.
    /// let response = client.execute(request, "aps", SafeToRetry::Yes).await?;
    /// if !response.status().is_success() {
    ///     eprintln!("{:?}", response.into_body().bytes(10_000).await?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`sign`](Self::sign); [`SendError::Ambiguous`], [`SendError::Timeout`] or [`SendError::Transport`] if there is no
    /// response.
    pub async fn execute<B: Into<ByteStream>>(
        &self,
        request: http::Request<B>,
        service: &str,
        safe_to_retry: SafeToRetry,
    ) -> Result<http::Response<Body>, SendError<ServiceError>> {
        let (parts, body) = request.into_parts();
        self.execute_parts(parts, body.into(), service, safe_to_retry).await
    }

    async fn execute_parts(
        &self,
        parts: http::request::Parts,
        body: ByteStream,
        service: &str,
        safe_to_retry: SafeToRetry,
    ) -> Result<http::Response<Body>, SendError<ServiceError>> {
        let is_safe = [Method::GET, Method::HEAD].contains(&parts.method) || safe_to_retry == SafeToRetry::Yes;
        let operation = if is_safe { &SAFE_TO_RETRY } else { &ONCE };
        let mut observation = Observation::begin(self.inner(), &SERVICE, operation);
        let mut call = self.call_of_request(&parts, body, service, operation).map_err(unsent)?;
        let mut facts = Facts { operation: HTTP_REQUEST, ..Facts::default() };
        match call::run(&mut call, &mut facts, &mut observation).await {
            Ok(response) => {
                observation.decoded();
                let (parts, bytes) = response.message.into_parts();
                Ok(http::Response::from_parts(parts, response.stream.unwrap_or_else(|| bytes.into())))
            }
            Err(no_response) => Err(no_response.into_send_error(CallContext::new(facts))),
        }
    }

    /// The call of a request, which has the host of the request as its endpoint.
    fn call_of_request(
        &self,
        parts: &http::request::Parts,
        body: ByteStream,
        service: &str,
        operation: &'static OperationMeta,
    ) -> Result<Call<'_>, NoResponse> {
        #[cfg(feature = "blocking")]
        if crate::call::fork::is_forked() {
            return Err(NoResponse::Invalid(Invalid::Forked));
        }
        let url = host_url(&parts.uri).map_err(NoResponse::Invalid)?;
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
        let mut headers = HeaderList::default();
        for (name, value) in &parts.headers {
            headers.append(name.clone(), value.clone());
        }
        let request = EncodedRequest {
            method: parts.method.clone(),
            host_prefix: String::new(),
            target: target.to_owned().into_bytes().into(),
            headers,
            body,
            has_blob: false,
            token: None,
        };
        let name = service;
        let service = self.inner().host(&SERVICE, service, &url).map_err(NoResponse::Invalid)?;
        let endpoint_params = EndpointParams::new();
        let endpoint = self.inner().endpoint_of(&SERVICE, &service, &endpoint_params).map_err(NoResponse::Invalid)?;
        Ok(Call {
            client: self.inner(),
            limits: self.limits(),
            timeouts: Timeouts::of(self.limits(), operation, Streams::Raw),
            service,
            meta: &SERVICE,
            endpoint_params,
            endpoint,
            #[cfg(feature = "rest-xml")]
            in_endpoint: None,
            #[cfg(feature = "checksums")]
            chunked: None,
            #[cfg(feature = "checksums")]
            body_hash: None,
            operation,
            modeled: &[],
            error_facts: error_facts_of(name),
            fault_in_success: |_| None,
            corruption: |_, _| None,
            request_id: |_| None,
            streams: Streams::Raw,
            #[cfg(feature = "event-stream")]
            has_initial_message: false,
            auth: Some(AuthScheme::SigV4),
            request,
        })
    }
}

/// How a service says why it rejected a request. S3 does so in XML, and most services as restJson1 does.
fn error_facts_of(service: &str) -> fn(&http::Response<Bytes>) -> ErrorFacts {
    #[cfg(feature = "rest-xml")]
    if crate::sigv4::is_s3(service) {
        return crate::protocol::RestXml::error_facts;
    }
    let _ = service;
    RestJson1::error_facts
}

/// Scheme and authority of an absolute URI.
fn host_url(uri: &Uri) -> Result<String, Invalid> {
    match (uri.scheme_str(), uri.authority()) {
        (Some(scheme), Some(authority)) => Ok(format!("{scheme}://{authority}")),
        _ => Err(Invalid::Endpoint(format!("the URI `{}` has no host: write `https://..`", uri.path()))),
    }
}

/// An error of a request that was never sent.
fn unsent(no_response: NoResponse) -> SendError<ServiceError> {
    no_response.into_send_error(CallContext::new(Facts { operation: HTTP_REQUEST, ..Facts::default() }))
}
