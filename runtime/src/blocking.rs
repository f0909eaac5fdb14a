//! Blocking calls, without async.
//!
//! A blocking [`Client`] wraps a [`crate::Client`], and blocks the calling thread until a call ends. A background thread,
//! shared by all clones, drives its timers and connections. The guide has a [chapter](crate::guide::_14_blocking) on it.
//!
//! ```no_run
//! use aws_operation::{aws_operation, aws_service, aws_shape, blocking};
//!
//! #[aws_service(id = "LookoutVision", protocol = "restJson1")]
//! pub struct Service;
//!
//! #[aws_operation(name = "DescribeProject", http = "GET /2020-11-20/projects/{project_name}")]
//! pub struct DescribeProject {
//!     pub project_name: String,
//! }
//!
//! #[aws_shape]
//! pub struct DescribeProjectOutput {
//!     pub project_description: Option<aws_operation::Document>,
//! }
//!
//! let client = blocking::Client::from_env()?;
//! let described = client.send(&DescribeProject { project_name: "paint".into() })?;
//! println!("{:?}", described.project_description);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod background;
#[cfg(feature = "event-stream")]
mod events;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use self::background::Background;
#[cfg(feature = "event-stream")]
pub use self::events::BlockingEvents;
use crate::call::send_error::SendError;
use crate::client::paginate::{Items, PageItems, Pages, Paginated, PaginatedItems};
use crate::client::send::{CallResult, PrepareResult, PresignResult, SendResult};
use crate::config::config_error::ConfigError;
use crate::model::operation::Operation;
use crate::model::page_token::PageToken;
#[cfg(feature = "event-stream")]
use crate::protocol::event_stream::EventStream;

/// Sends operations, and blocks the calling thread until they end.
///
/// Cloning it is cheap. The clones share connections and a background thread, which ends with the last clone. In async code,
/// each call blocks the thread of the task: use [`crate::Client`] there.
///
/// A forked process does not have the background thread. A call with a client that was created before the fork returns
/// [`Invalid::Forked`](crate::Invalid::Forked) there. [`Client::new`] creates a client with the same settings and with its
/// own connections. A body that was open at the fork can be read only in the parent process.
#[derive(Clone)]
pub struct Client {
    client: crate::client::Client,
    background: Arc<Background>,
}

impl Client {
    /// The blocking form of `client`, with its own connections. Those of `client` could not be used while a thread of their
    /// runtime is blocked. Everything else is shared.
    ///
    /// # Errors
    /// [`ConfigError::NoThread`] if no thread can be started.
    pub fn new(client: crate::client::Client) -> Result<Self, ConfigError> {
        Ok(Self { client: client.with_own_connections(), background: Arc::new(Background::start()?) })
    }

