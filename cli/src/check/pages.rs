//! Outputs in pages.

use super::structure::Pairs;
use super::{Check, names};
use crate::model::{self, Kind};
use crate::source::Operation;

impl Check<'_> {
    /// Whether tokens, items and end are those of the model, where the model's can be said at all.
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
            // Several tokens, or more than a path into the output, are not for the attribute to say.
            let is_said = known.len() == wanted.len() && (part == "items" || wanted.len() == 1);
            let [right, ..] = known.as_slice() else { continue };
            if is_said && !known.iter().any(|known| names::fold(known) == names::fold(field)) {
                let name = &operation.item.name;
                let text = format!("`{field}` is not what the model of `{name}` has for `{part}` of its pages");
                self.error(&operation.item, given.line, format!("{text}; write `{part} = \"{right}\"`"));
            }
        }
        self.end_of_pages(operation, wanted, output);
    }

    /// Whether it may hold items: botocore names counts among its `result_key`s too.
    fn is_list_or_path(&self, modeled: &model::Operation, path: &str) -> bool {
        let mut members = self.model.members_of(modeled.output.as_deref()).iter();
        members
            .find(|member| member.name == path)
            .is_none_or(|member| matches!(self.model.target(member).kind, Kind::List { .. } | Kind::Map { .. }))
    }

    /// Whether the end of the pages is known.
    fn end_of_pages(&mut self, operation: &Operation, wanted: &model::Paginated, output: &Pairs) {
        let (item, Some(given)) = (&operation.item, &operation.paginated) else { return };
        let name = &item.name;
        if let (Some(more), None) = (&wanted.more, &given.value.more) {
            let likely = || more.split('.').map(names::field).collect::<Vec<_>>().join(".");
            let right = field_of(more, output).unwrap_or_else(likely);
            let text = format!("the pages of `{name}` end where `{more}` is false; write `more = \"{right}\"`");
            self.warning(item, given.line, text);
        }
        if wanted.repeats && !given.value.repeats {
            let text = format!("the last page of `{name}` gives its own token again; write `repeats` in `paginated`");
            self.error(item, given.line, text);
        }
    }
}

/// The field of a member, or of one within structures; none if the first has none, or it is no path.
fn field_of(path: &str, pairs: &Pairs) -> Option<String> {
    let mut names = path.split('.');
    let first = names.next()?;
    let (field, _) = pairs.iter().find(|(_, member)| member == first)?;
    let rest: Option<Vec<_>> =
        names.map(|name| name.chars().all(char::is_alphanumeric).then(|| names::field(name))).collect();
    Some([vec![field.clone()], rest?].concat().join("."))
}
