//! A file with the code that was written for it.

use super::edits::{Edit, append, apply, with_line_ends_of};
use super::{ErrorEnum, Existing, NotPreserved};
use crate::writer::{ErrorVariant, Item, Written, variants_source};

impl Existing {
    /// The file with the written code added.
    ///
    /// # Errors
    ///
    /// If existing code would change. That is a bug of this crate; the result must not be used.
    pub fn with(&self, written: &Written) -> Result<String, NotPreserved> {
        let text = self.edited(written);
        self.verify(&text, written)?;
        Ok(text)
    }

    fn edited(&self, written: &Written) -> String {
        let missing: Vec<_> = written.items.iter().filter(|item| !self.has_comment_for(item)).collect();
        let errors = written.errors.as_ref().filter(|errors| !errors.exists);
        let mut added: Vec<_> = missing.iter().map(|item| item.text.clone()).collect();
        added.extend(errors.map(crate::writer::ErrorEnum::source));
        if self.is_empty() && !added.is_empty() {
            return format!("{}{}", self.text, with_line_ends_of(&self.text, &written.source()));
        }
        let mut edits = Vec::new();
        let there = |errors: &&crate::writer::ErrorEnum| self.errors.iter().find(|there| there.name == errors.name);
        if let Some((errors, there)) = written.errors.as_ref().and_then(|errors| Some((errors, there(&errors)?))) {
            edits.extend(self.missing_variants(there, &errors.variants));
        }
        for more in &written.members {
            edits.extend(self.missing_members(more));
            let literals = self.literals.iter().filter(|literal| literal.item == more.operation);
            let optional: Vec<_> = more.optional.iter().map(String::as_str).collect();
            edits.extend(
                literals.filter(|_| !optional.is_empty()).flat_map(|literal| literal.with_none(&self.text, &optional)),
            );
        }
        if !added.is_empty() || !edits.is_empty() {
            edits.extend(self.missing_imports(written));
        }
        if !added.is_empty() {
            let line_end = if self.text.ends_with('\n') { "" } else { "\n" };
            edits.push(Edit::insert(self.text.len(), &format!("{line_end}\n{}", added.join("\n"))));
        }
        apply(&self.text, edits)
    }

    /// Whether the file already has the comment that replaces an item which cannot be written.
    fn has_comment_for(&self, item: &Item) -> bool {
        let is_comment = item.text.lines().all(|line| line.starts_with("//"));
        is_comment && self.text.contains(&with_line_ends_of(&self.text, &item.text))
    }

    fn missing_variants(&self, there: &ErrorEnum, variants: &[ErrorVariant]) -> Vec<Edit> {
        let missing: Vec<_> = variants.iter().filter(|variant| !there.codes.contains(&variant.code)).cloned().collect();
        let lines = variants_source(&missing, there.may_join);
        if missing.is_empty() { Vec::new() } else { append(&self.text, &there.variants, &lines) }
    }
}
