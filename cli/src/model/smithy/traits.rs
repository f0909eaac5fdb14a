//! Traits, by their absolute shape IDs.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::model::error::Problem;
use crate::model::{Constraints, TimestampFormat, XmlNamespace};

/// The traits of a shape or member.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Traits(BTreeMap<String, Value>);

#[derive(Deserialize)]
struct Bounds<T> {
    min: Option<T>,
    max: Option<T>,
}

/// `@xmlNamespace`
#[derive(Deserialize)]
struct Namespace {
    uri: String,
    prefix: Option<String>,
}

impl Traits {
    pub(super) fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The value of a trait; `location` is for errors.
    pub(super) fn read<T: DeserializeOwned>(&self, location: &str, id: &str) -> Result<Option<T>, Problem> {
        let value = self.0.get(id).map(T::deserialize).transpose();
        value.map_err(|error| Problem::new(location, format!("trait `{id}`: {error}")))
    }

    pub(super) fn text(&self, location: &str, id: &str) -> Result<Option<String>, Problem> {
        self.read(location, id)
    }

    pub(super) fn documentation(&self, location: &str) -> Result<Option<String>, Problem> {
        self.text(location, "smithy.api#documentation")
    }

    pub(super) fn namespace(&self, location: &str) -> Result<Option<XmlNamespace>, Problem> {
        let namespace: Option<Namespace> = self.read(location, "smithy.api#xmlNamespace")?;
        Ok(namespace.map(|Namespace { uri, prefix }| XmlNamespace { uri, prefix }))
    }

    pub(super) fn timestamp_format(&self, location: &str) -> Result<Option<TimestampFormat>, Problem> {
        let Some(format) = self.text(location, "smithy.api#timestampFormat")? else { return Ok(None) };
        let known = [TimestampFormat::DateTime, TimestampFormat::EpochSeconds, TimestampFormat::HttpDate];
        match known.into_iter().find(|known| known.name() == format) {
            Some(known) => Ok(Some(known)),
            None => Err(Problem::new(location, format!("unknown timestamp format `{format}`"))),
        }
    }

    pub(super) fn constraints(&self, location: &str) -> Result<Constraints, Problem> {
        let length: Option<Bounds<u64>> = self.read(location, "smithy.api#length")?;
        let range: Option<Bounds<f64>> = self.read(location, "smithy.api#range")?;
        Ok(Constraints {
            min_length: length.as_ref().and_then(|length| length.min),
            max_length: length.and_then(|length| length.max),
            min: range.as_ref().and_then(|range| range.min),
            max: range.and_then(|range| range.max),
            pattern: self.text(location, "smithy.api#pattern")?,
            unique_items: self.has("smithy.api#uniqueItems"),
        })
    }

    /// Adds the traits of `others` whose IDs are missing.
    pub(super) fn inherit(&mut self, others: &Self) {
        for (id, value) in &others.0 {
            self.0.entry(id.clone()).or_insert_with(|| value.clone());
        }
    }

    /// Adds the traits of `others`, which replace those with the same IDs.
    pub(super) fn apply(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    pub(super) fn without(mut self, id: &str) -> Self {
        self.0.remove(id);
        self
    }
}
