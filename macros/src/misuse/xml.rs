//! Mistakes in the names, attributes and namespaces of XML elements.

use super::Misuse;

/// The name of an XML element has a character that is not allowed there.
pub(crate) fn not_an_xml_name(name: &str) -> Misuse {
    Misuse::new(
        format!("`{name}` is not the name of an XML element"),
        "names are letters, digits, hyphens and underscores and do not start with a digit: `item`",
    )
}

/// The items of a flattened list have the name of the member, so `xml_member` has no use.
pub(crate) fn flattened_items(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is flattened, so its items have no name of their own"),
        format!("remove `xml_member`; the items have the name of `{field}`, which `rename` changes"),
    )
}

/// `xml_member` is for lists, `xml_key` and `xml_value` are for maps.
pub(crate) fn list_and_map(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` cannot be both a list and a map"),
        "keep `xml_member` for a list, `xml_key` and `xml_value` for a map",
    )
}

/// An attribute is a single text within a start tag. It has no elements and declares no namespace.
pub(crate) fn attribute_with_elements(field: &str, argument: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is an attribute, so it has no `{argument}`"),
        format!("remove `{argument}`, or remove `xml_attribute`"),
    )
}

/// Both arguments give the name of the member.
pub(crate) fn renamed_twice(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is renamed twice: `rename` and `xml_name`"),
        "keep one; `xml_name` is `rename` under the name that Smithy gives it",
    )
}

/// The text of `xml_namespace` is a URI, or a prefix, `=` and a URI.
pub(crate) fn not_a_namespace(text: &str) -> Misuse {
    Misuse::new(
        format!("`{text}` is not an XML namespace"),
        "write a URI, or a prefix and a URI as in `xsi=http://www.w3.org/2001/XMLSchema-instance`",
    )
}

/// The name of a member has a prefix, and the structure must declare the namespace of the prefix.
pub(crate) fn prefix_not_declared(name: &str, prefix: &str, item: &str) -> Misuse {
    Misuse::new(
        format!("the prefix of `{name}` is not declared"),
        format!("write `#[aws(xml_namespace = \"{prefix}=http://..\")]` on `{item}`"),
    )
}

/// A payload is the root of the document, so the structure around it is not.
pub(crate) fn two_roots(payload: &str, argument: &str) -> Misuse {
    Misuse::new(
        format!("`{payload}` is the root of the document, so the structure has no `{argument}`"),
        format!("write `{argument}` on `{payload}`, or remove `payload`"),
    )
}

/// `xml_unwrapped` is Smithy's `s3UnwrappedXmlOutput`: the root of the document is the element of the only member.
pub(crate) fn unwrapped_members() -> Misuse {
    Misuse::new(
        "`xml_unwrapped` is for a structure with one member in the body",
        "remove `xml_unwrapped`, or bind the other members with `header`",
    )
}
