//! Pagination.

use super::structure::Pairs;
use super::{Check, names};
use crate::model::{self, Kind};
use crate::source::Operation;

impl Check<'_> {
    /// Compares tokens, items and end with the model, as far as the attribute can express the model's.
    pub(super) fn pages(&mut self, operation: &Operation, modeled: &model::Operation, input: &Pairs, output: &Pairs) {
        let (Some(given), Some(wanted)) = (&operation.paginated, &modeled.paginated) else { return };
        let is_list = |path: &&String| self.is_list_or_path(modeled, path);
        let items: Vec<String> = wanted.items.iter().filter(is_list).cloned().collect();
        let parts = [
            ("input", Some(&given.value.input), wanted.input_tokens.as_slice(), input),
            ("output", Some(&given.value.output), wanted.output_tokens.as_slice(), output),
            ("items", given.value.items.as_ref(), items.as_slice(), output),
            ("more", given.value.more.as_ref(), wanted.more.as_slice(), output),
        ];
        for (part, field, wanted, pairs) in parts {
            let Some(field) = field else { continue };
            let known: Vec<_> = wanted.iter().filter_map(|wanted| field_of(wanted, pairs)).collect();
            // The attribute cannot express several tokens, or an expression that is not a path of members.
            let is_said = known.len() == wanted.len() && (part == "items" || wanted.len() == 1);
            let [right, ..] = known.as_slice() else { continue };
            if is_said && !known.iter().any(|known| names::fold(known) == names::fold(field)) {
                let name = &operation.item.name;
                let text = format!("the `{part}` of the pages of `{name}` is `{field}`, but the model has another");
                self.error(&operation.item, given.line, format!("{text}; write `{part} = \"{right}\"`"));
            }
        }
        self.end_of_pages(operation, wanted, output);
    }

    /// Whether the path can lead to items: botocore's `result_key`s also name counts.
    fn is_list_or_path(&self, modeled: &model::Operation, path: &str) -> bool {
        let mut members = self.model.members_of(modeled.output.as_deref()).iter();
        members
            .find(|member| member.name == path)
            .is_none_or(|member| matches!(self.model.target(member).kind, Kind::List { .. } | Kind::Map { .. }))
    }

    /// Checks the arguments that mark the last page.
    fn end_of_pages(&mut self, operation: &Operation, wanted: &model::Paginated, output: &Pairs) {
        let (item, Some(given)) = (&operation.item, &operation.paginated) else { return };
        let name = &item.name;
        if let (Some(more), None) = (&wanted.more, &given.value.more) {
            let likely = || more.split('.').map(names::field).collect::<Vec<_>>().join(".");
            let right = field_of(more, output).unwrap_or_else(likely);
            let text = format!("the pages of `{name}` end when `{more}` is false; write `more = \"{right}\"`");
            self.warning(item, given.line, text);
        }
        if wanted.repeats && !given.value.repeats {
            let text = format!("the last page of `{name}` repeats its token; write `repeats` in `paginated`");
            self.error(item, given.line, text);
        }
    }
}

/// The field for a path of members; `None` if the first member has no field, or if it is not a path.
fn field_of(path: &str, pairs: &Pairs) -> Option<String> {
    let mut names = path.split('.');
    let first = names.next()?;
    let (field, _) = pairs.iter().find(|(_, member)| member == first)?;
    let rest: Option<Vec<_>> =
        names.map(|name| name.chars().all(char::is_alphanumeric).then(|| names::field(name))).collect();
    Some([vec![field.clone()], rest?].concat().join("."))
}
