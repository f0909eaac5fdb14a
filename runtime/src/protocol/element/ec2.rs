//! Forms and XML of ec2Query: `TagSpecification.1.ResourceType=instance`, `<tagSet><item/></tagSet>`.
//!
//! A member has the name of its XML element in both, but the first letter is in upper case in a form, unless Smithy's
//! `ec2QueryName` names it. Lists are always flattened in a form, and those without items are left out.

use std::borrow::Cow;

use serde_core::ser::Serialize;

use super::{ElementWriter, FormBody, XmlBody, write_element};
use crate::model::structure::form_name;
use crate::protocol::http_message::BodyWriter;

/// A form under construction.
#[derive(Debug, Default)]
pub(crate) struct Ec2FormBody(FormBody);

impl Ec2FormBody {
    pub(crate) fn finish(self) -> String {
        self.0.finish()
    }
}

impl BodyWriter for Ec2FormBody {
    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), serde_json::Error> {
        write_element(self, name, value)
    }
}

impl ElementWriter for Ec2FormBody {
    const IS_EC2_FORM: bool = true;

    fn member_name(name: &str) -> Cow<'_, str> {
        form_name(name)
    }

    fn start(&mut self, name: &str, number: Option<usize>) {
        self.0.start(name, number);
    }

    fn text(&mut self, text: &str) {
        self.0.text(text);
    }

    fn end(&mut self, name: &str) {
        self.0.end(name);
    }

    fn no_items(&mut self, _: &str) {}
}

/// The content of a document under construction. Nearly all lists of EC2 have items named `item`.
#[derive(Default)]
pub(crate) struct Ec2XmlBody(pub(crate) XmlBody);

impl BodyWriter for Ec2XmlBody {
    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), serde_json::Error> {
        write_element(self, name, value)?;
        self.0.check()
    }
}

impl ElementWriter for Ec2XmlBody {
    const ITEM: &'static str = "item";

    fn start(&mut self, name: &str, number: Option<usize>) {
        self.0.start(name, number);
    }

    fn text(&mut self, text: &str) {
        self.0.text(text);
    }

    fn end(&mut self, name: &str) {
        self.0.end(name);
    }

    fn no_items(&mut self, name: &str) {
        self.0.no_items(name);
    }

    fn namespace(&mut self, declared: &str) {
        self.0.namespace(declared);
    }

    fn attribute(&mut self, name: &str, text: &str) {
        self.0.attribute(name, text);
    }
}
