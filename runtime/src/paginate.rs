//! Outputs that come in pages.
//!
//! Source: Smithy's `paginated`; botocore's `paginate.py`.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::BuildHasher;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde_core::ser::Serialize;

use crate::client::Client;
use crate::operation::Operation;
use crate::response::Response;
use crate::send::send_page;
use crate::send_error::{CallContext, Facts, Invalid, SendError};

/// An operation whose output comes in pages: `#[aws_operation(paginated(..))]`.
pub trait Paginated: Operation {
    /// The place of the member that says where the page before ended.
    const INPUT_TOKEN: usize;

    /// Where a page ended; `None` of the last.
    fn output_token(output: &Self::Output) -> Option<PageToken>;
}

/// A paginated operation of which the items of a page are known.
pub trait PaginatedItems: Paginated {
    /// The items of one page.
    type Items: Items;

    /// The items of a page.
    fn items(output: Self::Output) -> Self::Items;
}

/// Where a page ended, as the output tells it and the next input repeats it.
#[derive(Clone, PartialEq)]
pub struct PageToken(serde_json::Value);

impl PageToken {
    /// The token that `member` holds: none if it is absent or an empty text, which some services send at the end.
    pub fn of<T: Serialize + ?Sized>(member: &T) -> Option<Self> {
        match serde_json::to_value(member).ok()? {
            serde_json::Value::Null => None,
            serde_json::Value::String(text) if text.is_empty() => None,
            value => Some(Self(value)),
        }
    }

    pub(crate) fn value(&self) -> &serde_json::Value {
        &self.0
    }
}

impl fmt::Debug for PageToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PageToken(..)")
    }
}

/// A member that holds the items of a page: a list or a map, optional or not.
pub trait Items {
    /// One item; of a map, a key with its value.
    type Item;

    /// The items in order.
    fn into_items(self) -> VecDeque<Self::Item>;
}

impl<T> Items for Vec<T> {
    type Item = T;

    fn into_items(self) -> VecDeque<T> {
        self.into()
    }
}

impl<K, V, S: BuildHasher> Items for HashMap<K, V, S> {
    type Item = (K, V);

    fn into_items(self) -> VecDeque<(K, V)> {
        self.into_iter().collect()
    }
}

impl<K, V> Items for BTreeMap<K, V> {
    type Item = (K, V);

    fn into_items(self) -> VecDeque<(K, V)> {
        self.into_iter().collect()
    }
}

impl<T: Items> Items for Option<T> {
    type Item = T::Item;

    fn into_items(self) -> VecDeque<T::Item> {
        self.map(Items::into_items).unwrap_or_default()
    }
}

type Page<O> = Result<Response<<O as Operation>::Output>, SendError<<O as Operation>::Error>>;
type PageFuture<'a, O> = Pin<Box<dyn Future<Output = Page<O>> + Send + 'a>>;

/// The pages of an output, one call each: a `Stream`, and [`next`](Self::next) for those who need no more.
///
/// It ends after the page that names no next one, and after an error. To go on from a page seen earlier, set the
/// input's token.
pub struct Pages<'a, O: Paginated> {
    input: &'a O,
    client: &'a Client,
    state: State<'a, O>,
    last_token: Option<PageToken>,
}

enum State<'a, O: Paginated> {
    /// The next page is to be asked for.
    Idle,
    Waiting(PageFuture<'a, O>),
    Done,
}

impl<'a, O> Pages<'a, O>
where
    O: Paginated<Output: Send> + Sync,
{
    /// The pages of `input`; what `paginate` of every paginated operation gives.
    pub fn new(input: &'a O, client: &'a Client) -> Self {
        Self { input, client, state: State::Idle, last_token: None }
    }

    /// The next page; `None` after the last.
    pub async fn next(&mut self) -> Option<Page<O>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// The items of all pages, one by one.
    pub fn items(self) -> PageItems<'a, O>
    where
        O: PaginatedItems,
    {
        PageItems { pages: self, items: VecDeque::new() }
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Page<O>>> {
        if matches!(self.state, State::Idle) {
            let (input, client, token) = (self.input, self.client, self.last_token.clone());
            self.state = State::Waiting(Box::pin(async move {
                let token = token.map(|token| (O::INPUT_TOKEN, token));
                send_page(input, client, token.as_ref().map(|(member, token)| (*member, token))).await
            }));
        }
        let State::Waiting(call) = &mut self.state else { return Poll::Ready(None) };
        let page = ready!(call.as_mut().poll(context));
        self.state = State::Done;
        Poll::Ready(Some(page.and_then(|page| self.step(page))))
    }

    /// Takes note of where the page ended.
    fn step(&mut self, page: Response<O::Output>) -> Page<O> {
        let token = O::output_token(&page);
        if token.is_some() && token == self.last_token {
            let facts = Facts { operation: O::META.name, attempts: page.attempts(), ..Facts::default() };
            return Err(SendError::Invalid(Invalid::RepeatedPage, CallContext::new(facts)));
        }
        if token.is_some() {
            self.state = State::Idle;
            self.last_token = token;
        }
        Ok(page)
    }
}

// Nothing of it is pinned in place: the calls are in boxes.
impl<O: Paginated> Unpin for Pages<'_, O> {}

impl<O> Stream for Pages<'_, O>
where
    O: Paginated<Output: Send> + Sync,
{
    type Item = Page<O>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Page<O>>> {
        self.poll_page(context)
    }
}

impl<O: Paginated> fmt::Debug for Pages<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::META.name).finish_non_exhaustive()
    }
}

/// The items of all pages: a `Stream`, and [`next`](Self::next) for those who need no more.
pub struct PageItems<'a, O: PaginatedItems> {
    pages: Pages<'a, O>,
    items: VecDeque<<O::Items as Items>::Item>,
}

type ItemResult<O> = Result<<<O as PaginatedItems>::Items as Items>::Item, SendError<<O as Operation>::Error>>;

impl<O> PageItems<'_, O>
where
    O: PaginatedItems<Output: Send> + Sync,
{
    /// The next item; `None` after the last.
    pub async fn next(&mut self) -> Option<ItemResult<O>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<ItemResult<O>>> {
        loop {
            if let Some(item) = self.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                // A page may be empty and still not be the last.
                Some(Ok(page)) => self.items = O::items(page.into_inner()).into_items(),
            }
        }
    }
}

impl<O: PaginatedItems> Unpin for PageItems<'_, O> {}

impl<O> Stream for PageItems<'_, O>
where
    O: PaginatedItems<Output: Send> + Sync,
{
    type Item = ItemResult<O>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<ItemResult<O>>> {
        self.poll_item(context)
    }
}

impl<O: PaginatedItems> fmt::Debug for PageItems<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageItems").field("operation", &O::META.name).finish_non_exhaustive()
    }
}
