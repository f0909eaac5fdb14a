//! What a rule set says of each partition, region and variant.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::UnknownRules;
use super::evaluate::{Names, Region, Truth, Value, condition, outcome_of, unknown};
use super::partitions::{PARTITIONS, Partition};

/// A region that is not that of any rule.
const OTHER: &str = "<region>";

/// One combination, and what the rule set says of it.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) partition: &'static Partition,
    /// The region, if the rules name it.
    pub(super) region: Option<String>,
    pub(super) fips: bool,
    pub(super) dual_stack: bool,
    /// Without placeholders.
    pub(super) outcome: String,
}

impl Cell {
    pub(super) fn place(&self) -> &str {
        self.region.as_deref().unwrap_or(self.partition.id)
    }

    fn region_text(&self) -> &str {
        match self.region.as_deref() {
            // As the runtime resolves it.
            Some(region) if region.ends_with("-global") => self.partition.global,
            Some(region) => region,
            None => OTHER,
        }
    }

    /// What a template says of this combination.
    pub(super) fn fill(&self, template: &str) -> String {
        let suffix = if self.dual_stack { self.partition.dual } else { self.partition.dns };
        let text = template
            .replace("{suffix}", suffix)
            .replace("{dns}", self.partition.dns)
            .replace("{dual}", self.partition.dual)
            .replace("{global}", self.partition.global)
            .replace("{-fips}", if self.fips { "-fips" } else { "" })
            .replace("{region}", self.region_text());
        // Requests are signed for the client's region anyway.
        text.replace(&format!(" region={}", self.region_text()), "")
    }

    /// Whether a template says of this combination what the rule set does. Of errors, the text may differ.
    pub(super) fn is(&self, template: &str) -> bool {
        self.fill(template) == self.outcome || (is_error(template) && is_error(&self.outcome))
    }

    /// The templates that say what the rule set does of this combination, and maybe of others.
    pub(super) fn templates(&self) -> BTreeSet<String> {
        let mut all = BTreeSet::from([self.outcome.clone()]);
        if is_error(&self.outcome) {
            return all;
        }
        let mut replace = |from: &str, to: &str| {
            let more = all.iter().map(|text| text.replace(from, to)).collect::<Vec<_>>();
            all.extend(more);
        };
        replace(OTHER, "{region}");
        if let Some(region) = &self.region {
            replace(region, "{region}");
        }
        replace(self.partition.global, "{global}");
        if self.fips {
            replace("-fips", "{-fips}");
        }
        for (suffix, name) in [(self.partition.dual, "dual"), (self.partition.dns, "dns")] {
            let is_own = (name == "dual") == self.dual_stack;
            let ends = all.iter().filter_map(|text| {
                let (host, rest) = text
                    .split_once(' ')
                    .map_or((text.as_str(), String::new()), |(host, rest)| (host, format!(" {rest}")));
                let start = host.strip_suffix(suffix).filter(|start| start.ends_with('.'))?;
                let fixed = format!("{start}{{{name}}}{rest}");
                Some(if is_own { vec![fixed, format!("{start}{{suffix}}{rest}")] } else { vec![fixed] })
            });
            let ends: Vec<_> = ends.flatten().collect();
            all.extend(ends);
        }
        all.retain(|template| !template.contains(OTHER) && self.is(template));
        all
    }
}

pub(super) fn is_error(outcome: &str) -> bool {
    outcome.starts_with("error ")
}

/// What the rule set says of clients without an endpoint URL, or with one; parameters of calls are absent.
pub(super) fn cells_of(rule_set: &Json, signing_name: &str, custom: bool) -> Result<Vec<Cell>, UnknownRules> {
    let has = |name: &str| rule_set["parameters"].get(name).is_some();
    let mut named = BTreeSet::new();
    regions(&rule_set["rules"], &mut named);
    let places = PARTITIONS
        .iter()
        .map(|partition| (partition, None))
        .chain(named.into_iter().map(|region| (Partition::of_region(&region), Some(region))));
    let mut cells = Vec::new();
    for (partition, region) in places {
        for (fips, dual_stack) in [(false, false), (true, false), (false, true), (true, true)] {
            if (fips && !has("UseFIPS")) || (dual_stack && !has("UseDualStack")) {
                continue;
            }
            let of_client = match &region {
                Some(region) => Region::Named(region.clone(), partition),
                None => Region::Other(partition),
            };
            let mut names = Names::new();
            names.insert("Region".to_owned(), Value::Region(Some(of_client)));
            names.insert("UseFIPS".to_owned(), Value::Flag(fips));
            names.insert("UseDualStack".to_owned(), Value::Flag(dual_stack));
            if custom {
                names.insert("Endpoint".to_owned(), Value::Text("{Endpoint}".to_owned()));
            }
            // What a client sets in any case.
            if has("AccountIdEndpointMode") {
                names.insert("AccountIdEndpointMode".to_owned(), Value::Text("preferred".to_owned()));
            }
            names.retain(|name, _| has(name));
            let outcome = decided(&rule_set["rules"], &names, signing_name)?;
            let Some(outcome) = outcome else { return unknown(&"they end without an outcome") };
            let mut cell = Cell { partition, region: region.clone(), fips, dual_stack, outcome: String::new() };
            // The runtime takes the partition's global region for its global name.
            if region.as_ref().is_some_and(|region| region.ends_with("-global") && outcome.contains(region.as_str())) {
                continue;
            }
            cell.outcome = cell.fill(&outcome);
            cells.push(cell);
        }
    }
    Ok(cells)
}

/// The regions that conditions name.
fn regions(rules: &Json, found: &mut BTreeSet<String>) {
    match rules {
        Json::Array(all) => all.iter().for_each(|rule| regions(rule, found)),
        Json::Object(object) => {
            if object.get("fn").is_some_and(|function| function == "stringEquals") {
                let arguments = object.get("argv").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
                if arguments.iter().any(|argument| argument["ref"] == "Region") {
                    found.extend(arguments.iter().filter_map(Json::as_str).map(str::to_owned));
                }
            }
            object.values().for_each(|value| regions(value, found));
        }
        _ => {}
    }
}

fn decided(rules: &Json, names: &Names, signing_name: &str) -> Result<Option<String>, UnknownRules> {
    for rule in rules.as_array().into_iter().flatten() {
        let mut names = names.clone();
        let mut holds = true;
        for json in rule["conditions"].as_array().into_iter().flatten() {
            match condition(json, &mut names)? {
                Truth::True => {}
                Truth::False => {
                    holds = false;
                    break;
                }
                // The URL of a user is not one of those that rules look for.
                Truth::If(word) if word.starts_with("Endpoint") => {
                    holds = false;
                    break;
                }
                Truth::If(word) if word.starts_with("!Endpoint") => {}
                Truth::If(word) => return unknown(&word),
            }
        }
        if holds {
            return match rule["type"].as_str() {
                Some("tree") => decided(&rule["rules"], &names, signing_name),
                _ => outcome_of(rule, &names, signing_name).map(Some),
            };
        }
    }
    Ok(None)
}
