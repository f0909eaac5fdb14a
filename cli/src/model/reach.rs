//! The closure of shapes that operations use.

use indexmap::IndexSet;

use super::{Model, Operation, Shape};

impl Model {
    /// The names of `roots` and of all shapes that they use, each before the shapes that it uses.
    pub fn reach<'a>(&'a self, roots: impl IntoIterator<Item = &'a str>) -> IndexSet<&'a str> {
        let mut reached = IndexSet::new();
        for root in roots {
            let mut ahead = vec![root];
            while let Some(name) = ahead.pop() {
                let Some((_, name, shape)) = self.shapes.get_full(name) else { continue };
                if reached.insert(name.as_str()) {
                    let members: Vec<_> = shape.kind.members().map(|member| member.target.as_str()).collect();
                    ahead.extend(members.into_iter().rev());
                }
            }
        }
        reached
    }

    /// The shapes that are part of requests.
    pub fn sent(&self) -> IndexSet<&str> {
        self.reach(self.operations.values().filter_map(|operation| operation.input.as_deref()))
    }

    /// The shapes that responses hold, those with an error too.
    pub fn received(&self) -> IndexSet<&str> {
        let operations = self.operations.values();
        self.reach(
            operations.flat_map(|operation| operation.output.iter().chain(&operation.errors)).map(String::as_str),
        )
    }

    /// The shapes that an operation's input, output and errors use.
    pub fn reach_of<'a>(&'a self, operation: &'a Operation) -> IndexSet<&'a str> {
        let roots = operation.input.iter().chain(&operation.output).chain(&operation.errors);
        self.reach(roots.map(String::as_str))
    }

    /// The union of the events that a message of the operation consists of: its request, or its response.
    pub fn event_stream(&self, message: Option<&str>) -> Option<&Shape> {
        self.members_of(message).iter().map(|member| self.target(member)).find(|target| target.is_event_stream())
    }

    /// The errors that the operation can respond with, before its event stream or in it.
    pub fn errors_of<'a>(&'a self, operation: &'a Operation) -> impl Iterator<Item = &'a Shape> {
        let messages = [operation.input.as_deref(), operation.output.as_deref()];
        let streams = messages.into_iter().filter_map(|message| self.event_stream(message));
        let in_streams = streams.flat_map(Shape::members).map(|member| self.target(member));
        let before = operation.errors.iter().filter_map(|error| self.shapes.get(error));
        before.chain(in_streams.filter(|target| target.error.is_some()))
    }
}
