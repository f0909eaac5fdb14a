//! A local service that stores the last call.

use std::future::{Ready, ready};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Client, RetryPolicy};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::time::timeout;

use crate::shapes::{Ask, Describe, Pack, PackOutput, Put, Send, SendCbor, Store, Upload};

/// A received call.
#[derive(Clone, Debug)]
pub enum Received {
    Put(Box<Put>),
    Upload(Upload),
    Send(Box<Send>),
    SendCbor(Box<SendCbor>),
    Ask(Box<Ask>),
    Describe(Box<Describe>),
    Store(Box<Store>),
    Pack(Pack),
}

/// The service, and a client and a signer for it.
pub struct Local {
    pub client: Client,
    runtime: Runtime,
    server: Server,
    last: Arc<Mutex<Option<Received>>>,
}

/// The service of this process.
pub static LOCAL: LazyLock<Local> = LazyLock::new(|| Local::start().unwrap_or_else(|error| panic!("{error}")));

/// Set by a panic in any thread, because the server's tasks catch panics.
static PANICKED: AtomicBool = AtomicBool::new(false);

type Failure = Box<dyn std::error::Error>;

impl Local {
    fn start() -> Result<Self, Failure> {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            PANICKED.store(true, Ordering::SeqCst);
            before(panic);
        }));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let last: Arc<Mutex<Option<Received>>> = Arc::default();
        let [put, upload, send, cbor, ask, describe, store, pack] = std::array::from_fn(|_| Arc::clone(&last));
        let server = Server::builder()
            .credentials("AKID", "secret")
            .operation::<Put, _>(move |call: IncomingCall<Put>| keep(&put, Received::Put(Box::new(call.input))))
            .operation::<Upload, _>(move |call: IncomingCall<Upload>| keep(&upload, Received::Upload(call.input)))
            .operation::<Send, _>(move |call: IncomingCall<Send>| keep(&send, Received::Send(Box::new(call.input))))
            .operation::<SendCbor, _>(move |call: IncomingCall<SendCbor>| {
                keep(&cbor, Received::SendCbor(Box::new(call.input)))
            })
            .operation::<Ask, _>(move |call: IncomingCall<Ask>| keep(&ask, Received::Ask(Box::new(call.input))))
            .operation::<Describe, _>(move |call: IncomingCall<Describe>| {
                keep(&describe, Received::Describe(Box::new(call.input)))
            })
            .operation::<Store, _>(move |call: IncomingCall<Store>| keep(&store, Received::Store(Box::new(call.input))))
            .operation::<Pack, _>(move |call: IncomingCall<Pack>| {
                let output = PackOutput { payload: call.input.payload.clone() };
                let kept = keep(&pack, Received::Pack(call.input));
                async move { kept.await.map(|()| output) }
            });
        let server = runtime.block_on(server.bind("127.0.0.1:0"))?;
        let client = Client::builder()
            .region("us-east-1")
            .credentials(aws_operation::Credentials::new("AKID", "secret"))
            .endpoint_url(server.url())
            .retry(RetryPolicy::never())
            .request_min_compression_size_bytes(1)
            .build()?;
        Ok(Self { client, runtime, server, last })
    }

    /// Takes the last call.
    pub fn take(&self) -> Option<Received> {
        self.last.lock().ok()?.take()
    }

    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Sends bytes, and reads until the server closes the connection. A server that waits for more receives the end of
    /// input.
    pub fn exchange(&self, bytes: &[u8]) -> Vec<u8> {
        let mut response = Vec::new();
        self.runtime.block_on(async {
            let Ok(mut stream) = TcpStream::connect(self.server.address()).await else { return };
            // The server may close or reset the connection before it has read everything. It has responded before that.
            let _ = stream.write_all(bytes).await;
            if timeout(Duration::from_millis(10), stream.read_to_end(&mut response)).await.is_err() {
                let _ = stream.shutdown().await;
                let _ = stream.read_to_end(&mut response).await;
            }
            // The port is free for the next call.
            let _ = stream.set_zero_linger();
        });
        assert!(!PANICKED.load(Ordering::SeqCst), "the server panicked");
        response
    }
}

fn keep<E>(last: &Mutex<Option<Received>>, call: Received) -> Ready<Result<(), E>> {
    if let Ok(mut last) = last.lock() {
        *last = Some(call);
    }
    ready(Ok(()))
}
