//! The arguments of an attribute: `key`, `key = value`, `key(..)`, between commas.
//!
//! Parsed from tokens by hand, so that a malformed argument costs only itself.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;

use super::nearest::nearest;
use super::tokens::{self, split_at_commas, split_without_comma};
use crate::misuse::{self, Misuse};
use crate::report::Report;

/// One argument.
pub(crate) struct Arg {
    pub(crate) key: Ident,
    form: Form,
    /// Whether a mistake in it is reported, so that no other is.
    reported: bool,
}

enum Form {
    Flag,
    Value(TokenStream),
    List(TokenStream),
    Malformed,
}

/// A value, and the tokens to underline if it turns out to be wrong.
#[derive(Clone)]
pub(crate) struct Given<T> {
    pub(crate) value: T,
    pub(crate) tokens: TokenStream,
}

/// An argument that is written `key`, `key = false` or `key = "text"`.
pub(crate) enum FlagOrText {
    Flag,
    False,
    Text(String),
}

/// The arguments of an item or a field, taken one by one by name.
pub(crate) struct Args<'r> {
    args: Vec<Arg>,
    /// The arguments of the attribute itself.
    own_list: TokenStream,
    /// Whether something could not be read that may be any of the arguments.
    has_unreadable: bool,
    lacks_commas: bool,
    report: &'r Report,
}

impl<'r> Args<'r> {
    pub(crate) fn new(report: &'r Report) -> Self {
        Self { args: Vec::new(), own_list: TokenStream::new(), has_unreadable: false, lacks_commas: false, report }
    }

