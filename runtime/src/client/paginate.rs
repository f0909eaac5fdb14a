//! Outputs that come in pages.
//!
//! Source: Smithy's `paginated`; botocore's `paginate.py`.

mod items;

use std::fmt;
use std::future::{Future, poll_fn};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

pub use self::items::{Items, PageItems};
use crate::call::response::Response;
use crate::call::send_error::{CallContext, Invalid, SendError};
use crate::client::Client;
use crate::client::send::{CallResult, call};
use crate::model::operation::Operation;
use crate::model::page_token::PageToken;

/// An operation whose output comes in pages: `#[aws_operation(paginated(..))]`.
pub trait Paginated: Operation {
    /// The index of the member that takes the token of a page.
    const INPUT_TOKEN: usize;

    /// Whether a token that comes twice in a row is the end, and no error.
    const REPEATS: bool = false;

    /// Where the next page starts; `None` of the last.
    fn output_token(output: &Self::Output) -> Option<PageToken>;
}

/// A paginated operation whose `paginated(..)` names the field of the output that holds the items.
#[diagnostic::on_unimplemented(
    message = "the pages of `{Self}` have no items",
    label = "write `items = \"field\"` in `paginated(..)` of `{Self}`, with the field of the output that holds them"
)]
pub trait PaginatedItems: Paginated {
    /// The items of one page.
    type Items: Items;

    /// The items of a page.
    fn items(output: Self::Output) -> Self::Items;
}

/// A call gives the input back, for the next one.
type PageCall<'a, O> = Pin<Box<dyn Future<Output = (O, CallResult<O>)> + Send + 'a>>;

/// The pages of an output, one call each: a `Stream`, and [`next`](Self::next) for those who need no more.
///
/// It owns its input, and ends after the page that names no next one. A token that comes twice in a row would never
/// end: its page is given, then an error, unless the operation [`repeats`](Paginated::REPEATS) its last token.
///
/// **After an error** [`next`](Self::next) asks for the same page again, so no page is skipped. Code that ignores the
/// errors in a loop would ask forever: leave the loop with `?` or `break`. The `Stream` ends once after an error, so that
/// its adapters end.
///
/// **A `next()` that is dropped** before its page has come keeps its call, with the connection: the following one goes on
/// with it. Drop the pages to end it.
///
/// **To go on later**, also in another process, keep [`token`](Self::token) and give it to
/// [`resume_at`](Self::resume_at):
///
/// ```
/// use aws_operation::{Client, PageToken, aws_operation, aws_service, aws_shape};
///
/// #[aws_service(id = "LookoutVision", protocol = "restJson1")]
/// pub struct Service;
///
/// #[aws_operation(name = "ListProjects", http = "GET /2020-11-20/projects")]
/// #[aws(paginated(input = "next_token", output = "next_token"))]
/// pub struct ListProjects {
///     #[aws(query = "nextToken")]
///     pub next_token: Option<String>,
/// }
///
/// #[aws_shape]
/// pub struct ListProjectsOutput {
///     pub next_token: Option<String>,
/// }
///
/// async fn walk(client: &Client, stored: Option<&str>) -> Result<(), Box<dyn std::error::Error>> {
///     let mut pages = ListProjects { next_token: None }.paginate(client);
///     if let Some(stored) = stored {
///         pages = pages.resume_at(PageToken::from_json(stored)?);
///     }
///     while let Some(page) = pages.next().await {
///         let _page = page?;
///         if let Some(token) = pages.token() {
///             println!("to go on after this page: {}", token.to_json());
///         }
///     }
///     Ok(())
/// }
/// ```
pub struct Pages<'a, O: Paginated> {
    client: Client,
    state: State<'a, O>,
    /// Where the next page starts.
    token: Option<PageToken>,
    /// Where the last page started.
    asked: Option<PageToken>,
    /// The last page was an error, after which the stream has not ended yet.
    failed: bool,
}

enum State<'a, O: Paginated> {
    /// The next page is to be asked for.
    Ready(O),
    Waiting(PageCall<'a, O>),
    /// The page of that context named itself as the next one.
    Repeated(CallContext),
    Done,
}

