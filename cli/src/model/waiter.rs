//! The waiters of an operation.

/// A waiter of an operation: one entry of Smithy's `@waitable`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// Its name: `TableExists`.
    pub name: String,
    /// The documentation, in `CommonMark`.
    pub documentation: Option<String>,
    /// The smallest delay between two calls, in seconds.
    pub min_delay: u64,
    /// The greatest delay between two calls, in seconds, if the model has it.
    pub max_delay: Option<u64>,
    /// The acceptors, the first matching one of which decides.
    pub acceptors: Vec<Acceptor>,
    /// `@deprecated`
    pub deprecated: bool,
}

/// What the result of a call means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptor {
    /// What follows if it matches.
    pub state: WaiterState,
    /// When it matches.
    pub matcher: Matcher,
}

/// What follows if an acceptor matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiterState {
    /// The wait succeeds.
    Success,
    /// The wait fails.
    Failure,
    /// The call is repeated.
    Retry,
}

/// When an acceptor matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher {
    /// A `JMESPath` expression over the output has the value.
    Output {
        /// The expression.
        path: String,
        /// How its result is compared.
        comparator: Comparator,
        /// The value.
        expected: String,
    },
    /// The call succeeds, or fails with any error of the service.
    Success(bool),
    /// The call fails with an error that has this code, or in Smithy the name of its shape.
    Error(String),
    /// The response has this HTTP status.
    Status(u16),
    /// Another matcher, which is not read.
    Other(String),
}

/// How the result of an expression is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// It is the value.
    Equals,
    /// It is a list that is not empty, and all items are the value.
    All,
    /// It is a list, and an item is the value.
    Any,
}

impl WaiterState {
    /// The state with this name in models.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "success" => Some(Self::Success),
            "failure" => Some(Self::Failure),
            "retry" => Some(Self::Retry),
            _ => None,
        }
    }
}