    /// A client with the settings of the environment, see [`crate::Client::from_env`].
    ///
    /// # Errors
    /// [`ConfigError`] names the missing or invalid variable, or the file and the line.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::build_from_env(crate::client::Client::builder())
    }

    /// Builds the client of `builder`. Settings that are not set in code come from the environment, see
    /// [`ClientBuilder::build_from_env`](crate::ClientBuilder::build_from_env).
    ///
    /// ```no_run
    /// use aws_operation::{Client, blocking};
    ///
    /// let client = blocking::Client::build_from_env(Client::builder().profile("work"))?;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    ///
    /// # Errors
    /// The same as [`from_env`](Self::from_env).
    pub fn build_from_env(builder: crate::client::ClientBuilder) -> Result<Self, ConfigError> {
        let background = Background::start()?;
        let client = background.wait(builder.build_from_env())?;
        Ok(Self { client, background: Arc::new(background) })
    }

    /// The wrapped async client.
    pub fn client(&self) -> &crate::client::Client {
        &self.client
    }

    /// Wraps another client, such as one with [other limits](crate::Client::with_operation_timeout), and shares the
    /// background thread. A client that was derived from [`client`](Self::client) shares its connections too. Any other
    /// client gets its own connections.
    #[must_use]
    pub fn with_client(&self, client: crate::client::Client) -> Self {
        let client = if client.shares_connections(&self.client) { client } else { client.with_own_connections() };
        Self { client, background: Arc::clone(&self.background) }
    }

    /// Sends `input` and waits for the output.
    ///
    /// # Errors
    /// The same [`SendError`] as `send` of the operation.
    pub fn send<O: Operation>(&self, input: &O) -> SendResult<O> {
        self.wait(self.client.send(input))
    }

    /// Sends `input` and waits for the output with its request ID, status, headers and number of attempts.
    ///
    /// # Errors
    /// The same [`SendError`] as [`send`](Self::send).
    pub fn call<O: Operation>(&self, input: &O) -> CallResult<O> {
        self.wait(self.client.call(input))
    }

    /// The signed request of `input`, which is not sent.
    ///
    /// # Errors
    /// [`SendError`] if the request cannot be built or signed.
    pub fn prepare<O: Operation>(&self, input: &O) -> PrepareResult<O> {
        self.wait(crate::client::send::prepare(input, &self.client))
    }

    /// A presigned URL of `input`, valid for `ttl`, at most 7 days. Anyone who has the URL can use it.
    ///
    /// # Errors
    /// [`SendError`] if the request cannot be built or signed.
    pub fn presign<O: Operation>(&self, input: &O, ttl: Duration) -> PresignResult<O> {
        self.wait(crate::client::send::presign(input, &self.client, ttl))
    }

    /// The pages of `input`, one call each.
    pub fn paginate<'a, O: Paginated>(&self, input: O) -> BlockingPages<'a, O> {
        BlockingPages { pages: Pages::new(input, &self.client), background: Arc::clone(&self.background) }
    }

    /// The events of an event stream, one by one.
    ///
    /// ```no_run
    /// # use aws_operation::{EventStream, aws_shape};
    /// # #[aws_shape]
    /// # #[derive(Debug)]
    /// # enum Word { Said(Said) }
    /// # #[aws_shape]
    /// # #[derive(Debug)]
    /// # struct Said { text: String }
    /// fn print(client: &aws_operation::blocking::Client, words: EventStream<Word>) {
    ///     for word in client.events(words) {
    ///         match word {
    ///             Ok(word) => println!("{word:?}"),
    ///             Err(error) => eprintln!("{error}"),
    ///         }
    ///     }
    /// }
    /// ```
    #[cfg(feature = "event-stream")]
    pub fn events<Event, Error>(&self, events: EventStream<Event, Error>) -> BlockingEvents<Event, Error> {
        BlockingEvents { events, background: Arc::clone(&self.background) }
    }

    /// Waits for another future of this crate, such as one that reads a [`Body`](crate::Body).
    pub fn wait<F: Future>(&self, work: F) -> F::Output {
        self.background.wait(work)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.client).finish()
    }
}

/// The pages of a paginated operation, one call each; the blocking form of [`Pages`].
///
/// The iterator ends after the last page, and once after each error, so that loops and adapters end there. The method
/// [`next`](Self::next) requests the failed page again.
pub struct BlockingPages<'a, O: Paginated> {
    pages: Pages<'a, O>,
    background: Arc<Background>,
}

impl<'a, O: Paginated> BlockingPages<'a, O> {
    /// Starts at the page of `token`, like [`Pages::resume_at`].
    #[must_use]
    pub fn resume_at(self, token: PageToken) -> Self {
        Self { pages: self.pages.resume_at(token), ..self }
    }

    /// The token of the next page, like [`Pages::token`].
    pub fn token(&self) -> Option<&PageToken> {
        self.pages.token()
    }

    /// The items of all pages, one by one.
    pub fn items<T>(self) -> BlockingItems<'a, O, T>
    where
        O: PaginatedItems<Items: Items<Item = T>>,
    {
        BlockingItems { items: self.pages.items(), background: self.background }
    }
}

impl<'a, O> BlockingPages<'a, O>
where
    O: Paginated<Output: Send> + Send + Sync + 'a,
{
    /// The next page. `None` after the last page. After an error, it requests the failed page again.
    #[allow(clippy::should_implement_trait)] // `Iterator::next` also exists, and ends after an error
    pub fn next(&mut self) -> Option<CallResult<O>> {
        self.background.wait(self.pages.next())
    }
}

impl<'a, O> Iterator for BlockingPages<'a, O>
where
    O: Paginated<Output: Send> + Send + Sync + 'a,
{
    type Item = CallResult<O>;

    fn next(&mut self) -> Option<Self::Item> {
        self.background.wait(self.pages.next_of_stream())
    }
}

