//! The types of members, as far as they determine the wire format.

use std::fmt;

use syn::ext::IdentExt as _;

/// A member's type by its spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `Option<T>`
    Option(Box<Type>),
    /// `String`, `&str`, `Cow<str>`, `char`
    Text,
    /// `bool`
    Bool,
    /// An integer.
    Integer {
        /// The bits without the sign: 31 for `i32`, 32 for `u32`.
        bits: u8,
    },
    /// `f32`, `f64`
    Float,
    /// `Timestamp`
    Timestamp,
    /// `Blob`
    Blob,
    /// `ByteStream`
    ByteStream,
    /// `Document`
    Document,
    /// `Vec<T>`, `[T]` and sets
    List(Box<Type>),
    /// A map with these values.
    Map(Box<Type>),
    /// `()`
    Unit,
    /// A path to anything else, without its arguments.
    Named(Vec<String>),
    /// A type without a name, such as a tuple or trait object.
    Other,
}

impl Type {
    /// Reads a type. References, `Box`, `Sensitive` and the like do not affect the wire format, so they are skipped.
    pub(super) fn read(ty: &syn::Type) -> Self {
        match ty {
            syn::Type::Reference(reference) => Self::read(&reference.elem),
            syn::Type::Paren(paren) => Self::read(&paren.elem),
            syn::Type::Group(group) => Self::read(&group.elem),
            syn::Type::Slice(slice) => Self::List(Box::new(Self::read(&slice.elem))),
            syn::Type::Array(array) => Self::List(Box::new(Self::read(&array.elem))),
            syn::Type::Tuple(tuple) if tuple.elems.is_empty() => Self::Unit,
            syn::Type::Path(path) if path.qself.is_none() => Self::of_path(&path.path),
            _ => Self::Other,
        }
    }

    /// The name of a type of the user, also of an optional one.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Option(ty) => ty.name(),
            Self::Named(path) => path.last().map(String::as_str),
            _ => None,
        }
    }

    fn of_path(path: &syn::Path) -> Self {
        let Some(last) = path.segments.last() else { return Self::Other };
        let mut arguments = arguments(&last.arguments);
        let mut next = || arguments.next().map_or(Self::Other, Self::read);
        let boxed = Box::new;
        match last.ident.unraw().to_string().as_str() {
            "Option" => Self::Option(boxed(next())),
            "Box" | "Arc" | "Rc" | "Cow" | "Sensitive" | "EventStream" => next(),
            "Vec" | "VecDeque" | "HashSet" | "BTreeSet" => Self::List(boxed(next())),
            "HashMap" | "BTreeMap" | "IndexMap" => {
                next();
                Self::Map(boxed(next()))
            }
            "String" | "str" | "char" => Self::Text,
            "bool" => Self::Bool,
            "f32" | "f64" => Self::Float,
            "Timestamp" => Self::Timestamp,
            "Blob" => Self::Blob,
            "ByteStream" => Self::ByteStream,
            "Document" => Self::Document,
            other => match integer_bits(other) {
                Some(bits) => Self::Integer { bits },
                None => Self::Named(path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect()),
            },
        }
    }

    /// Whether it is `Option`, by its spelling.
    pub fn is_option(&self) -> bool {
        matches!(self, Self::Option(_))
    }
}

/// The type arguments, without lifetimes.
fn arguments(arguments: &syn::PathArguments) -> impl Iterator<Item = &syn::Type> {
    let list = match arguments {
        syn::PathArguments::AngleBracketed(list) => Some(&list.args),
        _ => None,
    };
    list.into_iter().flatten().filter_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn integer_bits(name: &str) -> Option<u8> {
    let (sign, size) = (name.get(..1)?, name.get(1..)?);
    let size =
        if size == "size" { 64 } else { size.parse().ok().filter(|size| [8, 16, 32, 64, 128].contains(size))? };
    match sign {
        "i" => Some(size - 1),
        "u" => Some(size),
        _ => None,
    }
}

/// The type in messages: `a string`.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(ty) => ty.fmt(f),
            Self::Text => f.write_str("a string"),
            Self::Bool => f.write_str("a boolean"),
            Self::Integer { .. } => f.write_str("an integer"),
            Self::Float => f.write_str("a float"),
            Self::Timestamp => f.write_str("a timestamp"),
            Self::Blob => f.write_str("a blob"),
            Self::ByteStream => f.write_str("a stream"),
            Self::Document => f.write_str("a document"),
            Self::List(_) => f.write_str("a list"),
            Self::Map(_) => f.write_str("a map"),
            Self::Unit => f.write_str("`()`"),
            Self::Named(path) => write!(f, "`{}`", path.join("::")),
            Self::Other => f.write_str("a type without a name"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Type {
        Type::read(&syn::parse_str(text).unwrap())
    }

    #[test]
    fn wrapper_types_are_skipped() {
        assert_eq!(read("Option<Sensitive<String>>"), Type::Option(Box::new(Type::Text)));
        assert_eq!(read("Cow<'a, str>"), Type::Text);
        assert_eq!(read("&'a [std::borrow::Cow<'a, str>]"), Type::List(Box::new(Type::Text)));
        assert_eq!(
            read("HashMap<String, Vec<u8>>"),
            Type::Map(Box::new(Type::List(Box::new(Type::Integer { bits: 8 }))))
        );
        assert_eq!(read("i64"), Type::Integer { bits: 63 });
        assert_eq!(read("()"), Type::Unit);
    }

    #[test]
    fn other_types_keep_their_path() {
        assert_eq!(read("super::Tag"), Type::Named(vec!["super".to_owned(), "Tag".to_owned()]));
        assert_eq!(read("Page<A, B>"), Type::Named(vec!["Page".to_owned()]));
        assert_eq!(read("u7"), Type::Named(vec!["u7".to_owned()]));
        assert_eq!(read("(String, String)"), Type::Other);
    }
}
