//! The arguments of an item's or field's attributes: `key`, `key = value`, `key(..)`, separated by commas.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitBool, LitInt, LitStr, Token, Type};

use super::Given;

/// The arguments of the attribute itself and of all `#[aws(..)]` on the same item.
#[derive(Default)]
pub(crate) struct Args(Vec<Arg>);

struct Arg {
    key: Ident,
    form: Form,
}

enum Form {
    Flag,
    Text(LitStr),
    /// Strings in brackets or parentheses; only for `auth`, `endpoint` and `headers`.
    Texts(Vec<LitStr>),
    Integer(LitInt),
    Bool(LitBool),
    Type(Box<Type>),
    /// Any expression; only for `default`.
    Literal,
    List(Vec<Arg>),
}

impl Parse for Arg {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = Ident::parse_any(input)?;
        let form = if input.peek(syn::token::Paren) {
            let list;
            syn::parenthesized!(list in input);
            if is_of_strings(&key) {
                return Ok(Self { key, form: Form::Texts(texts(&list)?) });
            }
            Form::List(Punctuated::<Self, Token![,]>::parse_terminated(&list)?.into_iter().collect())
        } else if !input.peek(Token![=]) {
            Form::Flag
        } else {
            let _: Token![=] = input.parse()?;
            if key == "default" {
                input.parse::<syn::Expr>()?;
                Form::Literal
            } else if input.peek(LitStr) {
                Form::Text(input.parse()?)
            } else if is_of_strings(&key) && input.peek(syn::token::Bracket) {
                let list;
                syn::bracketed!(list in input);
                Form::Texts(texts(&list)?)
            } else if input.peek(LitInt) {
                Form::Integer(input.parse()?)
            } else if input.peek(LitBool) {
                Form::Bool(input.parse()?)
            } else {
                Form::Type(input.parse()?)
            }
        };
        Ok(Self { key, form })
    }
}

/// Whether the argument takes a list of strings.
fn is_of_strings(key: &Ident) -> bool {
    key == "auth" || key == "endpoint" || key == "headers"
}

fn texts(list: ParseStream<'_>) -> syn::Result<Vec<LitStr>> {
    Ok(list.parse_terminated(<LitStr as Parse>::parse, Token![,])?.into_iter().collect())
}

impl Args {
    /// The arguments among `attributes` of the attribute `own` and of `#[aws(..)]`.
    pub(crate) fn read(attributes: &[Attribute], own: &str) -> syn::Result<Self> {
        let mut all = Vec::new();
        for attribute in attributes.iter().filter(|attribute| is_named(attribute, own) || is_named(attribute, "aws")) {
            if let syn::Meta::List(list) = &attribute.meta {
                all.extend(list.parse_args_with(Punctuated::<Arg, Token![,]>::parse_terminated)?);
            }
        }
        Ok(Self(all))
    }

    fn find(&self, key: &str) -> Option<&Arg> {
        self.0.iter().find(|arg| arg.key == key)
    }

    /// The first argument that is one of `keys`.
    pub(super) fn first_of(&self, keys: &[&str]) -> Option<String> {
        self.0.iter().map(|arg| arg.key.to_string()).find(|key| keys.contains(&key.as_str()))
    }

