//! Bodies of restXml under construction: the members without a binding, or the payload.

use serde_core::ser::Serialize;

use crate::protocol::element::{RootTraits, XmlBody, write_root};
use crate::protocol::http_message::BodyWriter;

/// The members of a structure in XML.
#[derive(Default)]
pub(crate) struct RestXmlBody {
    members: XmlBody,
    /// Whether a member is set.
    pub(super) has_members: bool,
    /// The namespace of the service.
    namespace: &'static str,
}

impl RestXmlBody {
    /// A body whose root declares the namespace of the service, unless it has one of its own.
    pub(super) fn of_service(namespace: &'static str) -> Self {
        Self { namespace, ..Self::default() }
    }

    /// The members of an error.
    pub(super) fn of_error() -> Self {
        Self { members: XmlBody::of_error(), ..Self::default() }
    }

    /// The document with the root `name`. `root` may have another name.
    pub(crate) fn finish(self, name: &str, root: RootTraits) -> Vec<u8> {
        if root.unwrapped && self.has_members {
            let mut document = self.members;
            document.declare_at_root(root.namespace.unwrap_or(self.namespace));
            return document.into_bytes();
        }
        let of_service = Some(self.namespace).filter(|uri| !uri.is_empty());
        // A prefix leaves the default namespace to the service.
        let namespaces = match root.namespace {
            Some(own) if root.prefix().is_none() => vec![own],
            own => of_service.into_iter().chain(own).collect(),
        };
        XmlBody::rooted(root.name.unwrap_or(name), &namespaces, self.members)
    }

    /// The members alone.
    pub(super) fn into_members(self) -> XmlBody {
        self.members
    }
}

impl BodyWriter for RestXmlBody {
    const MEDIA_TYPE: &'static str = "application/xml";
    const ABSENT_PAYLOAD: Option<&'static [u8]> = None;

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), serde_json::Error> {
        self.has_members = true;
        self.members.member(name, value)
    }

    fn payload<T: Serialize + ?Sized>(&self, value: &T, traits: &'static str) -> Result<Vec<u8>, serde_json::Error> {
        let mut document = XmlBody::default();
        write_root(&mut document, value, RootTraits::of(traits))?;
        document.declare_at_root(self.namespace);
        Ok(document.into_bytes())
    }
}