    /// Adds the arguments in all `#[aws(..)]` among `attributes`. The arguments of the attribute itself are in a list
    /// named `marker` there.
    pub(crate) fn read(attributes: &[syn::Attribute], marker: &str, report: &'r Report) -> Self {
        let mut all = Self::new(report);
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("aws")) {
            match &attribute.meta {
                syn::Meta::List(list) => all.add(list.tokens.clone()),
                other => {
                    report.misuse(other, misuse::malformed_argument("#[aws(name = \"..\")]"));
                    all.has_unreadable = true;
                }
            }
        }
        let (wrapped, rest) = all.args.drain(..).partition::<Vec<_>, _>(|arg| arg.key == marker);
        for arg in wrapped {
            if let Form::List(tokens) = arg.form {
                all.own_list.extend(tokens.clone());
                all.add(tokens);
            }
        }
        all.args.extend(rest);
        all
    }

    fn add(&mut self, tokens: TokenStream) {
        for tokens in split_at_commas(tokens) {
            let (tokens, next) = split_without_comma(tokens);
            self.lack_commas(next);
            let arg = parse_arg(tokens.clone());
            if arg.as_ref().is_none_or(|arg| arg.reported) {
                self.report.misuse(tokens, misuse::malformed_argument("name = \"..\""));
            }
            match arg {
                Some(arg) => self.args.push(arg),
                None => self.has_unreadable = true,
            }
        }
    }

    /// Adds the arguments in `tokens`, which no comma precedes. Semicolons in place of all commas are one mistake.
    fn lack_commas(&mut self, tokens: TokenStream) {
        let Some(first) = tokens.clone().into_iter().next() else { return };
        if !std::mem::replace(&mut self.lacks_commas, true) {
            self.report.misuse(first, misuse::comma_missing());
        }
        self.add(tokens.into_iter().skip_while(|token| matches!(token, TokenTree::Punct(_))).collect());
    }

    /// Reports the arguments that are not among `known`. One that looks like a typo is then used under the right key.
    pub(crate) fn settle(&mut self, known: &[&'static str]) {
        let (args, unknown) = self.args.drain(..).partition::<Vec<_>, _>(|arg| known.iter().any(|key| arg.key == key));
        self.args = args;
        for mut arg in unknown {
            let key = arg.key.to_string();
            let nearest = nearest(&key, known.iter().copied());
            let meant =
                nearest.as_deref().filter(|meant| !self.has(meant)).map(|meant| Ident::new(meant, arg.key.span()));
            if !arg.reported {
                self.report.misuse(&arg, misuse::unknown_argument(&key, known, nearest.as_deref()));
            } else if meant.is_none() {
                self.has_unreadable = true;
            }
            arg.reported = true;
            self.args.extend(meant.map(|key| Arg { key, ..arg }));
        }
    }

    /// Reports a mistake in `arg`, if it is the first one.
    fn wrong(&self, arg: &Arg, misuse: Misuse) {
        if !arg.reported {
            self.report.misuse(arg.value_or_key(), misuse);
        }
    }

    /// Takes the argument `key`; a second one is reported.
    fn take(&mut self, key: &str) -> Option<Arg> {
        let (mine, rest) = self.args.drain(..).partition::<Vec<_>, _>(|arg| arg.key == key);
        self.args = rest;
        let mut mine = mine.into_iter();
        let first = mine.next();
        for again in mine.filter(|again| !again.reported) {
            self.report.misuse(&again, misuse::duplicate_argument(key));
        }
        first
    }

    /// Whether the argument `key` is missing, and nothing else may have been meant as it.
    pub(crate) fn lacks(&self, key: &str) -> bool {
        !self.has(key) && !self.has_unreadable
    }

    /// Whether the argument `key` is there, in whatever form.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.args.iter().any(|arg| arg.key == key)
    }

    /// Those of `keys` that are there, in the order of their first appearance.
    pub(crate) fn in_order(&self, keys: &[&'static str]) -> Vec<&'static str> {
        let index = |key: &str| self.args.iter().position(|arg| arg.key == key);
        let mut there: Vec<_> = keys.iter().filter_map(|key| Some((index(key)?, *key))).collect();
        there.sort_unstable();
        there.into_iter().map(|(_, key)| key).collect()
    }

    /// Takes the arguments in `key(..)`, and the key.
    pub(crate) fn list(&mut self, key: &str, example: &str) -> Option<(Ident, Self)> {
        let arg = self.take(key)?;
        let Form::List(tokens) = &arg.form else {
            self.wrong(&arg, misuse::malformed_argument(example));
            return None;
        };
        let mut list = Self::new(self.report);
        list.own_list = tokens.clone();
        list.add(tokens.clone());
        Some((arg.key, list))
    }

    /// Whether there are no arguments left, and none that could not be read.
    pub(crate) fn is_empty(&self) -> bool {
        self.args.is_empty() && !self.has_unreadable
    }

    /// Takes all arguments, which are `Name = value` with names that only the caller knows.
    pub(crate) fn values(&mut self, example: &str) -> Vec<(Ident, TokenStream)> {
        let values = std::mem::take(&mut self.args).into_iter().filter_map(|arg| match arg.form {
            Form::Value(ref tokens) if !tokens.is_empty() => Some((arg.key.clone(), tokens.clone())),
            _ => {
                self.wrong(&arg, misuse::malformed_argument(example));
                None
            }
        });
        values.collect()
    }

    /// What to underline where an argument is missing: the attribute's list, or `item` if it has none.
    pub(crate) fn list_or(&self, item: &Ident) -> TokenStream {
        if self.own_list.is_empty() { item.to_token_stream() } else { self.own_list.clone() }
    }

    /// Takes the argument `key` in whatever form, for its key alone.
    pub(crate) fn take_key(&mut self, key: &str) -> Option<Ident> {
        self.take(key).map(|arg| arg.key)
    }

    /// Takes `key = "text"`.
    pub(crate) fn string(&mut self, key: &str, example: &str) -> Option<Given<String>> {
        let arg = self.take(key)?;
        self.string_of(&arg, example)
    }

    /// Takes `key = "name"`, where the name is not blank.
    pub(crate) fn name(&mut self, key: &str, example: &str) -> Option<Given<String>> {
        let given = self.string(key, example)?;
        if given.value.trim().is_empty() {
            self.report.misuse(&given.tokens, misuse::empty_name(key, example));
        }
        Some(given)
    }

    /// Takes `key = "text"`, `key = ["text", ..]` or `key("text", ..)`, and the tokens of the value.
    pub(crate) fn strings(&mut self, key: &str, example: &str) -> Option<Given<Vec<Given<String>>>> {
        let arg = self.take(key)?;
        let list = match &arg.form {
            Form::List(tokens) => tokens.clone(),
            Form::Value(tokens) => tokens::bracketed(tokens.clone()).unwrap_or_else(|| tokens.clone()),
            Form::Flag | Form::Malformed => TokenStream::new(),
        };
        let is_list = matches!(arg.form, Form::List(_) | Form::Value(_));
        let texts = split_at_commas(list).into_iter().map(|tokens| {
            let literal = syn::parse2::<syn::LitStr>(tokens.clone()).ok()?;
            Some(Given { value: literal.value(), tokens })
        });
        match texts.collect::<Option<Vec<_>>>().filter(|_| is_list) {
            Some(value) => Some(Given { value, tokens: arg.value_or_key() }),
            None => {
                self.wrong(&arg, misuse::not_a_string(key, example));
                None
            }
        }
    }

    fn string_of(&self, arg: &Arg, example: &str) -> Option<Given<String>> {
        if let Form::Value(tokens) = &arg.form
            && let Ok(literal) = syn::parse2::<syn::LitStr>(tokens.clone())
        {
            return Some(Given { value: literal.value(), tokens: tokens.clone() });
        }
        self.wrong(arg, misuse::not_a_string(&arg.key.to_string(), example));
        None
    }

    /// Takes `key` alone. A value is reported, and the key counts as given.
    pub(crate) fn flag(&mut self, key: &str) -> Option<Ident> {
        let arg = self.take(key)?;
        if !matches!(arg.form, Form::Flag) {
            self.wrong(&arg, misuse::not_a_flag(key));
        }
        Some(arg.key)
    }

    /// Takes `key` alone, as `None`, or `key = "text"`.
    pub(crate) fn flag_or_string(&mut self, key: &str, example: &str) -> Option<Given<Option<String>>> {
        let arg = self.take(key)?;
        if matches!(arg.form, Form::Flag) {
            return Some(Given { value: None, tokens: arg.key.to_token_stream() });
        }
        self.string_of(&arg, example).map(|given| Given { value: Some(given.value), tokens: given.tokens })
    }

    /// Takes `key` alone, as `None`, or the tokens of `key = ..`.
    pub(crate) fn flag_or_tokens(&mut self, key: &str, example: &str) -> Option<Given<Option<TokenStream>>> {
        let arg = self.take(key)?;
        let value = match &arg.form {
            Form::Flag => None,
            Form::Value(tokens) if !tokens.is_empty() => Some(tokens.clone()),
            Form::Value(_) | Form::List(_) | Form::Malformed => {
                self.wrong(&arg, misuse::malformed_argument(example));
                return None;
            }
        };
        Some(Given { value, tokens: arg.value_or_key() })
    }

    /// Takes `key` alone, as `true`, or `key = false`. Anything else is reported, and counts as `false`.
    pub(crate) fn flag_or_false(&mut self, key: &str) -> Option<bool> {
        let arg = self.take(key)?;
        match (&arg.form, arg.boolean()) {
            (Form::Flag, _) => return Some(true),
            (_, Some(true)) => self.report_true(&arg),
            (_, Some(false)) => {}
            _ => self.wrong(&arg, misuse::neither_flag_nor_false(key)),
        }
        Some(false)
    }

    /// Takes `key` alone, `key = false`, or `key = "text"`.
    pub(crate) fn flag_or_text(&mut self, key: &str, example: &str) -> Option<Given<FlagOrText>> {
        let arg = self.take(key)?;
        let value = match (&arg.form, arg.boolean()) {
            (Form::Flag, _) => FlagOrText::Flag,
            (_, Some(false)) => FlagOrText::False,
            (_, Some(true)) => {
                self.report_true(&arg);
                FlagOrText::Flag
            }
            _ => FlagOrText::Text(self.string_of(&arg, example)?.value),
        };
        Some(Given { value, tokens: arg.value_or_key() })
    }

    fn report_true(&self, arg: &Arg) {
        self.wrong(arg, misuse::flag_is_true(&arg.key.to_string()));
    }

    /// Takes `key = a::path`, or a type such as `()`.
    pub(crate) fn ty(&mut self, key: &str, example: &str) -> Option<syn::Type> {
        let arg = self.take(key)?;
        if let Form::Value(tokens) = &arg.form
            && let Ok(ty) = syn::parse2(tokens.clone())
        {
            return Some(ty);
        }
        self.report_no_path(&arg, example);
        None
    }

    fn report_no_path(&self, arg: &Arg, example: &str) {
        let is_path = |text: &String| arg.key != "crate" && text.parse().ok().and_then(tokens::path).is_some();
        let quoted = arg.text().filter(is_path);
        self.wrong(arg, misuse::not_a_path(&arg.key.to_string(), quoted.as_deref().unwrap_or(example)));
    }

    /// Takes `key = 123`.
    pub(crate) fn integer(&mut self, key: &str, example: &str) -> Option<Given<u16>> {
        let arg = self.take(key)?;
        if let Form::Value(tokens) = &arg.form
            && let Ok(value) = syn::parse2::<syn::LitInt>(tokens.clone()).and_then(|literal| literal.base10_parse())
        {
            return Some(Given { value, tokens: tokens.clone() });
        }
        self.wrong(&arg, misuse::not_an_integer(key, example));
        None
    }

    /// Takes the tokens of `key = a::path`, whose first part may be `crate` or `$crate`.
    pub(crate) fn path(&mut self, key: &str, example: &str) -> Option<TokenStream> {
        let arg = self.take(key)?;
        if let Form::Value(value) = &arg.form
            && let Some(path) = tokens::path(value.clone())
        {
            return Some(path);
        }
        self.report_no_path(&arg, example);
        None
    }
}

impl Arg {
    /// The value, if it is `true` or `false`.
    fn boolean(&self) -> Option<bool> {
        let Form::Value(tokens) = &self.form else { return None };
        syn::parse2::<syn::LitBool>(tokens.clone()).ok().map(|literal| literal.value)
    }

    /// The value, if it is a string.
    fn text(&self) -> Option<String> {
        let Form::Value(tokens) = &self.form else { return None };
        syn::parse2::<syn::LitStr>(tokens.clone()).ok().map(|literal| literal.value())
    }

    fn value_or_key(&self) -> TokenStream {
        match &self.form {
            Form::Value(tokens) | Form::List(tokens) if !tokens.is_empty() => tokens.clone(),
            _ => self.key.to_token_stream(),
        }
    }
}

/// An error underlines the key of an argument.
impl ToTokens for Arg {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.key.to_tokens(tokens);
    }
}

/// The argument; none, if it does not start with a word.
fn parse_arg(tokens: TokenStream) -> Option<Arg> {
    let mut tokens = tokens.into_iter();
    let TokenTree::Ident(key) = tokens.next()? else { return None };
    let form = match tokens.next() {
        None => Form::Flag,
        Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => Form::Value(tokens.by_ref().collect()),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => Form::List(group.stream()),
        Some(_) => Form::Malformed,
    };
    let form = if tokens.next().is_none() { form } else { Form::Malformed };
    Some(Arg { key, reported: matches!(form, Form::Malformed), form })
}
