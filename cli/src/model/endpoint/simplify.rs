//! Says the same in fewer rules and words.
//!
//! The words are taken as propositions. A rule is removed if no call reaches it, or if the same outcome follows without it;
//! a word, if it follows from the others and from the rules before.

mod words;

use words::{Set, Words};

/// The words of a rule's conditions, and its outcome.
pub(super) type Flat = (Vec<String>, String);

/// The number of words that may be added to other rules in order to remove one.
const MAX_ADDED_WORDS: u32 = 2;

/// The same rules in a shorter form. After the last one, the outcome is `usual`; with an endpoint URL, it is that URL, or
/// an error with FIPS or dual-stack.
pub(super) fn simplified(flat: Vec<Flat>, usual: &str) -> Vec<Flat> {
    let Some(words) = Words::of(&flat) else { return flat };
    let rule = |(conditions, outcome): Flat| Rule { words: words.set(&conditions), outcome };
    let mut rules: Vec<Rule> = flat.into_iter().map(rule).collect();
    let own = rules.len();
    for (conditions, outcome) in
        [("custom fips", "error"), ("custom dualstack", "error"), ("custom", "{Endpoint}"), ("!custom", usual)]
    {
        let conditions: Vec<_> = conditions.split(' ').map(str::to_owned).collect();
        rules.push(rule((conditions, outcome.to_owned())));
    }
    let mut simplify = Simplify { words: &words, rules, own };
    simplify.name_custom();
    while simplify.step() {}
    simplify.rules.truncate(simplify.own);
    simplify.rules.into_iter().map(|rule| (words.texts(rule.words), rule.outcome)).collect()
}

/// Whether an outcome is an error. The texts of errors may differ.
fn is_error(outcome: &str) -> bool {
    outcome == "error" || outcome.starts_with("error ")
}

#[derive(Clone, Debug)]
struct Rule {
    words: Set,
    outcome: String,
}

struct Simplify<'a> {
    words: &'a Words,
    /// The rules, and after them those that always hold.
    rules: Vec<Rule>,
    /// The number of rules that can change.
    own: usize,
}

