//! Rust code for the conditions of waiters: `JMESPath` over an output, as calls on `Option`s and iterators.
//!
//! An optional member that is absent is `JMESPath`'s `null`: a path through it is `None`, and no item of an iterator. A
//! required one that is absent has its default, as the output has.

use super::Writer;
use super::case::raw;
use super::fields::{Fields, Role};
use super::presence::Presence;
use super::wire_case::literal;
use crate::jmespath::{Comparison, Expr};
use crate::model::{Comparator, Kind, Shape};

/// A value and its fields.
#[derive(Clone, Copy)]
pub(super) struct OutputPath<'w, 'm> {
    writer: &'w Writer<'m>,
    shape: &'m Shape,
    role: Role,
}

/// The code of a path.
enum Code<'m> {
    One(One<'m>),
    Many(Many<'m>),
}

/// One value.
struct One<'m> {
    /// An expression of the value, or of an `Option` of a reference to it.
    code: String,
    is_option: bool,
    /// The name of the value in closures.
    name: String,
    shape: &'m Shape,
}

/// The items of a list, or the values of a map.
struct Many<'m> {
    of: One<'m>,
    /// The calls on the iterator.
    steps: String,
    /// The condition of the last filter, if no step follows it.
    filter: Option<String>,
    /// The name of an item in closures.
    name: String,
    shape: &'m Shape,
}

impl<'w, 'm> OutputPath<'w, 'm> {
    /// Paths from an output.
    pub(super) fn of(writer: &'w Writer<'m>, output: &'m Shape) -> Self {
        Self { writer, shape: output, role: Role::Output }
    }

    /// The condition that the value of `expr` is `expected`. `None` if its type does not fit.
    pub(super) fn condition(self, expr: &Expr, comparator: Comparator, expected: &str) -> Option<String> {
        if comparator == Comparator::Equals && is_condition(expr) {
            // A condition that is not true may also be an error of JMESPath, which is not false.
            return if expected == "true" { self.truth(expr, "output") } else { None };
        }
        let code = self.code(expr, "output")?;
        match (comparator, code) {
            (Comparator::Equals, Code::One(one)) => one.is(|value, shape| equals(shape, value, expected)),
            (Comparator::Any, Code::Many(many)) => {
                let item = equals(many.shape, &many.name, expected)?;
                Some(format!("{}.any(|{}| {item})", many.items(), many.name))
            }
            // At least one, and all.
            (Comparator::All, Code::Many(many)) => {
                let (items, name) = (many.items(), &many.name);
                let item = equals(many.shape, name, expected)?;
                Some(format!("{items}.map(|{name}| {item}).reduce(|all, is| all && is).unwrap_or(false)"))
            }
            _ => None,
        }
    }

    /// The code of a condition over the value `root`.
    fn truth(self, expr: &Expr, root: &str) -> Option<String> {
        match expr {
            Expr::And(left, right) => Some(format!("{} && {}", self.part(left, root)?, self.part(right, root)?)),
            Expr::Or(left, right) => Some(format!("{} || {}", self.part(left, root)?, self.part(right, root)?)),
            Expr::Not(inner) => Some(format!("!({})", self.truth(inner, root)?)),
            Expr::Compare(left, comparison, right) => self.comparison(left, *comparison, right, root),
            path => {
                let one = self.one(path, root)?;
                matches!(one.shape.kind, Kind::Boolean).then(|| one.is(|value, shape| equals(shape, value, "true")))?
            }
        }
    }

    /// The code of a part of a condition.
    fn part(self, expr: &Expr, root: &str) -> Option<String> {
        let code = self.truth(expr, root)?;
        Some(if matches!(expr, Expr::And(..) | Expr::Or(..)) { format!("({code})") } else { code })
    }

