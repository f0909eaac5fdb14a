//! Whether what an operation says of HTTP means anything to its service's protocol.

use crate::model::operation::{Operation, OperationMeta, Service};
use crate::model::protocol::{HttpBindings, RpcProtocol};

/// `http` on an operation of a service whose protocol sends every operation to one path.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a REST service, so `http` means nothing here",
    label = "the service's protocol has no methods and paths",
    note = "remove `http`, or choose `protocol = \"restJson1\"` for the service"
)]
pub trait RestService {}

#[diagnostic::do_not_recommend]
impl<S: Service<Protocol: HttpBindings>> RestService for S {}

/// A field bound to a part of an HTTP message, in an operation of a service whose protocol puts everything in the body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a REST service, so its members go in the body alone",
    label = "the service's protocol has no bindings",
    note = "remove the binding, or choose `protocol = \"restJson1\"` for the service"
)]
pub trait BindingService {}

#[diagnostic::do_not_recommend]
impl<S: Service<Protocol: HttpBindings>> BindingService for S {}

/// An operation without `http` of a service whose protocol has methods and paths.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a REST service, so the operation needs `http`",
    label = "its protocol has methods and paths",
    note = "write `#[aws(http = \"POST /path\")]` on the operation's struct"
)]
pub trait RpcService {}

#[diagnostic::do_not_recommend]
impl<S: Service<Protocol: RpcProtocol>> RpcService for S {}

/// The facts of an operation with `http`.
pub const fn rest<O: Operation<Service: RestService>>(method: &'static str) -> OperationMeta {
    OperationMeta::new(O::NAME).http(method, &[], "")
}

/// The facts of an operation without.
pub const fn rpc<O: Operation<Service: RpcService>>() -> OperationMeta {
    OperationMeta::new(O::NAME)
}

/// Holds that members may be bound.
pub const fn has_bindings<O: Operation<Service: BindingService>>() {}