impl<'a, O: Paginated> Pages<'a, O> {
    /// The pages of `input`; what `paginate` of every paginated operation gives.
    pub fn new(input: O, client: &Client) -> Self {
        Self { client: client.clone(), state: State::Ready(input), token: None, asked: None, failed: false }
    }

    /// Starts at the page of `token` instead of the one that the input names: goes on where
    /// [`token`](Self::token) of these pages' operation was read.
    ///
    /// Give it before the first page is asked for. The other members of the input must be as they were: services reject
    /// the token, or give other pages, where they are not.
    #[must_use]
    pub fn resume_at(mut self, token: PageToken) -> Self {
        self.token = Some(token);
        self
    }

    /// Where the next page starts: `None` before the first page, and after the last one. Where an operation
    /// [`repeats`](Paginated::REPEATS) its last token, that stays, and goes on with what is new by then.
    pub fn token(&self) -> Option<&PageToken> {
        self.token.as_ref()
    }

    /// The items of all pages, one by one.
    pub fn items<T>(self) -> PageItems<'a, O, T>
    where
        O: PaginatedItems<Items: Items<Item = T>>,
    {
        PageItems::new(self)
    }

    /// Takes note of where the page ended.
    fn step(&mut self, input: O, page: &Response<O::Output>) {
        let token = O::output_token(page);
        let is_repeated = token.is_some() && token == self.token;
        self.state = match token {
            None => State::Done,
            Some(_) if is_repeated && O::REPEATS => State::Done,
            Some(_) if is_repeated => State::Repeated(page.context()),
            Some(_) => State::Ready(input),
        };
        self.asked = mem::replace(&mut self.token, token);
    }
}

impl<'a, O> Pages<'a, O>
where
    O: Paginated<Output: Send> + Send + Sync + 'a,
{
    /// The next page; `None` after the last. After an error it is the page that failed, asked for again.
    pub async fn next(&mut self) -> Option<CallResult<O>> {
        self.failed = false;
        poll_fn(|context| self.poll_page(context)).await
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<CallResult<O>>> {
        loop {
            match mem::replace(&mut self.state, State::Done) {
                State::Ready(input) => self.state = State::Waiting(self.call(input)),
                State::Waiting(mut call) => {
                    let Poll::Ready((input, page)) = call.as_mut().poll(context) else {
                        self.state = State::Waiting(call);
                        return Poll::Pending;
                    };
                    match &page {
                        Ok(page) => self.step(input, page),
                        Err(_) => {
                            self.state = State::Ready(input);
                            self.failed = true;
                        }
                    }
                    return Poll::Ready(Some(page));
                }
                State::Repeated(context) => {
                    return Poll::Ready(Some(Err(SendError::Invalid(Invalid::RepeatedPage, context))));
                }
                State::Done => return Poll::Ready(None),
            }
        }
    }

    fn call(&self, input: O) -> PageCall<'a, O> {
        let (client, token) = (self.client.clone(), self.token.clone());
        Box::pin(async move {
            let page = call(&input, &client, token.as_ref().map(|token| (O::INPUT_TOKEN, token))).await;
            (input, page)
        })
    }

    /// As `poll_page`, but with an end after each error.
    fn poll_stream(&mut self, context: &mut Context<'_>) -> Poll<Option<CallResult<O>>> {
        if mem::take(&mut self.failed) { Poll::Ready(None) } else { self.poll_page(context) }
    }

    /// The next page as a blocking iterator has it: with an end after each error.
    #[cfg(feature = "blocking")]
    pub(crate) async fn next_of_stream(&mut self) -> Option<CallResult<O>> {
        poll_fn(|context| self.poll_stream(context)).await
    }
}

// Nothing of it is pinned in place: the calls are in boxes.
impl<O: Paginated> Unpin for Pages<'_, O> {}

impl<'a, O> Stream for Pages<'a, O>
where
    O: Paginated<Output: Send> + Send + Sync + 'a,
{
    type Item = CallResult<O>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<CallResult<O>>> {
        self.poll_stream(context)
    }
}

impl<O: Paginated> fmt::Debug for Pages<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::META.name).finish_non_exhaustive()
    }
}