    fn comparison(self, left: &Expr, comparison: Comparison, right: &Expr, root: &str) -> Option<String> {
        let sign = comparison.sign();
        match (left, right) {
            (Expr::Length(of), Expr::Number(number)) => self.length(of, root)?.compared(comparison, *number),
            (Expr::Length(left), Expr::Length(right)) => {
                let (left, right) = (self.length(left, root)?.option()?, self.length(right, root)?.option()?);
                // The length of what is absent is an error, and an error matches nothing.
                Some(format!("{left}.is_some_and(|length| {right}.is_some_and(|other| length {sign} other))"))
            }
            (path, Expr::Text(text)) | (Expr::Text(text), path) => {
                let one = self.one(path, root)?;
                let differs = |value: &str| Some(equals(one.shape, value, text)?.replacen("==", "!=", 1));
                match comparison {
                    Comparison::Equal => one.is(|value, shape| equals(shape, value, text)),
                    // What is absent is not the text.
                    Comparison::NotEqual if one.is_option => {
                        Some(format!("{}.is_none_or(|{}| {})", one.code, one.name, differs(&one.name)?))
                    }
                    Comparison::NotEqual => differs(&one.code),
                    _ => None,
                }
            }
            (left, right) if matches!(comparison, Comparison::Equal | Comparison::NotEqual) => {
                let (left, right) = (self.one(left, root)?, self.one(right, root)?);
                let is_same = std::mem::discriminant(&left.shape.kind) == std::mem::discriminant(&right.shape.kind);
                is_same.then(|| format!("{} {sign} {}", left.option(), right.option()))
            }
            _ => None,
        }
    }

