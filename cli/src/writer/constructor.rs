//! The constructor `new` for inputs with required members.

use super::Writer;
use super::case::raw;
use super::fields::{Field, Fields, Role};
use super::layout::{field_line, into_line, signature, struct_literal, wrapped_line};
use super::presence::Presence;
use crate::model::Shape;

/// With more arguments, a struct literal is easier to read, and `clippy::too_many_arguments` warns.
const MOST_ARGUMENTS: usize = 7;

/// The indent of the fields in the struct literal.
const INDENT: &str = "            ";

impl<'m> Writer<'m> {
    /// `impl Name { pub fn new(..) }` with the required members; empty if none or too many are required.
    pub(super) fn constructor(&mut self, name: &str, input: &'m Shape, fields: &Fields<'m>) -> String {
        let all = &fields.fields;
        let is_required =
            |field: &Field<'m>| self.presence(&input.name, field.member, Role::Input) == Presence::Required;
        let written = all.iter().filter(|field| self.is_written(field, Role::Input, all));
        let written: Vec<_> = written.map(|field| (field, is_required(field))).collect();
        let required = written.iter().filter(|(_, is_required)| *is_required).count();
        if required == 0 || required > MOST_ARGUMENTS {
            return String::new();
        }
        let has_default = self.input_has_default(Some(input), fields);
        let (mut parameters, mut values) = (Vec::new(), Vec::new());
        for (field, is_required) in &written {
            let ident = raw(&field.ident);
            if *is_required {
                let (parameter, value) = converted(&ident, &self.type_of_member(input, field.member));
                parameters.push(field_line(&ident, &parameter, "        "));
                values.push(value);
            } else if !has_default {
                values.push(format!("{INDENT}{ident}: None,\n"));
            }
        }
        if has_default && required < written.len() {
            values.push(format!("{INDENT}..Self::default()\n"));
        }
        let (signature, literal) = (signature("new", &parameters, "    "), struct_literal(&values, "        "));
        // Required by `clippy::must_use_candidate`.
        let must_use = if signature.contains("impl Into<") { "" } else { "    #[must_use]\n" };
        let comment = format!("    /// The request with its required members.\n{must_use}");
        format!("\nimpl {name} {{\n{comment}{signature}{literal}    }}\n}}\n")
    }
}

/// The parameter's type, and the line in the struct literal, for a field with that type.
fn converted(ident: &str, ty: &str) -> (String, String) {
    match ty.strip_prefix("Sensitive<").and_then(|ty| ty.strip_suffix('>')) {
        Some(inner @ ("String" | "Blob")) => (format!("impl Into<{inner}>"), wrapped_line(ident, "Sensitive", INDENT)),
        None if matches!(ty, "String" | "Blob" | "ByteStream") => {
            (format!("impl Into<{ty}>"), into_line(ident, INDENT))
        }
        _ => (ty.to_owned(), format!("{INDENT}{ident},\n")),
    }
}
