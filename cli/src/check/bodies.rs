//! Checksums and compression of bodies.

use super::Check;
use super::structure::Pairs;
use crate::model;
use crate::source::{Checksum, Operation};

impl Check<'_> {
    /// Compares `checksum`, `checksum_required` and `compress`.
    pub(super) fn bodies(&mut self, operation: &Operation, modeled: &model::Operation, input: &Pairs) {
        self.checksum(operation, modeled, input);
        self.compress(operation, modeled);
    }

    fn checksum(&mut self, operation: &Operation, modeled: &model::Operation, input: &Pairs) {
        let (item, name) = (&operation.item, &operation.item.name);
        let of_model = self.model.checksums(modeled, self.protocol.is_rest());
        let field_of =
            |member: &str| input.iter().find(|(_, of_field)| of_field == member).map(|(field, _)| field.as_str());
        let field = |member: Option<&str>| member.and_then(field_of).map(str::to_owned);
        let wanted = Checksum {
            required: of_model.required,
            algorithm: field(of_model.algorithm),
            validate: field(of_model.validate),
            tree_hash: of_model.tree_hash,
        };
        let given = operation.checksum.as_ref().map(|given| given.value.clone()).unwrap_or_default();
        if given == wanted {
            return;
        }
        let line = operation.checksum.as_ref().map_or(operation.name.line, |given| given.line);
        let instead = match of_model.argument(field_of) {
            Some(argument) => format!("write `{argument}`"),
            None => "remove `checksum`".to_owned(),
        };
        if wanted.tree_hash && !given.tree_hash {
            self.error(item, line, format!("the service rejects `{name}` without the tree hash; {instead}"));
        } else if wanted.required && !given.required {
            self.error(item, line, format!("the service rejects `{name}` without a checksum; {instead}"));
        } else if operation.checksum.is_some() {
            self.error(item, line, format!("the checksums of `{name}` differ from the model; {instead}"));
        } else {
            let text = format!("the messages of `{name}` have no checksums, which the service supports; {instead}");
            self.warning(item, line, text);
        }
    }

    fn compress(&mut self, operation: &Operation, modeled: &model::Operation) {
        let (item, name) = (&operation.item, &operation.item.name);
        match (operation.compress, self.model.compresses(modeled, self.protocol.is_rest())) {
            (Some(line), false) => {
                let text = format!("`{name}` is sent compressed, which its service does not accept; remove `compress`");
                self.error(item, line, text);
            }
            (None, true) => {
                let text = format!("`{name}` is sent uncompressed; to compress it, write `compress = \"gzip\"`");
                self.note(item, operation.name.line, text);
            }
            _ => {}
        }
    }
}
