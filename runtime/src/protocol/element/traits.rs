//! The XML traits of members and structures: Smithy's `xmlName`, `xmlAttribute`, `xmlNamespace` and `xmlFlattened`. The
//! macros write them as words in the name of a newtype.

/// How the elements of a member are named.
#[derive(Clone, Copy)]
pub(super) struct XmlTraits {
    pub(super) flattened: bool,
    pub(super) attribute: bool,
    /// The namespace that the element declares: `uri` or `prefix=uri`.
    pub(super) namespace: Option<&'static str>,
    /// The name of an item, if it is not the protocol's default. The names of items of items follow after slashes, as in
    /// the next two.
    pub(super) member: Option<&'static str>,
    pub(super) key: &'static str,
    pub(super) value: &'static str,
    pub(super) member_namespace: Option<&'static str>,
    pub(super) key_namespace: Option<&'static str>,
    pub(super) value_namespace: Option<&'static str>,
    /// Smithy's `ec2QueryName`: the member's name in a form of ec2Query.
    pub(super) query: Option<&'static str>,
}

impl XmlTraits {
    pub(super) const DEFAULT: Self = Self {
        flattened: false,
        attribute: false,
        namespace: None,
        member: None,
        key: "key",
        value: "value",
        member_namespace: None,
        key_namespace: None,
        value_namespace: None,
        query: None,
    };
    /// The element around each entry of a map.
    pub(super) const ENTRY: &'static str = "entry";

    /// Parses the traits from the name of a newtype, if the macros produced that name for a member.
    pub(super) fn of(newtype: &'static str) -> Option<Self> {
        let mut traits = Self::DEFAULT;
        for word in newtype.strip_prefix("$aws_operation::Xml ")?.split(' ') {
            match word.split_once('=') {
                Some(("member", name)) => traits.member = Some(name),
                Some(("key", name)) => traits.key = name,
                Some(("value", name)) => traits.value = name,
                Some(("namespace", declared)) => traits.namespace = Some(declared),
                Some(("member_namespace", declared)) => traits.member_namespace = Some(declared),
                Some(("key_namespace", declared)) => traits.key_namespace = Some(declared),
                Some(("value_namespace", declared)) => traits.value_namespace = Some(declared),
                Some(("query", name)) => traits.query = Some(name),
                _ if word == "flattened" => traits.flattened = true,
                _ => traits.attribute |= word == "attribute",
            }
        }
        Some(traits)
    }

    /// The name of an item; `usual` is the protocol's default.
    pub(super) fn item_name(self, usual: &'static str) -> &'static str {
        self.member.map_or(usual, first)
    }

    pub(super) fn key_name(self) -> &'static str {
        first(self.key)
    }

    pub(super) fn value_name(self) -> &'static str {
        first(self.value)
    }

    /// The traits of the items of a list. Each item of a flattened list declares the namespace of the list.
    pub(super) fn of_item(self) -> Self {
        let namespace = if self.flattened { self.namespace } else { self.member_namespace };
        let member = self.member.and_then(|names| names.split_once('/')).map(|(_, rest)| rest);
        Self { member, ..self.inner(namespace) }
    }

    pub(super) fn of_key(self) -> Self {
        Self { namespace: self.key_namespace, ..Self::DEFAULT }
    }

    pub(super) fn of_value(self) -> Self {
        Self { key: rest(self.key, "key"), value: rest(self.value, "value"), ..self.inner(self.value_namespace) }
    }

    fn inner(self, namespace: Option<&'static str>) -> Self {
        Self { member: self.member, key: self.key, value: self.value, namespace, ..Self::DEFAULT }
    }
}

fn first(names: &'static str) -> &'static str {
    names.split_once('/').map_or(names, |(first, _)| first)
}

fn rest(names: &'static str, usual: &'static str) -> &'static str {
    names.split_once('/').map_or(usual, |(_, rest)| rest)
}

/// The traits of a structure, or of a payload. They apply where it is the root of a document.
#[derive(Clone, Copy, Default)]
pub(crate) struct RootTraits {
    pub(crate) name: Option<&'static str>,
    /// The namespace that the root declares: `uri` or `prefix=uri`.
    pub(crate) namespace: Option<&'static str>,
    #[cfg_attr(not(feature = "rest-xml"), allow(dead_code))]
    /// Smithy's `s3UnwrappedXmlOutput`: the root is the element of the only member.
    pub(crate) unwrapped: bool,
}

impl RootTraits {
    /// Parses the traits from `Structure::XML` or from the traits of a payload.
    pub(crate) fn of(newtype: &'static str) -> Self {
        let mut traits = Self::default();
        for word in newtype.split(' ').skip(1) {
            match word.split_once('=') {
                Some(("name", name)) => traits.name = Some(name),
                Some(("namespace", declared)) => traits.namespace = Some(declared),
                _ => traits.unwrapped |= word == "unwrapped",
            }
        }
        traits
    }

    /// The same from the name of a newtype around a structure, if it is one.
    pub(super) fn of_structure(newtype: &'static str) -> Option<Self> {
        newtype.starts_with("$aws_operation::XmlRoot ").then(|| Self::of(newtype))
    }

    /// The declaration of a prefix, which members of the structure use wherever the structure is. Another namespace
    /// applies only to a root.
    pub(crate) fn prefix(self) -> Option<&'static str> {
        self.namespace.filter(|declared| prefix_and_uri(declared).0.is_some())
    }
}

/// The prefix and the URI of a declared namespace. The characters of a URI before its first `=` are not all those of a
/// prefix.
pub(super) fn prefix_and_uri(declared: &str) -> (Option<&str>, &str) {
    let is_prefix = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    match declared.split_once('=').filter(|(prefix, _)| is_prefix(prefix)) {
        Some((prefix, uri)) => (Some(prefix), uri),
        None => (None, declared),
    }
}
