//! Describes what a rule set says of partitions, regions and variants in few rules.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::UnknownRules;
use super::cells::{Cell, cells_of};

/// The words for some of the variants, and whether they are for FIPS and dual-stack.
const VARIANTS: [(&str, fn(bool, bool) -> bool); 9] = [
    ("", |_, _| true),
    ("fips", |fips, _| fips),
    ("dualstack", |_, dual| dual),
    ("!fips", |fips, _| !fips),
    ("!dualstack", |_, dual| !dual),
    ("!fips !dualstack", |fips, dual| !fips && !dual),
    ("fips !dualstack", |fips, dual| fips && !dual),
    ("!fips dualstack", |fips, dual| !fips && dual),
    ("fips dualstack", |fips, dual| fips && dual),
];

/// The rules that depend on the client alone.
pub(super) fn rules_of_clients(rule_set: &Json, prefix: &str, signing_name: &str) -> Result<Vec<String>, UnknownRules> {
    let usual = format!("{prefix}{{-fips}}.{{region}}.{{suffix}}");
    let mut rules = of_custom(rule_set, signing_name)?;
    let cells = cells_of(rule_set, signing_name, false)?;
    let mut templates: Vec<_> = counted(&cells).into_iter().collect();
    templates.sort_by_key(|(template, count)| (std::cmp::Reverse(*count), template.len()));
    let bases = templates.into_iter().map(|(template, _)| template).filter(|template| *template != usual).take(12);
    let mut best = exceptions(&cells, &usual);
    for base in bases {
        let mut with_base = exceptions(&cells, &base);
        with_base.push(base);
        if cost(&with_base) < cost(&best) {
            best = with_base;
        }
    }
    rules.extend(best);
    Ok(rules)
}

fn cost(rules: &[String]) -> usize {
    rules.iter().map(|rule| rule.len() + 8).sum()
}

/// Each template, and of how many combinations it is true.
fn counted(cells: &[Cell]) -> BTreeMap<String, usize> {
    let templates: BTreeSet<String> = cells.iter().flat_map(Cell::templates).collect();
    let count = |template: &str| cells.iter().filter(|cell| cell.region.is_none() && cell.is(template)).count();
    templates.into_iter().map(|template| (template.clone(), count(&template))).collect()
}

/// Rules for clients with an endpoint URL, where AWS's usual rules for these are not the service's.
fn of_custom(rule_set: &Json, signing_name: &str) -> Result<Vec<String>, UnknownRules> {
    if rule_set["parameters"].get("Endpoint").is_none() {
        return Ok(Vec::new());
    }
    let cells = cells_of(rule_set, signing_name, true)?;
    let is_usual = |cell: &Cell| {
        if cell.fips || cell.dual_stack { super::cells::is_error(&cell.outcome) } else { cell.outcome == "{Endpoint}" }
    };
    let cells: Vec<_> = cells.into_iter().filter(|cell| cell.region.is_none()).collect();
    Ok(covering(&cells, &is_usual).iter().map(|rule| rule.text("custom")).collect())
}

/// Rules for the combinations of which `base` is not true: first those of single regions.
fn exceptions(cells: &[Cell], base: &str) -> Vec<String> {
    let (of_partitions, of_regions): (Vec<_>, Vec<_>) = cells.iter().cloned().partition(|cell| cell.region.is_none());
    let general = covering(&of_partitions, &|cell| cell.is(base));
    let rules = covering(&of_regions, &|cell| {
        let rule = general.iter().find(|rule| rule.applies(cell));
        cell.is(rule.map_or(base, |rule| &rule.template))
    });
    rules.iter().chain(&general).map(|rule| rule.text("")).collect()
}

/// An exception.
struct Rule {
    /// Empty for all.
    places: Vec<String>,
    /// The index in [`VARIANTS`].
    variants: usize,
    template: String,
}

impl Rule {
    fn applies(&self, cell: &Cell) -> bool {
        let is_place = |place: &String| *place == cell.place() || *place == cell.partition.id;
        (self.places.is_empty() || self.places.iter().any(is_place))
            && VARIANTS[self.variants].1(cell.fips, cell.dual_stack)
    }

    fn text(&self, first_word: &str) -> String {
        let places = self.places.join("|");
        let words = [first_word, places.as_str(), VARIANTS[self.variants].0];
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        if words.is_empty() { self.template.clone() } else { format!("{} -> {}", words.join(" "), self.template) }
    }
}

/// Rules for all combinations that are not right without them.
fn covering(cells: &[Cell], is_right: &dyn Fn(&Cell) -> bool) -> Vec<Rule> {
    let mut open: Vec<&Cell> = cells.iter().filter(|cell| !is_right(cell)).collect();
    let templates: BTreeSet<String> = open.iter().flat_map(|cell| cell.templates()).collect();
    let mut rules = Vec::new();
    while !open.is_empty() {
        let covered = |template: &String| open.iter().filter(|cell| cell.is(template)).count();
        let best = templates.iter().max_by_key(|template| (covered(template), std::cmp::Reverse(template.len())));
        let Some(template) = best.filter(|template| covered(template) > 0) else { break };
        rules.extend(rules_of(template, &open, cells));
        open.retain(|cell| !cell.is(template));
    }
    rules
}

/// The rules of one template, for the open cells of which it is true.
fn rules_of(template: &str, open: &[&Cell], cells: &[Cell]) -> Vec<Rule> {
    let places: BTreeSet<&str> = open.iter().filter(|cell| cell.is(template)).map(|cell| cell.place()).collect();
    let all: BTreeSet<&str> = cells.iter().map(Cell::place).collect();
    let mut by_variants: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for place in places {
        let is_here = |cell: &&Cell| cell.place() == place;
        let mut needed: Vec<_> = open.iter().copied().filter(is_here).filter(|cell| cell.is(template)).collect();
        let true_for = |variants: usize| {
            cells
                .iter()
                .filter(is_here)
                .all(|cell| !VARIANTS[variants].1(cell.fips, cell.dual_stack) || cell.is(template))
        };
        while !needed.is_empty() {
            let covers =
                |variants: usize| needed.iter().filter(|cell| VARIANTS[variants].1(cell.fips, cell.dual_stack)).count();
            // The first of the best, which has the fewest words.
            let best = (0..VARIANTS.len())
                .filter(|&variants| true_for(variants))
                .rev()
                .max_by_key(|&variants| covers(variants));
            let Some(best) = best.filter(|&best| covers(best) > 0) else { break };
            by_variants.entry(best).or_default().push(place.to_owned());
            needed.retain(|cell| !VARIANTS[best].1(cell.fips, cell.dual_stack));
        }
    }
    let rules = by_variants.into_iter().map(|(variants, places)| {
        let places = if places.len() == all.len() && cells.iter().all(|cell| cell.region.is_none()) {
            Vec::new()
        } else {
            places
        };
        Rule { places, variants, template: template.to_owned() }
    });
    rules.collect()
}