    /// Whether there is a `key` without a value.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.find(key).is_some_and(|arg| matches!(arg.form, Form::Flag))
    }

    /// Whether there is a `key` of any form.
    pub(super) fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// `key` alone, or `key = false`.
    pub(super) fn flag_or_false(&self, key: &str) -> Option<Given<bool>> {
        let arg = self.find(key)?;
        let value = match &arg.form {
            Form::Flag => true,
            Form::Bool(literal) => literal.value,
            _ => return None,
        };
        Some(Given { value, line: line_of(arg.key.span()) })
    }

    /// `key = "text"`.
    pub(crate) fn text(&self, key: &str) -> syn::Result<Option<Given<String>>> {
        let Some(arg) = self.find(key) else { return Ok(None) };
        let Form::Text(text) = &arg.form else { return Err(arg.expects("a string")) };
        Ok(Some(Given { value: text.value(), line: line_of(text.span()) }))
    }

    /// `key = "text"`, `key = ["text", ..]` or `key("text", ..)`.
    pub(super) fn texts(&self, key: &str) -> syn::Result<Option<Given<Vec<String>>>> {
        let Some(Arg { key: name, form: Form::Texts(texts) }) = self.find(key) else {
            let text = self.text(key)?;
            return Ok(text.map(|Given { value, line }| Given { value: vec![value], line }));
        };
        Ok(Some(Given { value: texts.iter().map(LitStr::value).collect(), line: line_of(name.span()) }))
    }

    /// `key = "text"` of a required argument.
    pub(crate) fn needed(&self, key: &str, attribute: &str, item: &Ident) -> syn::Result<Given<String>> {
        let lacks = || syn::Error::new(item.span(), format!("`#[{attribute}]` on `{item}` lacks the argument `{key}`"));
        self.text(key)?.ok_or_else(lacks)
    }

    /// `key` alone, as `None`, or `key = "text"`.
    pub(super) fn flag_or_text(&self, key: &str) -> syn::Result<Option<Given<Option<String>>>> {
        let Some(arg) = self.find(key) else { return Ok(None) };
        if matches!(arg.form, Form::Flag) {
            return Ok(Some(Given { value: None, line: line_of(arg.key.span()) }));
        }
        Ok(self.text(key)?.map(|Given { value, line }| Given { value: Some(value), line }))
    }

    /// `key = 123`.
    pub(super) fn integer(&self, key: &str) -> syn::Result<Option<Given<u16>>> {
        let Some(arg) = self.find(key) else { return Ok(None) };
        let Form::Integer(integer) = &arg.form else { return Err(arg.expects("an integer")) };
        Ok(Some(Given { value: integer.base10_parse()?, line: line_of(integer.span()) }))
    }

    /// `key = a::path`, or another type.
    pub(super) fn ty(&self, key: &str) -> syn::Result<Option<&Type>> {
        let Some(arg) = self.find(key) else { return Ok(None) };
        let Form::Type(ty) = &arg.form else { return Err(arg.expects("a path")) };
        Ok(Some(ty))
    }

    /// The path in `key = a::path`, without its arguments.
    pub(crate) fn path(&self, key: &str) -> syn::Result<Option<Vec<String>>> {
        let Some(ty) = self.ty(key)? else { return Ok(None) };
        match super::Type::read(ty) {
            super::Type::Named(path) => Ok(Some(path)),
            _ => Err(syn::Error::new_spanned(ty, format!("`{key}` expects a path"))),
        }
    }

    /// All arguments, as `key = "text"` or `key = true`, each with its value as JSON.
    pub(super) fn constants(&self) -> syn::Result<Vec<(String, String)>> {
        let constant = |arg: &Arg| match &arg.form {
            Form::Text(text) => Ok((arg.key.to_string(), serde_json::Value::from(text.value()).to_string())),
            Form::Bool(literal) => Ok((arg.key.to_string(), literal.value.to_string())),
            _ => Err(arg.expects("a string, `true` or `false`")),
        };
        self.0.iter().map(constant).collect()
    }

    /// The span for an error about the value of `key`.
    pub(super) fn span_of(&self, key: &str) -> Span {
        self.find(key).map_or_else(Span::call_site, |arg| match &arg.form {
            Form::Text(text) => text.span(),
            _ => arg.key.span(),
        })
    }

    /// The arguments in `key(..)`, and the line of `key`.
    pub(crate) fn list(&mut self, key: &str) -> syn::Result<Option<Given<Self>>> {
        let Some(index) = self.0.iter().position(|arg| arg.key == key) else { return Ok(None) };
        let arg = self.0.remove(index);
        let line = line_of(arg.key.span());
        match arg.form {
            Form::List(list) => Ok(Some(Given { value: Self(list), line })),
            _ => Err(arg.expects("arguments in parentheses")),
        }
    }
}

impl Arg {
    fn expects(&self, what: &str) -> syn::Error {
        syn::Error::new(self.key.span(), format!("`{}` expects {what}", self.key))
    }
}

/// Whether the attribute's path ends in `name`.
pub(super) fn is_named(attribute: &Attribute, name: &str) -> bool {
    attribute.path().segments.last().is_some_and(|last| last.ident == name)
}

pub(super) fn line_of(span: Span) -> usize {
    span.start().line
}
