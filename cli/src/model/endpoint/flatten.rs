//! Rules that depend on parameters of single calls, in the order of the rule set.

use serde_json::Value as Json;

use super::UnknownRules;
use super::evaluate::{Names, Truth, Value, condition, outcome_of};
use super::simplify::{Flat, simplified};

/// The rules up to the last one that depends on a parameter of a call.
pub(super) fn rules_of_calls(rule_set: &Json, signing_name: &str) -> Result<Vec<Flat>, UnknownRules> {
    let mut names = Names::new();
    for (name, parameter) in rule_set["parameters"].as_object().into_iter().flatten() {
        let is_flag = parameter["type"].as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("boolean"));
        let value = match name.as_str() {
            "Region" => Value::Region(None),
            "UseFIPS" => Value::Word("fips".to_owned()),
            "UseDualStack" => Value::Word("dualstack".to_owned()),
            "Endpoint" => Value::Word("custom".to_owned()),
            _ if is_flag => Value::Word(name.clone()),
            _ => Value::Unknown(name.clone()),
        };
        names.insert(name.clone(), value);
    }
    let mut flat = Vec::new();
    Flattening { signing_name, flat: &mut flat }.rules(list(&rule_set["rules"]), &names, &[])?;
    let last = flat.iter().rposition(|(words, _)| words.iter().any(|word| is_of_call(word)));
    flat.truncate(last.map_or(0, |last| last + 1));
    Ok(flat)
}

fn list(rules: &Json) -> &[Json] {
    rules.as_array().map_or(&[], Vec::as_slice)
}

/// Whether a word depends on a parameter of a call.
fn is_of_call(word: &str) -> bool {
    let name = word.trim_start_matches('!').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_uppercase()) && !["Endpoint", "Region"].contains(&name)
}

struct Flattening<'a> {
    signing_name: &'a str,
    flat: &'a mut Vec<Flat>,
}

