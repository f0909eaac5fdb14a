//! A service's model in Smithy's terms, whether it was read from Smithy's JSON or from botocore's.
//!
//! ```no_run
//! use aws_operation_cli::model::Model;
//!
//! let model = Model::read("dynamodb/2012-08-10/service-2.json.gz")?;
//! let put = &model.operations["PutItem"];
//! for member in model.members_of(put.input.as_deref()) {
//!     println!("{}: {:?}", member.name, model.target(member).kind);
//! }
//! # Ok::<(), aws_operation_cli::model::ModelError>(())
//! ```

#![allow(clippy::struct_excessive_bools)] // traits without a value are flags

pub(crate) mod auth;
mod bodies;
mod botocore;
mod ec2;
mod elements;
mod endpoint;
mod error;
mod file;
mod file_kind;
mod operation;
mod overlay;
mod pages;
mod reach;
mod roots;
mod service;
mod shape;
mod smithy;
mod waiter;

use indexmap::IndexMap;

pub use auth::Auth;
pub use bodies::Checksums;
pub(crate) use ec2::request_name;
pub use elements::Elements;
pub(crate) use elements::has_elements;
pub use endpoint::UnknownRules;
pub(crate) use endpoint::is_elsewhere;
pub use error::ModelError;
pub use operation::{Http, HttpChecksum, Operation, Paginated};
pub(crate) use roots::{has_document, root_name};
pub use service::{Protocol, Service};
pub use shape::{
    Binding, Constraints, Direction, EnumValue, ErrorTraits, Fault, IntEnumValue, Kind, Member, Retryable, Shape,
    TimestampFormat, XmlNamespace,
};
pub use waiter::{Acceptor, Comparator, Matcher, Waiter, WaiterState};

/// A service with its operations and shapes.
///
/// Every shape that an operation or member names exists: the readers reject a model in which one is missing.
#[derive(Clone, Debug)]
pub struct Model {
    /// The service.
    pub service: Service,
    /// Its operations by name, in the model's order.
    pub operations: IndexMap<String, Operation>,
    /// The shapes by name, in the model's order. Smithy's prelude shapes have their short names.
    pub shapes: IndexMap<String, Shape>,
    /// Why entries of an overlay changed nothing, such as an error that the model has by now.
    pub outdated: Vec<String>,
}

impl Model {
    /// The target shape of a member.
    pub fn target(&self, member: &Member) -> &Shape {
        &self.shapes[&member.target]
    }

    /// The members of the structure or union with that name; empty for `None` and for other shapes.
    pub fn members_of(&self, shape: Option<&str>) -> &[Member] {
        shape.and_then(|name| self.shapes.get(name)).map_or(&[], Shape::members)
    }

    /// The media type of a member that is the payload, if it is a blob or string and its shape has one.
    pub fn payload_media_type(&self, member: &Member) -> Option<&str> {
        let is_payload = member.binding == Some(Binding::Payload);
        let target = self.target(member);
        let is_plain = matches!(target.kind, Kind::Blob | Kind::String | Kind::Enum(_));
        let is_media_type = |text: &&str| {
            let essence = text.split(';').next().unwrap_or_default().trim_end();
            essence.split('/').count() == 2 && text.chars().all(|c| c == ' ' || c.is_ascii_graphic())
        };
        target.media_type.as_deref().filter(is_media_type).filter(|_| is_payload && is_plain)
    }

    /// The member of an operation's input that is its idempotency token.
    pub fn idempotency_token(&self, operation: &Operation) -> Option<&Member> {
        self.members_of(operation.input.as_deref()).iter().find(|member| member.idempotency_token)
    }

    /// The location and name of the first reference to a shape that does not exist.
    fn find_missing(&self) -> Option<(String, String)> {
        let of_operations = self.operations.values().flat_map(|operation| {
            let shapes = operation.input.iter().chain(&operation.output).chain(&operation.errors);
            shapes.map(|shape| (operation.name.clone(), shape))
        });
        let of_shapes = self.shapes.values().flat_map(|shape| {
            shape.kind.members().map(|member| (format!("{}${}", shape.name, member.name), &member.target))
        });
        of_operations
            .chain(of_shapes)
            .find(|(_, target)| !self.shapes.contains_key(*target))
            .map(|(location, target)| (location, target.clone()))
    }
}