impl Simplify<'_> {
    /// Makes one change. False if there is none.
    fn step(&mut self) -> bool {
        (0..self.own).any(|index| self.remove(index) || self.shorten(index) || self.pull(index))
            || (0..self.own).any(|index| self.sink(index))
    }

    /// All that holds for a call with these words that reaches the rule at `index`. A contradiction if there is no such
    /// call.
    fn known(&self, words: Set, index: usize) -> Set {
        let mut known = self.words.closed(words);
        loop {
            let before = known;
            for rule in &self.rules[..index] {
                let missing = rule.words.without(known);
                match missing.len() {
                    0 => return known.and(rule.words.negated()),
                    1 => known = self.words.closed(known.and(missing.negated())),
                    _ => {}
                }
            }
            if known == before || known.is_contradiction() {
                return known;
            }
        }
    }

    /// Removes a rule that no call reaches, or after which the same outcome follows.
    fn remove(&mut self, index: usize) -> bool {
        let known = self.known(self.rules[index].words, index);
        let is_needed = !known.is_contradiction() && !self.follows_later(index, known);
        if !is_needed {
            self.take(index);
        }
        !is_needed
    }

    fn take(&mut self, index: usize) -> Rule {
        self.own -= 1;
        self.rules.remove(index)
    }

    fn follows_later(&self, index: usize, known: Set) -> bool {
        let outcome = &self.rules[index].outcome;
        for later in &self.rules[index + 1..] {
            let both = self.known(known.and(later.words), index);
            let is_same = || {
                let are_errors = is_error(outcome) && is_error(&later.outcome);
                are_errors || self.outcome(outcome, both) == self.outcome(&later.outcome, both)
            };
            if !both.is_contradiction() && !is_same() {
                return false;
            }
            if known.has(later.words) {
                return true;
            }
        }
        false
    }

    /// Removes a word that follows from the others. `custom` is needed in the text.
    fn shorten(&mut self, index: usize) -> bool {
        let words = self.rules[index].words;
        for bit in 1..self.words.all.len() {
            let word = words.word(bit);
            let rest = words.without(word);
            if word != Set::default() && self.known(rest, index).has(word) {
                self.rules[index].words = rest;
                return true;
            }
        }
        false
    }

    /// Replaces a rule by a later one that is more general, with an outcome that is right for both.
    fn pull(&mut self, index: usize) -> bool {
        let known = self.known(self.rules[index].words, index);
        let of_both = |later: usize| {
            let rule = &self.rules[later];
            let outcome = known.has(rule.words).then(|| self.outcome_of_both(index, later)).flatten()?;
            let goes_before = |between: &Rule| {
                let both = self.known(rule.words.and(between.words), index + 1);
                both.is_contradiction() || self.outcome(&between.outcome, both) == self.outcome(&outcome, both)
            };
            self.rules[index + 1..later].iter().all(goes_before).then_some((later, outcome))
        };
        let Some((later, outcome)) = (index + 1..self.own).find_map(of_both) else { return false };
        let words = self.take(later).words;
        self.rules[index] = Rule { words, outcome };
        true
    }

    /// Removes a rule for a later one that is more general, with an outcome that is right for both. The rules between them
    /// get a word that keeps the calls of the removed rule away.
    fn sink(&mut self, index: usize) -> bool {
        let known = self.known(self.rules[index].words, index);
        let of_both = |later: usize| {
            let is_general = known.has(self.rules[later].words);
            let outcome = is_general.then(|| self.outcome_of_both(index, later)).flatten()?;
            let words = (index + 1..later).map(|between| self.word_against(index, between, known, &outcome));
            let words: Vec<Set> = words.collect::<Option<_>>()?;
            let added: u32 = words.iter().map(|word| word.len()).sum();
            (added <= MAX_ADDED_WORDS).then_some((later, outcome, words))
        };
        let Some((later, outcome, words)) = (index + 1..self.own).find_map(of_both) else { return false };
        self.rules[later].outcome = outcome;
        for (rule, word) in self.rules[index + 1..later].iter_mut().zip(words) {
            rule.words = rule.words.and(word);
        }
        self.take(index);
        true
    }

    /// The word that the rule at `between` needs in order not to apply to calls of the rule at `index`. It holds for all
    /// others that reach the rule. An empty set if no word is needed.
    fn word_against(&self, index: usize, between: usize, known: Set, outcome: &str) -> Option<Set> {
        let rule = &self.rules[between];
        let both = self.known(known.and(rule.words), index);
        if both.is_contradiction() || self.outcome(outcome, both) == self.outcome(&rule.outcome, both) {
            return Some(Set::default());
        }
        let reached = self.known(rule.words, between);
        let against = self.rules[index].words.negated();
        (0..self.words.all.len()).find_map(|bit| {
            let word = against.word(bit);
            (word != Set::default() && reached.has(word)).then_some(word)
        })
    }

    fn outcome_of_both(&self, index: usize, later: usize) -> Option<String> {
        let (one, other) = (&self.rules[index], &self.rules[later]);
        let known_of_one = self.known(one.words, index);
        let known_of_other = self.known(other.words, index + 1);
        let of_dual_stack = self.general(&one.outcome, known_of_one);
        let of_fips =
            if is_error(&one.outcome) { of_dual_stack.clone() } else { of_dual_stack.replacen("-fips", "{-fips}", 1) };
        [other.outcome.clone(), one.outcome.clone(), of_dual_stack, of_fips].into_iter().find(|outcome| {
            self.outcome(outcome, known_of_one) == self.outcome(&one.outcome, known_of_one)
                && self.outcome(outcome, known_of_other) == self.outcome(&other.outcome, known_of_other)
        })
    }

    /// An outcome with what is known of FIPS and dual-stack filled in.
    fn outcome(&self, outcome: &str, known: Set) -> String {
        let is = |name, is_negated| known.has(self.words.literal(name, is_negated));
        let mut filled = outcome.to_owned();
        for (name, placeholder, yes, no) in
            [("fips", "{-fips}", "-fips", ""), ("dualstack", "{suffix}", "{dual}", "{dns}")]
        {
            if is(name, false) {
                filled = filled.replace(placeholder, yes);
            } else if is(name, true) {
                filled = filled.replace(placeholder, no);
            }
        }
        filled
    }

    /// The same outcome in a form that can be right with dual-stack and without it.
    fn general(&self, outcome: &str, known: Set) -> String {
        let is = |is_negated| known.has(self.words.literal("dualstack", is_negated));
        let suffix = if is(false) { "{dual}" } else { "{dns}" };
        if !is_error(outcome) && (is(false) || is(true)) {
            outcome.replace(suffix, "{suffix}")
        } else {
            outcome.to_owned()
        }
    }

    /// Adds `!custom` where it is known: its text is shorter than that of both cases.
    fn name_custom(&mut self) {
        let not_custom = self.words.literal("custom", true);
        for index in 0..self.own {
            let words = self.rules[index].words;
            if self.known(words, index).has(not_custom) {
                self.rules[index].words = words.and(not_custom);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn simplify(rules: &[&str]) -> Vec<String> {
        let flat = |rule: &&str| {
            let (words, outcome) = rule.split_once(" -> ").unwrap_or(("", rule));
            (words.split_ascii_whitespace().map(str::to_owned).collect(), outcome.to_owned())
        };
        let simple = simplified(rules.iter().map(flat).collect(), "s{-fips}.{region}.{suffix}");
        simple.iter().map(|(words, outcome)| format!("{} -> {outcome}", words.join(" "))).collect()
    }

    #[test]
    fn rules_that_no_call_reaches_are_removed() {
        assert_eq!(simplify(&["custom B -> {Endpoint}", "custom -> b", "custom A -> a"]).len(), 2);
        assert_eq!(simplify(&["!custom aws -> a", "!custom us-east-1 -> b", "!custom aws-cn fips -> b"]).len(), 2);
    }

    #[test]
    fn variants_become_one_rule() {
        let rules = [
            "!custom A fips dualstack -> a-fips.{dual}",
            "!custom A fips -> a-fips.{dns}",
            "!custom A dualstack -> a.{dual}",
            "!custom A -> a.{dns}",
        ];
        assert_eq!(simplify(&rules), ["!custom A -> a{-fips}.{suffix}"]);
    }

    #[test]
    fn what_equals_the_usual_outcome_is_removed() {
        let rules = [
            "!custom A -> a",
            "!custom fips !aws -> s-fips.{region}.{suffix}",
            "!custom fips -> s-fips.{region}.{suffix}",
        ];
        assert_eq!(simplify(&rules), ["!custom A -> a"]);
    }

    #[test]
    fn rules_of_endpoint_urls_that_always_hold_are_removed() {
        let rules = ["custom fips -> error no", "custom dualstack -> error no", "custom -> {Endpoint}", "A -> a"];
        assert_eq!(simplify(&rules), ["!custom A -> a"]);
    }

    #[test]
    fn a_word_that_follows_is_removed() {
        assert_eq!(simplify(&["!custom A -> a", "!custom !A B -> b"]), ["!custom A -> a", "!custom B -> b"]);
        assert_eq!(simplify(&["!custom A=x A=y -> a"]), [""; 0]);
    }

    #[test]
    fn a_rule_between_is_kept_away() {
        let rules = ["!custom fips dualstack -> a.{dual}", "!custom fips aws-cn -> b.{dns}", "!custom fips -> a.{dns}"];
        let simple = ["!custom fips !dualstack aws-cn -> b.{dns}", "!custom fips -> a.{suffix}"];
        assert_eq!(simplify(&rules), simple);
    }

    #[test]
    fn an_order_that_matters_is_kept() {
        let rules = ["!custom A B -> a", "!custom B -> b", "!custom A -> c"];
        assert_eq!(simplify(&rules), rules);
    }
}