    fn length(self, of: &Expr, root: &str) -> Option<Code<'m>> {
        // A list of items that are no lists is as long as it is flattened.
        if let Expr::Flatten(list) = of
            && let Some(Code::One(one)) = self.code(list, root)
            && let Kind::List { member, .. } = &one.shape.kind
            && !matches!(self.writer.model.target(member).kind, Kind::List { .. })
        {
            return Some(Code::One(one));
        }
        self.code(of, root)
    }

    fn one(self, expr: &Expr, root: &str) -> Option<One<'m>> {
        match self.code(expr, root)? {
            Code::One(one) => Some(one),
            Code::Many(_) => None,
        }
    }

    /// The code of a path from the value `root`.
    fn code(self, expr: &Expr, root: &str) -> Option<Code<'m>> {
        match expr {
            Expr::Root => {
                let (code, name) = (root.to_owned(), root.to_owned());
                Some(Code::One(One { code, is_option: false, name, shape: self.shape }))
            }
            Expr::Field(of, name) => self.field(self.code(of, root)?, name),
            Expr::Flatten(of) => Some(Code::Many(match self.code(of, root)? {
                Code::One(one) if matches!(one.shape.kind, Kind::List { .. }) => self.items(one)?,
                Code::One(_) => return None,
                Code::Many(many) => self.flattened(many),
            })),
            Expr::Values(of) => {
                let one = self.one(of, root)?;
                matches!(one.shape.kind, Kind::Map { .. }).then(|| self.items(one))?.map(Code::Many)
            }
            Expr::Filter(of, condition) => {
                // The filter of each item of a projection would be one of lists in lists.
                let list = self.one(of, root).filter(|one| matches!(one.shape.kind, Kind::List { .. }))?;
                let many = self.items(list)?;
                let of_item = Self { shape: many.shape, role: self.writer.role_of(many.shape), ..self };
                let filter = of_item.truth(condition, &many.name)?;
                Some(Code::Many(Many { filter: Some(filter), ..many }))
            }
            _ => None,
        }
    }

    /// The items of a list, or the values of a map.
    fn items(self, of: One<'m>) -> Option<Many<'m>> {
        let (Kind::List { member, sparse } | Kind::Map { value: member, sparse, .. }) = &of.shape.kind else {
            return None;
        };
        let steps = if *sparse { ".flatten()" } else { "" }.to_owned();
        let (name, shape) = (item_name(&of.name), self.writer.model.target(member));
        Some(Many { of, steps, filter: None, name, shape })
    }

    /// The items of each list. Items that are no lists stay.
    fn flattened(self, many: Many<'m>) -> Many<'m> {
        let Kind::List { member, sparse } = &many.shape.kind else { return many };
        let steps = format!("{}.flatten(){}", many.all_steps(), if *sparse { ".flatten()" } else { "" });
        Many { steps, filter: None, name: item_name(&many.name), shape: self.writer.model.target(member), of: many.of }
    }

    fn field(self, of: Code<'m>, member: &str) -> Option<Code<'m>> {
        let (Code::One(One { shape, .. }) | Code::Many(Many { shape, .. })) = &of;
        let owner = *shape;
        let role = if owner.name == self.shape.name { self.role } else { self.writer.role_of(owner) };
        if !matches!(owner.kind, Kind::Structure(_)) {
            return None;
        }
        let fields = Fields::idents(owner.members());
        let field = fields.iter().find(|field| field.member.name == member)?;
        if !self.writer.is_written(field, role, &fields) {
            return None;
        }
        let is_optional = self.writer.presence(&owner.name, field.member, role) == Presence::Optional;
        let shape = self.writer.model.target(field.member);
        let (ident, name) = (raw(&field.ident), short(&field.ident));
        Some(match of {
            Code::One(One { code, is_option: false, .. }) => {
                let reference = if is_optional { ".as_ref()" } else { "" };
                Code::One(One { code: format!("{code}.{ident}{reference}"), is_option: is_optional, name, shape })
            }
            Code::One(One { code, name: of, .. }) => {
                let call = if is_optional {
                    format!("and_then(|{of}| {of}.{ident}.as_ref())")
                } else {
                    format!("map(|{of}| &{of}.{ident})")
                };
                Code::One(One { code: format!("{code}.{call}"), is_option: true, name, shape })
            }
            Code::Many(many) => {
                let of = &many.name;
                let call = if is_optional {
                    format!("filter_map(|{of}| {of}.{ident}.as_ref())")
                } else {
                    format!("map(|{of}| &{of}.{ident})")
                };
                let steps = format!("{}.{call}", many.all_steps());
                Code::Many(Many { steps, filter: None, name, shape, of: many.of })
            }
        })
    }
}

impl One<'_> {
    /// The condition that it is present, and that the condition on it holds.
    fn is(&self, condition: impl FnOnce(&str, &Shape) -> Option<String>) -> Option<String> {
        let Self { code, is_option, name, shape } = self;
        if !is_option {
            return condition(code, shape);
        }
        Some(format!("{code}.is_some_and(|{name}| {})", condition(name, shape)?))
    }

    /// An `Option` of a reference to it.
    fn option(&self) -> String {
        if self.is_option { self.code.clone() } else { format!("Some(&{})", self.code) }
    }

    /// An iterator of what is in it.
    fn iterator(&self, value: &str) -> String {
        if matches!(self.shape.kind, Kind::Map { .. }) {
            format!("{value}.values()")
        } else {
            format!("{value}.iter()")
        }
    }
}

impl Many<'_> {
    fn all_steps(&self) -> String {
        let Self { steps, filter, name, .. } = self;
        filter.as_ref().map_or_else(|| steps.clone(), |filter| format!("{steps}.filter(|{name}| {filter})"))
    }

    /// An iterator of the items. There are none if the list is absent.
    fn items(&self) -> String {
        let filter = self.filter.as_ref().map(|filter| format!(".filter(|{}| {filter})", self.name));
        self.unfiltered() + &filter.unwrap_or_default()
    }

    /// The items without the last filter.
    fn unfiltered(&self) -> String {
        let One { code, is_option, name, .. } = &self.of;
        let items = match code.strip_suffix(".as_ref()") {
            _ if !is_option => self.of.iterator(code),
            place => {
                let options = place.map_or_else(|| format!("{code}.into_iter()"), |place| format!("{place}.iter()"));
                match self.of.iterator(name) {
                    values if values.ends_with(".values()") => format!("{options}.flat_map(|{name}| {values})"),
                    _ => format!("{options}.flatten()"),
                }
            }
        };
        items + &self.steps
    }
}

