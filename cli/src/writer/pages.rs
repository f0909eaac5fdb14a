//! The argument `paginated(..)`.

use super::case::raw;
use super::fields::Fields;
use super::layout::attribute_in;
use super::wire_case::literal;
use super::{Writer, docs};
use crate::model::{Kind, Member, Operation, Paginated, Shape};

impl<'m> Writer<'m> {
    /// The attribute, with a comment on the items that it does not cover; the error says why it cannot be written.
    pub(super) fn paginated(
        &self,
        operation: &Operation,
        pages: &Paginated,
        fields: &Fields<'m>,
    ) -> Result<String, String> {
        let ([input], [output]) = (&*pages.input_tokens, &*pages.output_tokens) else {
            return Err("pagination with more than one token".to_owned());
        };
        let (Some(input), Some((token, _))) = (fields.of(input), self.path(operation, output)) else {
            return Err(format!("pagination with the token at `{output}`"));
        };
        let mut parts = vec![format!("input = {}", literal(input)), format!("output = {}", literal(&token))];
        let lists = pages.items.iter().filter_map(|path| Some((path, self.path(operation, path)?)));
        let mut lists = lists.filter(|(_, (_, member))| self.is_list(member));
        let items = lists.next();
        parts.extend(items.as_ref().map(|(_, (field, _))| format!("items = {}", literal(field))));
        let others: Vec<_> = lists.map(|(path, _)| format!("`{path}`")).collect();
        let more = pages.more.as_ref().and_then(|more| self.path(operation, more));
        let more = more.filter(|(_, member)| self.model.target(member).kind == Kind::Boolean);
        parts.extend(more.map(|(field, _)| format!("more = {}", literal(&field))));
        if pages.repeats {
            parts.push("repeats".to_owned());
        }
        let comment = match items.filter(|_| !others.is_empty()) {
            Some((path, _)) => {
                let text = format!("The items of a page are in `{path}`; a page also has {}.", others.join(" and "));
                docs::lines(&text, "", "//")
            }
            None => String::new(),
        };
        Ok(comment + &attribute_in("aws", "paginated", &parts))
    }

    /// The path of fields for a path of members in an output, and the last member; `None` if the path is
    /// another expression, or contains something other than structures.
    fn path(&self, operation: &Operation, path: &str) -> Option<(String, &'m Member)> {
        let mut within = operation.output.as_deref()?;
        let (mut fields, mut last) = (Vec::new(), None);
        for name in path.split('.') {
            let structure = self.model.shapes.get(within)?;
            let is_open = last.is_none() || !structure.sensitive;
            if !is_open || !matches!(structure.kind, Kind::Structure { .. }) {
                return None;
            }
            let field = Fields::idents(self.model.members_of(Some(within)))
                .into_iter()
                .find(|field| field.member.name == name)?;
            fields.push(raw(&field.ident));
            within = &field.member.target;
            last = Some(field.member);
        }
        Some((fields.join("."), last?))
    }

    fn is_list(&self, member: &Member) -> bool {
        let target = self.model.target(member);
        !target.sensitive && matches!(target.kind, Kind::List { .. } | Kind::Map { .. })
    }

    /// Whether the member is the pagination token.
    pub(super) fn is_page_token(&self, input: &Shape, member: &Member) -> bool {
        let of_input = self.model.operations.values().filter(|operation| operation.input.as_ref() == Some(&input.name));
        of_input
            .filter_map(|operation| operation.paginated.as_ref())
            .any(|pages| pages.input_tokens == [member.name.as_str()])
    }
}
