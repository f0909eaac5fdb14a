//! What a call adds to the choice of its endpoint: `static_context(..)` and `context(..)` of an operation, and `context` of
//! its fields. Smithy's `staticContextParams`, `operationContextParams` and `contextParam`.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;

use super::context_name;
use super::member::Members;
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

const STATIC_EXAMPLE: &str = "static_context(OperationType = \"control\")";
const PATH_EXAMPLE: &str = "context(ResourceArnList = \"TransactItems[*].Get.TableName\")";

/// A parameter of the endpoint.
pub(crate) struct EndpointParam {
    pub(crate) name: String,
    pub(crate) source: Source,
}

/// Where the value of a parameter is from. Members are given by their index.
pub(crate) enum Source {
    Text(String),
    Flag(bool),
    Member(usize),
    Key(usize),
    /// The first text that one of the paths of wire names leads to.
    FirstAt(usize, Vec<Vec<String>>),
}

/// The arguments before the members are known.
#[derive(Default)]
pub(crate) struct EndpointArguments {
    constants: Vec<(Given<String>, Source)>,
    paths: Vec<(Given<String>, Given<String>)>,
}

/// Takes both arguments.
pub(crate) fn take(args: &mut Args<'_>, report: &Report) -> EndpointArguments {
    let mut all = EndpointArguments::default();
    for (name, value) in take_list(args, "static_context", STATIC_EXAMPLE, report) {
        let source = match syn::parse2::<syn::Lit>(value.clone()) {
            Ok(syn::Lit::Str(text)) => Source::Text(text.value()),
            Ok(syn::Lit::Bool(flag)) => Source::Flag(flag.value()),
            _ => {
                report.misuse(value, misuse::not_a_static_context(&name.value));
                continue;
            }
        };
        all.constants.push((name, source));
    }
    for (name, value) in take_list(args, "context", PATH_EXAMPLE, report) {
        match syn::parse2::<syn::LitStr>(value.clone()) {
            Ok(text) => all.paths.push((name, Given { value: text.value(), tokens: value })),
            Err(_) => report.misuse(value, misuse::not_a_string(&name.value, "TransactItems[*].Get.TableName")),
        }
    }
    all
}

fn take_list(
    args: &mut Args<'_>,
    key: &str,
    example: &str,
    report: &Report,
) -> impl Iterator<Item = (Given<String>, TokenStream)> {
    let list = args.list(key, example).map_or_else(Vec::new, |(key, mut list)| {
        let is_empty = list.is_empty();
        if is_empty {
            report.misuse(key, misuse::malformed_argument(example));
        }
        list.values(example)
    });
    let named = list.into_iter().map(|(name, value)| (checked(&name, report), value));
    named.filter_map(|(name, value)| Some((name?, value))).collect::<Vec<_>>().into_iter()
}

fn checked(name: &Ident, report: &Report) -> Option<Given<String>> {
    context_name::check(Given { value: name.to_string(), tokens: name.to_token_stream() }, report)
}

/// The parameters, those with a constant value first.
pub(crate) fn resolve(
    given: EndpointArguments,
    members: &Members,
    item: &Ident,
    report: &Report,
) -> Vec<EndpointParam> {
    let of_fields = members.members.iter().enumerate().filter_map(|(index, member)| {
        let name = member.context.clone()?;
        Some((name, Source::Member(index)))
    });
    let of_paths = given.paths.into_iter().filter_map(|(name, path)| {
        let source = source_at(&path, members, item, report)?;
        Some((name, source))
    });
    let mut all: Vec<EndpointParam> = Vec::new();
    for (name, source) in given.constants.into_iter().chain(of_fields).chain(of_paths) {
        if all.iter().any(|earlier| earlier.name == name.value) {
            report.misuse(&name.tokens, misuse::context_given_twice(&name.value));
        }
        all.push(EndpointParam { name: name.value, source });
    }
    all
}

/// What a path of `JMESPath` leads to. Lists are searched for the first text, so `[*]` and `[]` say nothing more.
fn source_at(path: &Given<String>, members: &Members, item: &Ident, report: &Report) -> Option<Source> {
    let text = path.value.replace("[*]", "").replace("[]", "");
    let keys = text.strip_prefix("keys(").and_then(|rest| rest.strip_suffix(')'));
    let parsed = match keys {
        Some(member) => is_word(member).then(|| (member.to_owned(), Vec::new())),
        None => parse(&text),
    };
    let Some((first, paths)) = parsed else {
        report.misuse(&path.tokens, misuse::not_a_context_path(&path.value));
        return None;
    };
    let Some(index) = members.members.iter().position(|member| member.name == first) else {
        let names: Vec<_> = members.members.iter().map(|member| member.name.as_str()).collect();
        report.misuse(&path.tokens, misuse::no_such_context_member(&first, &item.to_string(), &names));
        return None;
    };
    Some(if keys.is_some() { Source::Key(index) } else { Source::FirstAt(index, paths) })
}

/// The member, and the paths below it: `Items.[Put.Name, Check.Name]` or `Items.Put.Name`.
fn parse(text: &str) -> Option<(String, Vec<Vec<String>>)> {
    let (stem, choices) = match text.split_once(".[") {
        Some((stem, choices)) => (stem, choices.strip_suffix(']')?.split(',').map(str::trim).collect()),
        None => (text, vec![""]),
    };
    let words = |path: &str| path.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (first, stem) = stem.split_once('.').map_or((stem, None), |(first, rest)| (first, Some(rest)));
    let paths = choices.into_iter().map(|choice| {
        let parts = stem.into_iter().chain((!choice.is_empty()).then_some(choice));
        parts.flat_map(words).collect::<Vec<_>>()
    });
    let paths: Vec<_> = paths.collect();
    let is_right = is_word(first) && paths.iter().flatten().all(|word| is_word(word));
    is_right.then(|| (first.to_owned(), paths))
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
