//! Pagination.
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

/// A paginated operation: `#[aws_operation(paginated(..))]`.
pub trait Paginated: Operation {
    /// The index of the input member for the page token.
    const INPUT_TOKEN: usize;

    /// Whether a page with the same token as the page before is the last one, and not an error.
    const REPEATS: bool = false;

    /// The token of the next page. `None` for the last page.
    fn output_token(output: &Self::Output) -> Option<PageToken>;
}

/// A paginated operation whose `paginated(..)` names the field of the output that holds the items.
#[diagnostic::on_unimplemented(
    message = "the pages of `{Self}` have no items",
    label = "write `items = \"field\"` in `paginated(..)` of `{Self}`, with the name of the output's field"
)]
pub trait PaginatedItems: Paginated {
    /// The items of one page.
    type Items: Items;

    /// The items of a page.
    fn items(output: Self::Output) -> Self::Items;
}

/// The call of one page. It returns the input too, for the next call.
type PageCall<'a, O> = Pin<Box<dyn Future<Output = (O, CallResult<O>)> + Send + 'a>>;

/// The pages of a paginated operation, one call each. It is a `Stream`, and also has the method [`next`](Self::next).
///
/// It owns the input, and ends after the page without a next token. If a page has the same token as the page before, the
/// page is returned, then an error, because the pages would never end. If the operation
/// [`repeats`](Paginated::REPEATS) its last token, that page is the last one.
///
/// **After an error**, [`next`](Self::next) requests the same page again, so no page is skipped. A loop that ignores errors
/// would never end: leave it with `?` or `break`. The `Stream` ends once after an error, so that its adapters end.
///
/// **If a `next()` is dropped** before it is ready, its call and connection remain. The following `next()` continues the
/// call. To cancel it, drop the pages.
///
/// **To continue later**, also in another process, store [`token`](Self::token) and pass it to
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
///             println!("to continue after this page: {}", token.to_json());
///         }
///     }
///     Ok(())
/// }
/// ```
pub struct Pages<'a, O: Paginated> {
    client: Client,
    state: State<'a, O>,
    /// The token of the next page.
    token: Option<PageToken>,
    /// The token of the last page.
    last_token: Option<PageToken>,
    /// The last page was an error, and the stream has not ended after it yet.
    failed: bool,
}

enum State<'a, O: Paginated> {
    /// The next page is not requested yet.
    Ready(O),
    Waiting(PageCall<'a, O>),
    /// The last page had the same token as the page before. The context is that of its call.
    Repeated(CallContext),
    Done,
}

impl<'a, O: Paginated> Pages<'a, O> {
    /// The pages of `input`. Implements `paginate` of every paginated operation.
    pub fn new(input: O, client: &Client) -> Self {
        Self { client: client.clone(), state: State::Ready(input), token: None, last_token: None, failed: false }
    }

    /// Starts at the page of `token`, which was returned by [`token`](Self::token) for the same operation.
    ///
    /// Call it before the first page is requested. The other members of the input must not change. Otherwise, services reject
    /// the token, or return other pages.
    #[must_use]
    pub fn resume_at(mut self, token: PageToken) -> Self {
        self.token = Some(token);
        self
    }

    /// The token of the next page. `None` before the first page, and after the last one. If the operation
    /// [`repeats`](Paginated::REPEATS) its last token, that token is returned after the last page, to continue with newer
    /// items later.
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

    /// Records the token of a page, and sets the next state.
    fn step(&mut self, input: O, page: &Response<O::Output>) {
        let token = O::output_token(page);
        let is_repeated = token.is_some() && token == self.token;
        self.state = match token {
            None => State::Done,
            Some(_) if is_repeated && O::REPEATS => State::Done,
            Some(_) if is_repeated => State::Repeated(page.context()),
            Some(_) => State::Ready(input),
        };
        self.last_token = mem::replace(&mut self.token, token);
    }
}

impl<'a, O> Pages<'a, O>
where
    O: Paginated<Output: Send> + Send + Sync + 'a,
{
    /// The next page. `None` after the last page. After an error, it requests the failed page again.
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

    /// Like `poll_page`, but ends after each error.
    fn poll_stream(&mut self, context: &mut Context<'_>) -> Poll<Option<CallResult<O>>> {
        if mem::take(&mut self.failed) { Poll::Ready(None) } else { self.poll_page(context) }
    }

    /// The next page for a blocking iterator, which ends after each error.
    #[cfg(feature = "blocking")]
    pub(crate) async fn next_of_stream(&mut self) -> Option<CallResult<O>> {
        poll_fn(|context| self.poll_stream(context)).await
    }
}

// No field is structurally pinned, because the calls are boxed.
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
