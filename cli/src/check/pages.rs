//! Outputs in pages.

use super::Check;
use super::operation::Pairs;
use crate::model;
use crate::source::Operation;

impl Check<'_> {
    /// Whether tokens and items are those of the model, where the model's can be said at all.
    pub(super) fn pages(&mut self, operation: &Operation, modeled: &model::Operation, input: &Pairs, output: &Pairs) {
        let (Some(given), Some(wanted)) = (&operation.paginated, &modeled.paginated) else { return };
        let parts = [
            ("input", Some(&given.value.input), &wanted.input_tokens, input),
            ("output", Some(&given.value.output), &wanted.output_tokens, output),
            ("items", given.value.items.as_ref(), &wanted.items, output),
        ];
        for (part, field, wanted, pairs) in parts {
            // Several tokens, or a path into the output, are not for the attribute to say.
            let (Some(field), [wanted]) = (field, wanted.as_slice()) else { continue };
            let Some((_, member)) = pairs.iter().find(|(known, _)| known == field) else { continue };
            let Some((right, _)) = pairs.iter().find(|(_, member)| member == wanted) else { continue };
            if member != wanted {
                let name = &operation.item.name;
                let text = format!("`{field}` is not what the model of `{name}` has for `{part}` of its pages");
                self.error(&operation.item, given.line, format!("{text}; write `{part} = \"{right}\"`"));
            }
        }
    }
}
