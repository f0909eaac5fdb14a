//! Compile-time checks that the HTTP traits of an operation fit the protocol of its service.

use crate::model::operation::{Operation, OperationMeta, Service};
use crate::model::protocol::{HttpBindings, Maps, RpcProtocol};

/// A service whose operations can have `http`: its protocol has methods and paths.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a REST service, so its operations have no `http`",
    label = "the service's protocol has no methods and paths",
    note = "remove `http`, or choose `protocol = \"restJson1\"` for the service"
)]
pub trait RestService {}

#[diagnostic::do_not_recommend]
impl<S: Service<Protocol: HttpBindings>> RestService for S {}

/// A service whose members can be bound to parts of an HTTP message. Other protocols put all members in the body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a REST service, so all members are in the body",
    label = "the service's protocol has no bindings",
    note = "remove the binding, or choose `protocol = \"restJson1\"` for the service"
)]
pub trait BindingService {}

#[diagnostic::do_not_recommend]
impl<S: Service<Protocol: HttpBindings>> BindingService for S {}

/// A service whose operations have no `http`: its protocol has no methods and paths.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a REST service, so the operation needs `http`",
    label = "its protocol has methods and paths",
    note = "write `#[aws(http = \"POST /path\")]` on the operation's struct"
)]
pub trait RpcService {}

#[diagnostic::do_not_recommend]
impl<S: Service<Protocol: RpcProtocol>> RpcService for S {}

/// A service whose requests can have maps.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is an ec2Query service, whose requests have no maps",
    label = "ec2Query defines no form of a map",
    note = "write a list of structures with a key and a value, as EC2 has for tags"
)]
pub trait MapService {}

#[diagnostic::do_not_recommend]
impl<S: Service<Protocol: Maps>> MapService for S {}

/// The metadata of an operation with `http`.
pub const fn rest<O: Operation<Service: RestService>>(method: &'static str) -> OperationMeta {
    OperationMeta::new(O::NAME).http(method, &[], "")
}

/// The metadata of an operation without `http`.
pub const fn rpc<O: Operation<Service: RpcService>>() -> OperationMeta {
    OperationMeta::new(O::NAME)
}

/// Checks that members can be bound.
pub const fn has_bindings<O: Operation<Service: BindingService>>() {}

/// Checks that members can be maps.
pub const fn has_maps<O: Operation<Service: MapService>>() {}
