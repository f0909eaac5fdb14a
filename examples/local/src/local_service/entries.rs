//! The entries of datasets, and the operations on them.

use std::collections::BTreeMap;

use aws_operation::Timestamp;
use aws_operation::server::IncomingCall;
use serde_json::Value;

use super::constraints::{Checked as _, invalid};
use super::pages::page;
use super::state::State;
use crate::lookoutvision::{
    DatasetImageStats, Error, ListDatasetEntries, ListDatasetEntriesOutput, UpdateDatasetEntries,
    UpdateDatasetEntriesOutput,
};

/// The `class-name` of a normal image.
const NORMAL: &str = "normal";

/// The entries of a dataset, in the order in which they were added.
#[derive(Debug, Default)]
pub(super) struct Entries {
    by_number: BTreeMap<u64, Entry>,
    numbers: BTreeMap<String, u64>,
    next: u64,
}

/// An image with its label.
#[derive(Debug)]
pub(super) struct Entry {
    line: String,
    source_ref: String,
    label: Option<Label>,
    made: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Normal,
    Anomaly,
}

impl Entries {
    /// Adds entries. An entry whose image exists replaces the older entry, and keeps its position and its time.
    pub(super) fn take_in(&mut self, entries: Vec<Entry>) {
        for mut entry in entries {
            let number = *self.numbers.entry(entry.source_ref.clone()).or_insert(self.next);
            self.next += u64::from(number == self.next);
            if let Some(older) = self.by_number.get(&number) {
                entry.made = older.made;
            }
            self.by_number.insert(number, entry);
        }
    }

    pub(super) fn stats(&self) -> DatasetImageStats {
        let count = |holds: &dyn Fn(&Entry) -> bool| {
            let number = self.by_number.values().filter(|entry| holds(entry)).count();
            Some(i32::try_from(number).unwrap_or(i32::MAX))
        };
        DatasetImageStats {
            total: count(&|_| true),
            labeled: count(&|entry| entry.label.is_some()),
            normal: count(&|entry| entry.label == Some(Label::Normal)),
            anomaly: count(&|entry| entry.label == Some(Label::Anomaly)),
        }
    }
}

impl Entry {
    /// Reads a line; `None` if it is no JSON object with a `source-ref`.
    fn read(line: &str, made: Timestamp) -> Option<Self> {
        if !(2..=8192).contains(&line.chars().count()) {
            return None;
        }
        let value: Value = serde_json::from_str(line).ok()?;
        let source_ref = value.get("source-ref")?.as_str()?.to_owned();
        Some(Self { line: line.to_owned(), source_ref, label: label_of(&value), made })
    }

    fn is_wanted(&self, wanted: &ListDatasetEntries) -> bool {
        let class = match self.label {
            Some(Label::Normal) => Some("normal"),
            Some(Label::Anomaly) => Some("anomaly"),
            None => None,
        };
        wanted.labeled.is_none_or(|labeled| labeled == self.label.is_some())
            && wanted.anomaly_class.as_deref().is_none_or(|wanted| Some(wanted) == class)
            && wanted.before_creation_date.is_none_or(|limit| self.made < limit)
            && wanted.after_creation_date.is_none_or(|limit| self.made > limit)
            && wanted.source_ref_contains.as_deref().is_none_or(|part| self.source_ref.contains(part))
    }
}

/// The label in an entry's metadata. The metadata of a label named `x` has the key `x-metadata`.
fn label_of(entry: &Value) -> Option<Label> {
    let members = entry.as_object()?;
    let mut metadata = members.iter().filter(|(name, _)| name.ends_with("-metadata"));
    let class = metadata.find_map(|(_, metadata)| metadata.get("class-name")?.as_str())?;
    Some(if class == NORMAL { Label::Normal } else { Label::Anomaly })
}

pub(super) fn update(
    state: &mut State,
    call: &IncomingCall<UpdateDatasetEntries>,
) -> Result<UpdateDatasetEntriesOutput, Error> {
    call.check()?;
    let entries = read_lines(&call.changes, call.time)?;
    let due = call.time.saturating_add(state.step);
    let project = state.project_mut(&call.project_name)?;
    let id = project.id_of(&call.dataset_type);
    project.dataset(&call.dataset_type)?.must_be_complete(&id)?;
    project.must_not_train_with(&id)?;
    let status = project.dataset_mut(&call.dataset_type)?.take_in(entries, due);
    Ok(UpdateDatasetEntriesOutput { status: Some(status) })
}

pub(super) fn list(
    state: &mut State,
    call: &IncomingCall<ListDatasetEntries>,
) -> Result<ListDatasetEntriesOutput, Error> {
    call.check()?;
    let dataset = state.project(&call.project_name)?.dataset(&call.dataset_type)?;
    let wanted = dataset.entries.by_number.iter().filter(|(_, entry)| entry.is_wanted(call));
    let wanted = wanted.map(|(number, entry)| (format!("{number:020}"), &entry.line));
    let (lines, next_token) = page(wanted, call.next_token.as_deref(), call.max_results)?;
    Ok(ListDatasetEntriesOutput { dataset_entries: Some(lines.into_iter().cloned().collect()), next_token })
}

/// Reads JSON lines, and skips blank lines.
fn read_lines(changes: &[u8], now: Timestamp) -> Result<Vec<Entry>, Error> {
    let text = std::str::from_utf8(changes).map_err(|_| invalid("Changes", "be JSON lines in UTF-8"))?;
    let lines = text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty());
    let entries: Result<Vec<_>, _> = lines.map(|(place, line)| Entry::read(line, now).ok_or(place + 1)).collect();
    match entries {
        Ok(entries) if entries.is_empty() => Err(invalid("Changes", "have a JSON line")),
        Ok(entries) => Ok(entries),
        Err(line) => {
            let must = format!("be JSON objects of 2 to 8192 characters with a source-ref, which line {line} is not");
            Err(invalid("Changes", &must))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(metadata: &str) -> Option<Label> {
        label_of(&serde_json::from_str(&format!(r#"{{"source-ref": "s3://b/k", {metadata}}}"#)).unwrap())
    }

    #[test]
    fn labels_are_found_under_any_name() {
        let normal = r#""anomaly-label": 0, "anomaly-label-metadata": {"class-name": "normal"}"#;
        assert_eq!(label(normal), Some(Label::Normal));
        let anomaly = r#""auto": 1, "auto-metadata": {"class-name": "anomaly"}"#;
        assert_eq!(label(anomaly), Some(Label::Anomaly));
        assert_eq!(label(r#""other": 1"#), None);
    }

    #[test]
    fn the_error_names_the_invalid_line() {
        let lines = b"{\"source-ref\": \"s3://b/1\"}\n\n[]\n";
        let error = read_lines(lines, Timestamp::now()).unwrap_err();
        assert!(error.to_string().contains("line 3"), "{error}");
    }

    #[test]
    fn a_replaced_entry_keeps_its_position() {
        let mut entries = Entries::default();
        let read = |line| Entry::read(line, Timestamp::now()).unwrap();
        entries.take_in(vec![read(r#"{"source-ref":"a"}"#), read(r#"{"source-ref":"b"}"#)]);
        entries.take_in(vec![read(r#"{"source-ref":"a","x":1}"#), read(r#"{"source-ref":"c"}"#)]);
        let lines: Vec<_> = entries.by_number.values().map(|entry| entry.line.as_str()).collect();
        assert_eq!(lines, [r#"{"source-ref":"a","x":1}"#, r#"{"source-ref":"b"}"#, r#"{"source-ref":"c"}"#]);
        assert_eq!(entries.stats().total, Some(3));
    }
}