impl<O: Paginated> fmt::Debug for BlockingPages<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingPages").field(&self.pages).finish()
    }
}

/// The items of all pages; the blocking form of [`PageItems`]. Its iterator ends like that of [`BlockingPages`].
pub struct BlockingItems<'a, O: Paginated, T = <<O as PaginatedItems>::Items as Items>::Item> {
    items: PageItems<'a, O, T>,
    background: Arc<Background>,
}

type ItemResult<O, T> = Result<T, SendError<<O as Operation>::Error>>;

impl<'a, O, T> BlockingItems<'a, O, T>
where
    O: Paginated<Output: Send> + Send + Sync + 'a,
{
    /// The next item. `None` after the last item. After an error, it requests the failed page again.
    #[allow(clippy::should_implement_trait)] // `Iterator::next` also exists, and ends after an error
    pub fn next(&mut self) -> Option<ItemResult<O, T>> {
        self.background.wait(self.items.next())
    }

    /// The token to continue without missing an item, like [`PageItems::token`].
    pub fn token(&self) -> Option<&PageToken> {
        self.items.token()
    }
}

impl<'a, O, T> Iterator for BlockingItems<'a, O, T>
where
    O: Paginated<Output: Send> + Send + Sync + 'a,
{
    type Item = ItemResult<O, T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.background.wait(self.items.next_of_stream())
    }
}

impl<O: Paginated, T> fmt::Debug for BlockingItems<'_, O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingItems").field(&self.items).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::send_error::Invalid;
    use crate::model::modeled_error::ServiceError;
    use crate::transport::{Transport, TransportFuture};
    use crate::value::body::Body;
    use crate::{aws_operation, aws_service, aws_shape};

    #[aws_service(id = "Doors", protocol = "restJson1", crate = crate)]
    struct Service;

    #[aws_operation(name = "ListDoors", auth = "none", http = "GET /doors", error = ServiceError, crate = crate)]
    #[aws(paginated(input = "token", output = "token", items = "doors"))]
    struct ListDoors {
        #[aws(query)]
        token: Option<String>,
    }

    #[aws_shape(crate = crate)]
    #[derive(Debug)]
    struct ListDoorsOutput {
        doors: Vec<u32>,
        token: Option<String>,
    }

    struct Canned;

    impl Transport for Canned {
        fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
            Box::pin(async { Ok(http::Response::new(Body::from(r#"{"Doors":[1,2],"Token":"more"}"#))) })
        }
    }

    fn assert_forked<T, E>(result: Result<T, SendError<E>>) {
        let Err(error) = result else { panic!("it was sent") };
        assert!(matches!(error, SendError::Invalid(Invalid::Forked, _)));
    }

    #[test]
    fn a_forked_process_gets_an_error_and_can_create_its_own_client() {
        let client =
            crate::client::Client::builder().region("us-east-1").no_credentials().transport(Canned).build().unwrap();
        let parent = Client::new(client).unwrap();
        let background = Background::start().unwrap().in_another_process();
        let child = Client { client: parent.client().clone(), background: Arc::new(background) };

        let list = ListDoors { token: None };
        assert_forked(child.send(&list));
        assert_forked(child.call(&list));
        assert_forked(child.prepare(&list));
        assert_forked(child.presign(&list, Duration::from_secs(1)));
        let error = child.send(&list).unwrap_err().to_string();
        assert!(error.starts_with("ListDoors failed: nothing was sent: this process was forked, and"), "{error}");

        let mut pages = child.paginate(ListDoors { token: None });
        assert_forked(pages.next().unwrap());
        let mut items = parent.paginate(ListDoors { token: None }).items();
        assert_eq!(items.next().unwrap().unwrap(), 1);
        items.background = Arc::clone(&child.background);
        assert_eq!(items.next().unwrap().unwrap(), 2, "the item of a page that was read before the fork");
        assert_forked(items.next().unwrap());
        assert_eq!(parent.send(&list).unwrap().doors, [1, 2]);

        let own = Client::new(child.client().clone()).unwrap();
        assert_eq!(own.send(&list).unwrap().doors, [1, 2]);
        // Waiting for a future that needs no connection works, on a new thread.
        child.wait(async { tokio::time::sleep(Duration::ZERO).await });
    }
}
