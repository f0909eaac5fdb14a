//! Facts about pagination that models lack, or that only one format has.

use super::{Kind, Model, Operation, Paginated};

/// Members beside the token that say whether there are more pages: botocore's `more_results`, which Smithy's trait
/// lacks. In botocore 1.43.11, every paginated operation with such a member has it as `more_results`.
const MORE: [&str; 6] = [
    "AdditionalDataPending",
    "AdditionalRoutesAvailable",
    "HasMoreStreams",
    "IsTruncated",
    "Truncated",
    "hasMoreResults",
];

/// An operation whose last page repeats its token, according to its documentation: "it returns the same token you
/// passed in". botocore has no paginator for it.
struct Repeating {
    service: &'static str,
    operation: &'static str,
    input: &'static str,
    output: &'static str,
    items: &'static str,
}

/// From the documentation of every token in every model of botocore 1.43.11.
const REPEATING: [Repeating; 1] = [Repeating {
    service: "CloudWatch Logs",
    operation: "GetLogEvents",
    input: "nextToken",
    output: "nextForwardToken",
    items: "events",
}];

impl Model {
    /// Adds what the model lacks.
    pub(super) fn complete_pages(&mut self) {
        for known in REPEATING.iter().filter(|known| known.service == self.service.id) {
            if let Some(operation) = self.operations.get_mut(known.operation) {
                let pages = operation.paginated.get_or_insert_with(|| known.pages());
                pages.repeats = pages.output_tokens == [known.output];
            }
        }
        let more: Vec<_> = self.operations.values().map(|operation| self.more_of(operation)).collect();
        for (operation, more) in self.operations.values_mut().zip(more) {
            if let Some(pages) = &mut operation.paginated {
                pages.more = pages.more.take().or(more);
            }
        }
    }

    /// The path of the member beside the output's token that says whether there are more pages.
    fn more_of(&self, operation: &Operation) -> Option<String> {
        let token = operation.paginated.as_ref()?.output_tokens.first()?;
        let (within, _) = token.rsplit_once('.').map_or(("", token.as_str()), |(within, last)| (within, last));
        let mut structure = operation.output.as_deref()?;
        for name in within.split('.').filter(|name| !name.is_empty()) {
            let member = self.members_of(Some(structure)).iter().find(|member| member.name == name)?;
            structure = &member.target;
        }
        let is_more = |name: &str| MORE.iter().any(|more| more.eq_ignore_ascii_case(name));
        let mut members = self.members_of(Some(structure)).iter();
        let more = members.find(|member| {
            is_more(&member.name)
                && matches!(self.shapes.get(&member.target), Some(shape) if shape.kind == Kind::Boolean)
        })?;
        Some(if within.is_empty() { more.name.clone() } else { format!("{within}.{}", more.name) })
    }
}

impl Repeating {
    fn pages(&self) -> Paginated {
        Paginated {
            input_tokens: vec![self.input.to_owned()],
            output_tokens: vec![self.output.to_owned()],
            items: vec![self.items.to_owned()],
            ..Paginated::default()
        }
    }
}
