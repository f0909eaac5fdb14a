//! The same calls without async.
//!
//! A [`Client`] here wraps one of [`crate::Client`] and waits for it on the thread that calls; one thread in the
//! background keeps its connections, shared by all clones.
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

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use self::background::Background;
use crate::call::send_error::SendError;
use crate::client::paginate::{Items, PageItems, Pages, Paginated, PaginatedItems};
use crate::client::send::{CallResult, PrepareResult, PresignResult, SendResult};
use crate::config::config_error::ConfigError;
use crate::model::operation::Operation;
use crate::model::page_token::PageToken;

/// Sends operations and waits for them on the thread that calls.
///
/// A process that is forked off has no such thread: a call of a client from before the fork is
/// [`Invalid::Forked`](crate::Invalid::Forked) there. [`Client::new`] makes one of the same settings, with connections of
/// its own. A body that was open is the parent's to read.
///
/// Cheap to clone; clones share connections and the thread in the background, which ends with the last of them. It may
/// be used in async code too, where each call blocks the thread that runs it: [`crate::Client`] is the one for that.
#[derive(Clone)]
pub struct Client {
    client: crate::client::Client,
    background: Arc<Background>,
}

impl Client {
    /// The blocking form of `client`, with connections of its own: those of `client` stand still while a thread of the
    /// runtime that drives them is blocked. Everything else is shared.
    ///
    /// # Errors
    /// [`ConfigError::NoThread`] where no thread can be started.
    pub fn new(client: crate::client::Client) -> Result<Self, ConfigError> {
        Ok(Self { client: client.with_own_connections(), background: Arc::new(Background::start()?) })
    }

    /// A client with all settings of the environment, as [`crate::Client::from_env`] has them.
    ///
    /// # Errors
    /// [`ConfigError`] names the variable that is missing or wrong, or the file and the line that are.
    pub fn from_env() -> Result<Self, ConfigError> {
        let background = Background::start()?;
        let client = background.wait(crate::client::Client::from_env())?;
        Ok(Self { client, background: Arc::new(background) })
    }

    /// The client that this one waits for.
    pub fn client(&self) -> &crate::client::Client {
        &self.client
    }

    /// The same thread for another client, such as one with [limits of its own](crate::Client::with_operation_timeout).
    /// A client that comes of [`client`](Self::client) shares its connections too; any other gets connections of its own.
    #[must_use]
    pub fn with_client(&self, client: crate::client::Client) -> Self {
        let client = if client.shares_connections(&self.client) { client } else { client.with_own_connections() };
        Self { client, background: Arc::clone(&self.background) }
    }

    /// Sends `input` and waits for the output.
    ///
    /// # Errors
    /// [`SendError`], as of the operation's own `send`.
    pub fn send<O: Operation>(&self, input: &O) -> SendResult<O> {
        self.wait(self.client.send(input))
    }

    /// Sends `input` and waits for the output with what is known of the call: its request ID, status, headers, attempts.
    ///
    /// # Errors
    /// [`SendError`], as of [`send`](Self::send).
    pub fn call<O: Operation>(&self, input: &O) -> CallResult<O> {
        self.wait(self.client.call(input))
    }

    /// The signed request of `input`, unsent.
    ///
    /// # Errors
    /// [`SendError`] where the request cannot be built or not be signed.
    pub fn prepare<O: Operation>(&self, input: &O) -> PrepareResult<O> {
        self.wait(crate::client::send::prepare(input, &self.client))
    }

    /// A URL that runs `input` for whoever has it, for as long as `ttl`, at most 7 days.
    ///
    /// # Errors
    /// [`SendError`] where the request cannot be built or not be signed.
    pub fn presign<O: Operation>(&self, input: &O, ttl: Duration) -> PresignResult<O> {
        self.wait(crate::client::send::presign(input, &self.client, ttl))
    }

    /// The pages of `input`, one call each.
    pub fn paginate<'a, O: Paginated>(&self, input: O) -> BlockingPages<'a, O> {
        BlockingPages { pages: Pages::new(input, &self.client), background: Arc::clone(&self.background) }
    }

    /// Waits for anything of this crate that is async, such as the parts of a [`Body`](crate::Body).
    pub fn wait<F: Future>(&self, work: F) -> F::Output {
        self.background.wait(work)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.client).finish()
    }
}

/// The pages of an output, one call each, as [`Pages`] are without blocking.
///
/// The iterator ends after the last page, and once after each error, so that loops and adapters end there.
/// [`next`](Self::next) called by hand goes on with the page that failed.
pub struct BlockingPages<'a, O: Paginated> {
    pages: Pages<'a, O>,
    background: Arc<Background>,
}

impl<'a, O: Paginated> BlockingPages<'a, O> {
    /// Starts at the page of `token`, as [`Pages::resume_at`].
    #[must_use]
    pub fn resume_at(self, token: PageToken) -> Self {
        Self { pages: self.pages.resume_at(token), ..self }
    }

    /// Where the next page starts, as [`Pages::token`].
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
    /// The next page; `None` after the last. After an error it is the page that failed, asked for again.
    #[allow(clippy::should_implement_trait)] // the iterator's is there too, and ends after an error
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

/// The items of all pages, as [`PageItems`] are without blocking; its iterator ends as that of [`BlockingPages`].
pub struct BlockingItems<'a, O: Paginated, T = <<O as PaginatedItems>::Items as Items>::Item> {
    items: PageItems<'a, O, T>,
    background: Arc<Background>,
}

type ItemResult<O, T> = Result<T, SendError<<O as Operation>::Error>>;

impl<'a, O, T> BlockingItems<'a, O, T>
where
    O: Paginated<Output: Send> + Send + Sync + 'a,
{
    /// The next item; `None` after the last. After an error, it asks for the page that failed again.
    #[allow(clippy::should_implement_trait)] // the iterator's is there too, and ends after an error
    pub fn next(&mut self) -> Option<ItemResult<O, T>> {
        self.background.wait(self.items.next())
    }

    /// Where to go on so that no item is missed, as [`PageItems::token`].
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
    fn a_process_that_was_forked_off_gets_an_error_and_makes_a_client_of_its_own() {
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
        assert_eq!(items.next().unwrap().unwrap(), 2, "it is here already");
        assert_forked(items.next().unwrap());
        assert_eq!(parent.send(&list).unwrap().doors, [1, 2]);

        let own = Client::new(child.client().clone()).unwrap();
        assert_eq!(own.send(&list).unwrap().doors, [1, 2]);
        // Waiting for what needs no connection works: a thread is started for it.
        child.wait(async { tokio::time::sleep(Duration::ZERO).await });
    }
}
