//! Whether what an operation says of HTTP means anything to its service's protocol.
//!
//! Like [`places`](super::places), these checks refuse what is known to be wrong. A type that is no service at all is
//! reported once, where the operation names it, and passes here.

use std::marker::PhantomData;
use std::ops::Deref;

use crate::operation::Service;
use crate::protocol::{HttpBindings, RpcProtocol};

/// A service of which an operation says something.
pub struct Routing<S>(Routes<S>);

/// A service whose protocol does not speak against it.
pub struct Routes<S>(PhantomData<S>);

/// The service `S`.
pub const fn service<S>() -> Routing<S> {
    Routing(Routes(PhantomData))
}

impl<S> Deref for Routing<S> {
    type Target = Routes<S>;

    fn deref(&self) -> &Routes<S> {
        &self.0
    }
}

/// `http` on an operation of a service whose protocol sends every operation to one path.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a REST service, so `http` means nothing here",
    label = "the service's protocol has no methods and paths",
    note = "remove `http`, or choose `protocol = \"restJson1\"` for the service"
)]
pub trait RestService {}

/// A field bound to a part of an HTTP message, in an operation of a service whose protocol puts everything in the body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a REST service, so its members go in the body alone",
    label = "the service's protocol has no bindings",
    note = "remove the binding, or choose `protocol = \"restJson1\"` for the service"
)]
pub trait BindingService {}

/// An operation without `http` of a service whose protocol has methods and paths.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a REST service, so the operation needs `http`",
    label = "its protocol has methods and paths",
    note = "write `#[aws(http = \"POST /path\")]` on the operation's struct"
)]
pub trait RpcService {}

impl<S: Service<Protocol: RpcProtocol>> Routing<S> {
    /// Holds that `S` has methods and paths.
    pub const fn has_paths(&self)
    where
        S: RestService,
    {
    }

    /// Holds that `S` puts members elsewhere than in the body.
    pub const fn has_bindings(&self)
    where
        S: BindingService,
    {
    }
}

impl<S> Routes<S> {
    /// Nothing speaks against paths.
    pub const fn has_paths(&self) {}

    /// Nothing speaks against bindings.
    pub const fn has_bindings(&self) {}

    /// Nothing speaks against there being no path.
    pub const fn has_no_paths(&self) {}
}

impl<S: Service<Protocol: HttpBindings>> Routing<S> {
    /// Holds that `S` has no methods and paths.
    pub const fn has_no_paths(&self)
    where
        S: RpcService,
    {
    }
}
