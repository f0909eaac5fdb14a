//! The items of pages.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::hash::BuildHasher;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{PageToken, Pages, Paginated, PaginatedItems};
use crate::call::send_error::SendError;
use crate::model::operation::Operation;

/// A member that holds the items of a page: a list, set or map. It may be optional or boxed. Implement it for other list
/// types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list or map",
    label = "`items` takes the name of a list or map field of the output",
    note = "implement `aws_operation::Items` for a newtype around a list"
)]
pub trait Items {
    /// The type of an item. For a map, it is a key with its value.
    type Item;

    /// The items in order.
    fn into_items(self) -> VecDeque<Self::Item>;
}

macro_rules! collections {
    ($($collection:ty => $item:ty, [$($parameter:tt)*];)*) => {
        $(impl<$($parameter)*> Items for $collection {
            type Item = $item;

            fn into_items(self) -> VecDeque<$item> {
                self.into_iter().collect()
            }
        })*
    };
}

collections! {
    Vec<T> => T, [T];
    VecDeque<T> => T, [T];
    HashSet<T, S> => T, [T, S: BuildHasher];
    BTreeSet<T> => T, [T];
    HashMap<K, V, S> => (K, V), [K, V, S: BuildHasher];
    BTreeMap<K, V> => (K, V), [K, V];
}

impl<T: Items> Items for Option<T> {
    type Item = T::Item;

    fn into_items(self) -> VecDeque<T::Item> {
        self.map(Items::into_items).unwrap_or_default()
    }
}

impl<T: Items> Items for Box<T> {
    type Item = T::Item;

    fn into_items(self) -> VecDeque<T::Item> {
        (*self).into_items()
    }
}

/// The items of all pages. It is a `Stream`, and also has the method [`next`](Self::next).
///
/// After an error, [`next`](Self::next) requests the failed page again, and the `Stream` ends once, like those of [`Pages`].
///
/// `T` is the type of an item. It is a parameter so that a missing [`PaginatedItems`] is the only compile error.
pub struct PageItems<'a, O: Paginated, T = <<O as PaginatedItems>::Items as Items>::Item> {
    pages: Pages<'a, O>,
    items: VecDeque<T>,
    items_of: fn(O::Output) -> VecDeque<T>,
}

type ItemResult<O, T> = Result<T, SendError<<O as Operation>::Error>>;

impl<'a, O: Paginated, T> PageItems<'a, O, T> {
    pub(super) fn new(pages: Pages<'a, O>) -> Self
    where
        O: PaginatedItems<Items: Items<Item = T>>,
    {
        Self { pages, items: VecDeque::new(), items_of: |page| O::items(page).into_items() }
    }

    /// The token to continue with [`Pages::resume_at`] without missing an item. It is that of the current page if items of it
    /// are left, so that some items may be returned twice. Otherwise it is that of the next page. `None` before the second
    /// page, and after the last item.
    pub fn token(&self) -> Option<&PageToken> {
        if self.items.is_empty() { self.pages.token() } else { self.pages.last_token.as_ref() }
    }
}

impl<'a, O, T> PageItems<'a, O, T>
where
    O: Paginated<Output: Send> + Send + Sync + 'a,
{
    /// The next item. `None` after the last item. After an error, it requests the failed page again.
    pub async fn next(&mut self) -> Option<ItemResult<O, T>> {
        self.pages.failed = false;
        poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<ItemResult<O, T>>> {
        loop {
            if let Some(item) = self.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                // An empty page need not be the last one.
                Some(Ok(page)) => self.items = (self.items_of)(page.into_inner()),
            }
        }
    }

    fn poll_stream(&mut self, context: &mut Context<'_>) -> Poll<Option<ItemResult<O, T>>> {
        if mem::take(&mut self.pages.failed) { Poll::Ready(None) } else { self.poll_item(context) }
    }

    /// The next item for a blocking iterator, which ends after each error.
    #[cfg(feature = "blocking")]
    pub(crate) async fn next_of_stream(&mut self) -> Option<ItemResult<O, T>> {
        poll_fn(|context| self.poll_stream(context)).await
    }
}

impl<O: Paginated, T> Unpin for PageItems<'_, O, T> {}

impl<'a, O, T> Stream for PageItems<'a, O, T>
where
    O: Paginated<Output: Send> + Send + Sync + 'a,
{
    type Item = ItemResult<O, T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<ItemResult<O, T>>> {
        self.poll_stream(context)
    }
}

impl<O: Paginated, T> fmt::Debug for PageItems<'_, O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageItems").field("operation", &O::META.name).finish_non_exhaustive()
    }
}