impl Code<'_> {
    /// The condition on the length.
    fn compared(&self, comparison: Comparison, number: i64) -> Option<String> {
        let is_empty = match (comparison, number) {
            (Comparison::Equal, 0) => Some(true),
            (Comparison::Greater | Comparison::NotEqual, 0) => Some(false),
            _ => None,
        };
        let not = if is_empty == Some(true) { "" } else { "!" };
        match self {
            Self::One(one) => one.is(|value, shape| match is_empty {
                Some(_) => counted(value, shape).map(|_| format!("{not}{value}.is_empty()")),
                None => Some(format!("{} {} {number}", counted(value, shape)?, comparison.sign())),
            }),
            // Of what is absent, there is no item.
            Self::Many(many) if is_empty == Some(false) => Some(match &many.filter {
                Some(filter) => format!("{}.any(|{}| {filter})", many.unfiltered(), many.name),
                None => format!("{}.next().is_some()", many.items()),
            }),
            Self::Many(many) => many.of.is(|value, _| {
                let items = format!("{}{}", many.of.iterator(value), many.steps);
                match (is_empty, &many.filter) {
                    (Some(_), Some(filter)) => Some(format!("!{items}.any(|{}| {filter})", many.name)),
                    (Some(_), None) => Some(format!("{items}.next().is_none()")),
                    (None, _) => {
                        let items = format!("{}{}", many.of.iterator(value), many.all_steps());
                        Some(format!("{items}.count() {} {number}", comparison.sign()))
                    }
                }
            }),
        }
    }

    /// The length, as an `Option`.
    fn option(&self) -> Option<String> {
        let (of, is_one) = match self {
            Self::One(one) => (one, true),
            Self::Many(many) => (&many.of, false),
        };
        let count = |value: &str| match self {
            Self::One(one) => counted(value, one.shape),
            Self::Many(many) => Some(format!("{}{}.count()", of.iterator(value), many.all_steps())),
        };
        match (of.is_option, is_one) {
            (false, _) => Some(format!("Some({})", count(&of.code)?)),
            (true, true) if !matches!(of.shape.kind, Kind::String) => {
                let ty = if matches!(of.shape.kind, Kind::List { .. }) { "Vec" } else { "HashMap" };
                Some(format!("{}.map({ty}::len)", of.code))
            }
            (true, _) => Some(format!("{}.map(|{}| {})", of.code, of.name, count(&of.name)?)),
        }
    }
}

fn counted(value: &str, shape: &Shape) -> Option<String> {
    match shape.kind {
        Kind::List { .. } | Kind::Map { .. } => Some(format!("{value}.len()")),
        Kind::String => Some(format!("{value}.chars().count()")),
        _ => None,
    }
}

/// Whether an expression is true or false, and no path.
fn is_condition(expr: &Expr) -> bool {
    matches!(expr, Expr::And(..) | Expr::Or(..) | Expr::Not(_) | Expr::Compare(..))
}

/// The condition that a value, or a reference to one, is `expected`.
fn equals(shape: &Shape, value: &str, expected: &str) -> Option<String> {
    let is_field = value.contains('.');
    match (&shape.kind, expected) {
        (Kind::String | Kind::Enum(_), text) => Some(format!("{value}.as_str() == {}", literal(text))),
        (Kind::Boolean, "true") => Some(if is_field { value.to_owned() } else { format!("*{value}") }),
        (Kind::Boolean, "false") => Some(if is_field { format!("!{value}") } else { format!("!*{value}") }),
        _ => None,
    }
}

/// The name of a value in closures: the last word of its field.
fn short(ident: &str) -> String {
    let last = ident.rsplit('_').find(|word| !word.is_empty()).unwrap_or("value");
    let is_name = last.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_name { raw(last) } else { "value".to_owned() }
}

/// The name of an item of a list or map with that name.
fn item_name(list: &str) -> String {
    let list = list.strip_prefix("r#").unwrap_or(list);
    let one = match list {
        list if list.ends_with("ies") => format!("{}y", &list[..list.len() - 3]),
        list if list.ends_with('s') && !list.ends_with("ss") && list.len() > 2 => list[..list.len() - 1].to_owned(),
        _ => "item".to_owned(),
    };
    raw(&one)
}
