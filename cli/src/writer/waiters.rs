//! The waiters of operations, as functions that return a `Waiter`.

use super::case::{raw, snake};
use super::condition_layout::call;
use super::layout::waiter_signature;
use super::output_path::OutputPath;
use super::wire_case::literal;
use super::{Item, Writer, docs};
use crate::model::{Acceptor, Comparator, Matcher, Operation, Waiter, WaiterState};

impl<'m> Writer<'m> {
    /// Adds the waiters of an operation that the module does not have.
    pub(super) fn add_waiters(&mut self, operation: &'m Operation) {
        if self.notes.iter().any(|note| note.left_out && note.operation == operation.name) {
            return;
        }
        self.operation.clone_from(&operation.name);
        for waiter in &operation.waiters {
            let name = snake(&waiter.name);
            if self.scope.present.contains(&name) || self.items.iter().any(|item| item.name == name) {
                continue;
            }
            let text = match self.waiter(operation, waiter, &name) {
                Ok(text) => text,
                Err(why) => {
                    let why = format!("the waiter `{}`: {why}", waiter.name);
                    self.note_missing(&why);
                    docs::lines(&format!("cannot express: {why}"), "", "//")
                }
            };
            self.items.push(Item { name, text });
        }
    }

    fn waiter(&mut self, operation: &'m Operation, waiter: &Waiter, name: &str) -> Result<String, String> {
        if syn::parse_str::<syn::Ident>(&raw(name)).is_err() {
            return Err("its name is no name of a function".to_owned());
        }
        let acceptors = waiter.acceptors.iter().map(|acceptor| self.acceptor(operation, acceptor));
        let acceptors = acceptors.collect::<Result<Vec<_>, _>>()?.concat();
        self.import("Waiter");
        let own = waiter.documentation.as_deref().map(|text| docs::comment(Some(text), ""));
        let own = own.filter(|own| !own.is_empty());
        let comment =
            own.unwrap_or_else(|| docs::plain(&format!("Waits with `{}`: `{}`.", operation.name, waiter.name), "///"));
        let deprecated = if waiter.deprecated { "#[deprecated]\n" } else { "" };
        let delays = format!("        .min_delay(Duration::from_secs({}))\n", waiter.min_delay);
        let longest = waiter.max_delay.map(|longest| format!("        .max_delay(Duration::from_secs({longest}))\n"));
        let head = waiter_signature(&raw(name), &operation.name);
        let body = format!(
            "    Waiter::<{}>::new(max_wait)\n{delays}{}{acceptors}",
            operation.name,
            longest.unwrap_or_default()
        );
        Ok(format!("{comment}{deprecated}{head}{body}}}\n"))
    }

    /// The call that adds an acceptor.
    fn acceptor(&self, operation: &'m Operation, acceptor: &Acceptor) -> Result<String, String> {
        let state = match acceptor.state {
            WaiterState::Success => "success",
            WaiterState::Failure => "failure",
            WaiterState::Retry => "retry",
        };
        let lines = |text: &str| format!("        {}\n", call(text, 8));
        let of_output = |condition: &str| lines(&format!(".{state}_if(|output| {condition})"));
        let of_error = |condition: &str| lines(&format!(".{state}_if_error(|error| {condition})"));
        Ok(match &acceptor.matcher {
            Matcher::Success(true) => lines(&format!(".{state}_if(|_| true)")),
            // Only the errors of the service count.
            Matcher::Success(false) => of_error("error.code().is_some()"),
            Matcher::Error(code) => {
                let code = self.code_of(code);
                of_error(&format!("error.code() == Some({})", literal(code)))
            }
            Matcher::Status(status @ 200..300) => of_output(&format!("output.status() == {status}")),
            Matcher::Status(status) => of_error(&format!("error.status().is_some_and(|status| status == {status})")),
            Matcher::Output { path, comparator, expected } => {
                of_output(&self.condition(operation, path, *comparator, expected)?)
            }
            Matcher::Other(matcher) => return Err(format!("its matcher `{matcher}`")),
        })
    }

    /// The code of an error that a model names by its code or by its shape.
    fn code_of<'a>(&'a self, name: &'a str) -> &'a str {
        let error = self.model.shapes.get(name).and_then(|shape| shape.error.as_ref());
        error.and_then(|error| error.code.as_deref()).unwrap_or(name)
    }

    /// The condition of a matcher over the output.
    fn condition(
        &self,
        operation: &'m Operation,
        path: &str,
        comparator: Comparator,
        expected: &str,
    ) -> Result<String, String> {
        let expression = crate::jmespath::parse(path).map_err(|error| error.to_string())?;
        let output = operation.output.as_deref().and_then(|output| self.model.shapes.get(output));
        let output = output.ok_or_else(|| format!("`{path}`, because the operation has no output"))?;
        let of_output = OutputPath::of(self, output);
        of_output.condition(&expression, comparator, expected).ok_or_else(|| format!("`{path}` is `{expected}`"))
    }
}
