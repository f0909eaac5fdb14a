//! Forms of the query protocols: `Tags.member.1.Key=a&Tags.member.1.Value=b`.

use std::collections::BTreeMap;

use percent_encoding::utf8_percent_encode;
use serde_core::de::Error as _;
use serde_core::ser::Serialize;

use super::tree::{Node, Tree};
use super::{ElementWriter, MAX_DEPTH, write_element};
use crate::protocol::http_message::{BodyWriter, ESCAPED};

/// A form under construction.
#[derive(Debug, Default)]
pub(crate) struct FormBody {
    text: String,
    /// The names of the open elements, separated by dots.
    path: String,
    /// The length of the path before each open element.
    lengths: Vec<usize>,
}

impl FormBody {
    pub(crate) fn finish(self) -> String {
        self.text
    }
}

impl BodyWriter for FormBody {
    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), serde_json::Error> {
        write_element(self, name, value)
    }
}

impl ElementWriter for FormBody {
    fn start(&mut self, name: &str, number: Option<usize>) {
        self.lengths.push(self.path.len());
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(name);
        if let Some(number) = number {
            self.path.push('.');
            self.path.push_str(&number.to_string());
        }
    }

    fn text(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.extend(utf8_percent_encode(&self.path, ESCAPED));
        self.text.push('=');
        self.text.extend(utf8_percent_encode(text, ESCAPED));
    }

    fn end(&mut self, _: &str) {
        self.path.truncate(self.lengths.pop().unwrap_or_default());
    }

    fn no_items(&mut self, name: &str) {
        self.start(name, None);
        self.text("");
        self.end(name);
    }
}

/// Parses the names and values of a form.
pub(crate) fn read_form(pairs: &mut dyn Iterator<Item = (String, String)>) -> Result<Form, serde_json::Error> {
    let mut root = Field::default();
    for (name, value) in pairs {
        root.put(&name, value)?;
    }
    Ok(Form(root))
}

/// A form that was received.
pub(crate) struct Form(Field);

impl Form {
    /// The form as elements. `is_ec2` says whether it is one of ec2Query.
    pub(crate) fn tree(&self, is_ec2: bool) -> Tree<'_> {
        let mut tree = Tree::default();
        self.0.add_to(&mut tree, "", None, is_ec2);
        tree
    }
}

/// An element of a form, or the whole form.
#[derive(Default)]
struct Field {
    text: Option<String>,
    /// The children by name, and by number if they have one.
    fields: BTreeMap<(String, Option<usize>), Field>,
}

impl Field {
    fn put(&mut self, name: &str, value: String) -> Result<(), serde_json::Error> {
        let mut field = self;
        let mut parts = name.split('.').peekable();
        for depth in 0.. {
            let Some(part) = parts.next() else { break };
            if depth == MAX_DEPTH {
                let what = format_args!("a parameter name of the form has more than {MAX_DEPTH} nested parts");
                return Err(serde_json::Error::custom(what));
            }
            let number = parts.peek().and_then(|next| next.parse().ok());
            if number.is_some() {
                parts.next();
            }
            field = field.fields.entry((part.to_owned(), number)).or_default();
        }
        // It is unknown which one is meant. The server must read the value by which it routed the request.
        match field.text.replace(value) {
            Some(_) => Err(serde_json::Error::custom(format_args!("parameter `{name}` occurs twice in the form"))),
            None => Ok(()),
        }
    }

    fn add_to<'a>(&'a self, tree: &mut Tree<'a>, name: &'a str, number: Option<usize>, is_ec2: bool) {
        let text = self.text.as_deref();
        let is_empty_list = number.is_none() && self.fields.is_empty() && text.is_some_and(str::is_empty);
        let index = tree.nodes.len();
        tree.nodes.push(Node { name, text: text.unwrap_or_default().into(), is_empty_list, is_ec2, ..Node::default() });
        for ((name, number), field) in &self.fields {
            field.add_to(tree, name, *number, is_ec2);
        }
        tree.close(index);
    }
}