impl Flattening<'_> {
    fn rules(&mut self, rules: &[Json], names: &Names, words: &[String]) -> Result<(), UnknownRules> {
        for (index, rule) in rules.iter().enumerate() {
            if let Some(outcome) = self.of_variants(&rules[index..], names)? {
                self.flat.push((words.to_vec(), outcome));
                return Ok(());
            }
            let mut names = names.clone();
            let Some(more) = conditions(rule, &mut names, words)? else { continue };
            let is_always = more.is_empty();
            let all = [words, &more].concat();
            match rule["type"].as_str() {
                Some("tree") => self.rules(list(&rule["rules"]), &names, &all)?,
                _ => self.flat.push((all, outcome_of(rule, &names, self.signing_name)?)),
            }
            if is_always {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The one outcome of rules that differ in FIPS and dual-stack only.
    fn of_variants(&self, rules: &[Json], names: &Names) -> Result<Option<String>, UnknownRules> {
        let mut outcomes = Vec::new();
        for (fips, dual_stack) in [(false, false), (true, false), (false, true), (true, true)] {
            let mut names = names.clone();
            names.insert("UseFIPS".to_owned(), Value::Flag(fips));
            if names.contains_key("UseDualStack") {
                names.insert("UseDualStack".to_owned(), Value::Flag(dual_stack));
            }
            match self.leaf(rules, &names)? {
                Some(outcome) => outcomes.push(outcome),
                None => return Ok(None),
            }
        }
        let [plain, fips, dual, both] = outcomes.as_slice() else { return Ok(None) };
        if plain == fips && plain == dual && plain == both {
            return Ok(Some(plain.clone()));
        }
        if [plain, fips, dual, both].iter().any(|outcome| outcome.starts_with("error ")) {
            return Ok(None);
        }
        let template = fips.replacen("-fips", "{-fips}", 1).replace("{dns}", "{suffix}");
        let of = |fips: &str, suffix: &str| template.replace("{-fips}", fips).replace("{suffix}", suffix);
        let is_all = [of("", "{dns}"), of("-fips", "{dns}"), of("", "{dual}"), of("-fips", "{dual}")]
            == [plain.clone(), fips.clone(), dual.clone(), both.clone()];
        Ok(is_all.then_some(template))
    }

    /// The outcome, if nothing else needs to be known.
    fn leaf(&self, rules: &[Json], names: &Names) -> Result<Option<String>, UnknownRules> {
        for rule in rules {
            let mut names = names.clone();
            match conditions(rule, &mut names, &[])? {
                None => continue,
                Some(words) if !words.is_empty() => return Ok(None),
                Some(_) => {}
            }
            return match rule["type"].as_str() {
                Some("tree") => self.leaf(list(&rule["rules"]), &names),
                _ => outcome_of(rule, &names, self.signing_name).map(Some),
            };
        }
        Ok(None)
    }
}

/// The words of the conditions that are not known to hold. `None` if one does not hold.
fn conditions(rule: &Json, names: &mut Names, known: &[String]) -> Result<Option<Vec<String>>, UnknownRules> {
    let mut words: Vec<String> = Vec::new();
    for json in list(&rule["conditions"]) {
        match condition(json, names)? {
            Truth::True => {}
            Truth::False => return Ok(None),
            Truth::If(word) => {
                let opposite = word.strip_prefix('!').map_or_else(|| format!("!{word}"), str::to_owned);
                let is_known = |word: &String| known.contains(word) || words.contains(word);
                if is_known(&opposite) {
                    return Ok(None);
                }
                if !is_known(&word) {
                    words.push(word);
                }
            }
        }
    }
    Ok(Some(words))
}

/// The texts of rules, those of calls before those of clients, in as few words as possible.
pub(super) fn texts(mut of_calls: Vec<Flat>, of_clients: &[String], usual: &str) -> Vec<String> {
    of_calls.extend(of_clients.iter().map(|rule| parsed(rule)));
    merged(simplified(of_calls, usual)).into_iter().map(text).collect()
}

/// A rule from its text. One without `custom` is for clients that have no endpoint URL.
fn parsed(rule: &str) -> Flat {
    let (words, outcome) = rule.split_once(" -> ").unwrap_or(("", rule));
    let mut words: Vec<String> = words.split_ascii_whitespace().map(str::to_owned).collect();
    if !words.iter().any(|word| word == "custom") {
        words.insert(0, "!custom".to_owned());
    }
    (words, outcome.to_owned())
}

/// Neighbours with the same outcome that differ in one region or partition as one rule.
fn merged(flat: Vec<Flat>) -> Vec<Flat> {
    let mut all: Vec<Flat> = Vec::new();
    for (words, outcome) in flat {
        if let Some((last, same)) = all.last_mut()
            && *same == outcome
            && last.len() == words.len()
        {
            let different: Vec<_> = (0..words.len()).filter(|&index| last[index] != words[index]).collect();
            if let [index] = different[..]
                && [&last[index], &words[index]].iter().all(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                last[index] = format!("{}|{}", last[index], words[index]);
                continue;
            }
        }
        all.push((words, outcome));
    }
    all
}

/// A rule as text. Words that follow from others are left out.
fn text((words, outcome): Flat) -> String {
    let follows = |word: &String| !word.starts_with('!') && words.iter().any(|other| is_part_of(word, other));
    let mut kept: Vec<&str> = words.iter().filter(|word| !follows(word)).map(String::as_str).collect();
    match kept.iter().position(|word| *word == "!custom") {
        Some(index) => _ = kept.remove(index),
        None if kept.contains(&"custom") => {}
        None => kept.insert(0, "custom?"),
    }
    format!("{} -> {outcome}", kept.join(" "))
}

/// Whether `word` begins with the whole expression `part`, and goes on.
pub(super) fn is_part_of(part: &str, word: &str) -> bool {
    word.strip_prefix(part).is_some_and(|rest| rest.starts_with(['=', '~', '.', '[']))
}
