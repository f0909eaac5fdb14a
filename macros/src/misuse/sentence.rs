//! The sentences, and what to write instead.

use super::Misuse;

impl Misuse {
    /// The headline, and what to write instead.
    pub(super) fn sentence(&self) -> (String, String) {
        match self {
            Self::UnknownArgument { key, known, nearest } => {
                (format!("unknown argument `{key}`"), nearest_or(nearest.as_deref(), known))
            }
            Self::DuplicateArgument { key } => (format!("argument `{key}` given twice"), "remove this one".to_owned()),
            Self::MissingArguments { attribute, missing, example } => {
                let arguments = if missing.len() == 1 { "argument" } else { "arguments" };
                let names = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
                (format!("`{attribute}` lacks the {arguments} {names}"), format!("write `{example}`"))
            }
            Self::MalformedArgument { example } => {
                ("expected an argument".to_owned(), format!("arguments look like `{example}`"))
            }
            Self::NotAString { key, example } => {
                (format!("`{key}` expects a string"), format!("write `{key} = \"{example}\"`"))
            }
            Self::NotAFlag { key } => (format!("`{key}` takes no value"), format!("write `{key}` alone")),
            Self::WrittenTrue { key } => (format!("`{key}` stands alone"), format!("write `{key}` without `= true`")),
            Self::NeitherFlagNorFalse { key } => {
                (format!("`{key}` takes no value but `false`"), format!("write `{key}` alone, or `{key} = false`"))
            }
            Self::NotAPath { key, example } => {
                (format!("`{key}` expects a path"), format!("write `{key} = {example}`"))
            }
            Self::NotAnInteger { key, example } => {
                (format!("`{key}` expects an integer"), format!("write `{key} = {example}`"))
            }
            _ => self.sentence_on_values(),
        }
    }

    fn sentence_on_values(&self) -> (String, String) {
        match self {
            Self::RuntimePathNotAbsolute { path } => (
                format!("`crate = {path}` is not an absolute path"),
                format!(
                    "write `crate = ::{path}` for a dependency, `crate = crate::{path}` for a module of this crate"
                ),
            ),
            Self::NotAnOperationName { name, suggestion } => (
                format!("`{name}` is not an AWS operation name"),
                format!("operation names are letters and digits and start with a capital: `{suggestion}`"),
            ),
            Self::WrongItem { attribute, wanted, help } => {
                (format!("`#[{attribute}]` belongs on {wanted}"), (*help).to_owned())
            }
            Self::SecondAttribute { attribute } => (
                format!("`#[{attribute}]` stands on an item that is already annotated"),
                "keep one of the attributes; one `#[aws_..]` says all of an item".to_owned(),
            ),
            Self::UnknownProtocol { protocol, nearest } => {
                (format!("unknown protocol `{protocol}`"), nearest_or(nearest.as_deref(), &super::PROTOCOLS))
            }
            Self::UnknownAuth { auth } => (
                format!("unknown authentication `{auth}`"),
                "requests are signed with SigV4; `auth = \"none\"` sends one unsigned".to_owned(),
            ),
            Self::NotATimeout { text } => (
                format!("`{text}` is not a limit of time"),
                "write a whole number above zero with its unit, `s`, `m` or `h`: `attempt_timeout = \"15m\"`"
                    .to_owned(),
            ),
            Self::UnknownRenameRule { rule } => {
                (format!("unknown rename rule `{rule}`"), nearest_or(None, &crate::check::case::RULES))
            }
            _ => self.sentence_on_bindings(),
        }
    }

    fn sentence_on_bindings(&self) -> (String, String) {
        match self {
            Self::NoSuchTokenField { field, item, nearest } => (
                format!("no field `{field}` on `{item}`"),
                match nearest {
                    _ if field == "false" => "write `idempotent = false`, without quotes".to_owned(),
                    Some(nearest) => format!("`idempotent` takes the Rust field's name; did you mean `{nearest}`?"),
                    None => "`idempotent` takes the Rust field's name".to_owned(),
                },
            ),
            Self::ReadonlyNotIdempotent => (
                "`idempotent = false` contradicts `readonly`: what only reads is harmless to run twice".to_owned(),
                "remove one of them".to_owned(),
            ),
            Self::MethodReadonlyNotIdempotent { method } => (
                format!("`idempotent = false` takes nothing back: `{method}` is `readonly` by default"),
                "write `readonly = false`".to_owned(),
            ),
            Self::TokenIsLabel { field } => (
                format!("`{field}` is the idempotency token and can't also be a label of the path"),
                "take it out of `http`, or take another field for `idempotent`".to_owned(),
            ),
            Self::TokenIsPayload { field } => (
                format!("`{field}` is the idempotency token and can't also be the payload"),
                "bind it to a header or a query parameter, or take another field for `idempotent`".to_owned(),
            ),
            Self::SkippedButNeeded { field, role } => {
                (format!("`{field}` is {role}, so it can't be skipped"), "remove `skip`".to_owned())
            }
            Self::BoundTwice { field, first, second } => {
                (format!("`{field}` is bound twice: `{first}` and `{second}`"), "keep one".to_owned())
            }
            Self::LabelBoundElsewhere { field, binding } => (
                format!("`{field}` is a label of the path and also bound to `{binding}`"),
                format!("remove `{binding}`, or take `{{{field}}}` out of `http`"),
            ),
            _ => self.sentence_on_headers(),
        }
    }

    fn sentence_on_headers(&self) -> (String, String) {
        match self {
            Self::NotAHeaderName { name } => (
                format!("`{name}` is not a header name"),
                "header names are letters, digits and hyphens: `X-Amzn-Client-Token`".to_owned(),
            ),
            Self::NotAMediaType { text } => (
                format!("`{text}` is not a media type"),
                "write a type and a subtype, as in `payload = \"text/plain\"`".to_owned(),
            ),
            Self::ReservedHeader { name } => {
                (format!("header `{name}` is written by the client itself"), "choose another header".to_owned())
            }
            Self::DuplicateBinding { kind, name, field } => {
                (format!("{kind} `{name}` already carries `{field}`"), format!("choose another {kind}"))
            }
            Self::SecondBinding { binding, first } => (
                format!("`{binding}` is on `{first}` already"),
                format!("keep one: a structure has one member with `{binding}`"),
            ),
            Self::DuplicateMember { first, second, wire } => (
                format!("`{first}` and `{second}` are both `{wire}` on the wire"),
                "rename one with `#[aws(rename = \"..\")]`".to_owned(),
            ),
            _ => self.sentence_on_places(),
        }
    }

    fn sentence_on_places(&self) -> (String, String) {
        match self {
            Self::BindingOnShape { binding } => (
                format!("`{binding}` binds a member of a request"),
                "a shape's members go in the body or, with `header`, in a header of the answer".to_owned(),
            ),
            Self::BindingOnRequest { binding } => (
                format!("`{binding}` binds a member of an answer"),
                "a request's members go in the body, or where `header`, `query` and `http` say".to_owned(),
            ),
            Self::PayloadIsAll { payload, field } => (
                format!("`{payload}` is the whole body, so `{field}` has no place in it"),
                format!("bind `{field}` with `header` or `query`, or take `payload` from `{payload}`"),
            ),
            Self::BodyWithoutBody { field, method } => (
                format!("`{field}` would go in the body, but `{method}` has none"),
                "bind it with `#[aws(query)]` or `#[aws(header = \"..\")]`, or name it in the path of `http`"
                    .to_owned(),
            ),
            Self::ForeignAttribute { argument, instead } => {
                (format!("`serde({argument})` has no effect on a shape"), (*instead).to_owned())
            }
            _ => self.sentence_on_defaults(),
        }
    }

    pub(super) fn sentence_on_facts(&self) -> (String, String) {
        match self {
            Self::UnknownTimestampFormat { format, nearest } => (
                format!("unknown timestamp format `{format}`"),
                nearest_or(nearest.as_deref(), &crate::check::timestamp::FORMATS),
            ),
            Self::HostLabelOutsidePrefix { field } => (
                format!("`{field}` is a host label, but `host_prefix` does not name it"),
                format!("write `host_prefix = \"{{{field}}}.\"` on the operation, or remove `host_label`"),
            ),
            Self::HostPrefixCharacter { character } => {
                let character = character.escape_default();
                (
                    format!("`{character}` in `host_prefix` cannot stand in a host name"),
                    "a host name has letters, digits, hyphens and dots".to_owned(),
                )
            }
            Self::HostPrefixUnclosed => {
                ("unclosed `{` in `host_prefix`".to_owned(), "a label looks like `{account_id}`".to_owned())
            }
            Self::HostPrefixWithoutField { label, item, nearest } => (
                format!("label `{{{label}}}` in `host_prefix` has no field on `{item}`"),
                field_or(nearest.as_deref(), "labels name Rust fields"),
            ),
            Self::NoSuchPageField { field, item, nearest } => (
                format!("no field `{field}` on `{item}`"),
                field_or(nearest.as_deref(), "`input` takes the name of the field that takes a page's token"),
            ),
            Self::NotAField { name } => (
                format!("`{name}` is not the name of a field"),
                "`paginated` takes the names of Rust fields of input and output, and paths such as `\"list.items\"` into the \
                 output"
                    .to_owned(),
            ),
            Self::OutsideOfPaginated { part } => {
                let value = if *part == "repeats" { "" } else { " = \"..\"" };
                (
                    format!("`{part}` is a part of `paginated`"),
                    format!("write `paginated(input = \"..\", output = \"..\", {part}{value})`"),
                )
            }
            Self::TargetPrefixMissing => (
                "awsJson services need a `target_prefix`".to_owned(),
                "write `target_prefix = \"DynamoDB_20120810\"`: what stands before the operation in `X-Amz-Target`"
                    .to_owned(),
            ),
            Self::VersionMissing => (
                "awsQuery services need a `version`".to_owned(),
                "write `version = \"2011-06-15\"`: the version of the service's API, which every request names"
                    .to_owned(),
            ),
            Self::ArgumentOfAnotherProtocol { argument, protocol } => {
                (format!("{} {protocol} service has no `{argument}`", article(protocol)), "remove it".to_owned())
            }
            _ => self.sentence_on_xml(),
        }
    }

    fn sentence_on_xml(&self) -> (String, String) {
        match self {
            Self::ProtocolWithoutFeature => (
                "protocol `awsQuery` needs the feature `aws-query`".to_owned(),
                "write `aws-operation = { version = \"..\", features = [\"aws-query\"] }` in Cargo.toml".to_owned(),
            ),
            Self::NotAnXmlName { name } => (
                format!("`{name}` is not the name of an XML element"),
                "names are letters, digits, hyphens and underscores and do not start with a digit: `item`".to_owned(),
            ),
            Self::FlattenedItems { field } => (
                format!("`{field}` is flattened, so its items have no name of their own"),
                format!("remove `xml_member`; the items have the name of `{field}`, which `rename` changes"),
            ),
            Self::ListAndMap { field } => (
                format!("`{field}` cannot be both a list and a map"),
                "keep `xml_member` for a list, `xml_key` and `xml_value` for a map".to_owned(),
            ),
            _ => self.sentence_on_enums(),
        }
    }

    fn sentence_on_enums(&self) -> (String, String) {
        match self {
            Self::EmptyEnum { item } => (
                format!("`{item}` has no variants"),
                "add the values of a string enum, or the members of a union".to_owned(),
            ),
            Self::MixedEnum { variant } => (
                format!("`{variant}` holds fields among the values of a string enum"),
                "a string enum has variants without fields, and one for other values marked `#[aws(unknown)]`"
                    .to_owned(),
            ),
            Self::UnionVariantFields { variant } => (
                format!("`{variant}` must hold exactly one unnamed field"),
                format!("write `{variant}(String)`: a variant of a union is one member"),
            ),
            Self::UnknownMissing { item } => (
                format!("`{item}` has no variant for values that are added later"),
                "add `#[aws(unknown)] Unknown(String)`".to_owned(),
            ),
            Self::GenericStringEnum { item } => (
                format!("`{item}` cannot be generic: it is a string enum"),
                "remove the parameters: `#[aws(unknown)]` holds a `String`".to_owned(),
            ),
            Self::UnknownTwice { first } => (format!("`{first}` is marked `unknown` already"), "keep one".to_owned()),
            Self::UnknownHoldsNoString { variant } => (
                format!("`{variant}` cannot hold an unknown value"),
                format!("write `#[aws(unknown)] {variant}(String)`"),
            ),
            _ => self.sentence_on_errors(),
        }
    }

    fn sentence_on_errors(&self) -> (String, String) {
        match self {
            Self::NotAnErrorVariant { variant } => (
                format!("`{variant}` has unnamed fields"),
                format!("give the fields names: `{variant} {{ message: String }}`"),
            ),
            Self::NoErrorVariants { item } => {
                (format!("`{item}` has no variants"), "add one for each error that you handle".to_owned())
            }
            Self::DuplicateErrorCode { code, first } => (
                format!("code `{code}` is already the code of `{first}`"),
                "give this variant its own with `#[aws(code = \"..\")]`".to_owned(),
            ),
            Self::NotAnErrorStatus { status } => {
                (format!("{status} is not the status of an error"), "errors have 400 to 599".to_owned())
            }
            Self::GenericErrorEnum => (
                "an error enum cannot be generic".to_owned(),
                "remove the parameters: errors are read from the wire".to_owned(),
            ),
            _ => self.sentence_on_http(),
        }
    }

    fn sentence_on_http(&self) -> (String, String) {
        let (headline, help) = match self {
            Self::UnknownMethod { method, nearest } => {
                return (
                    format!("unknown method `{method}` in `http`"),
                    nearest_or(nearest.as_deref(), &crate::parse::http_template::METHODS),
                );
            }
            Self::LabelWithoutField { label, item, nearest } => {
                let help = match nearest {
                    Some(nearest) => format!("labels name Rust fields; did you mean `{{{nearest}}}`?"),
                    None => format!("labels name Rust fields: add the field `{label}`, or correct the label"),
                };
                return (format!("label `{{{label}}}` in `http` has no field on `{item}`"), help);
            }
            Self::PathNotAbsolute { method, path } => {
                return (
                    "the path in `http` must start with `/`".to_owned(),
                    format!("write `http = \"{method} /{path}\"`"),
                );
            }
            Self::HttpCharacter { character } => {
                let bytes = character.to_string().into_bytes();
                let escaped = bytes.iter().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
                let shown =
                    if character.is_control() { character.escape_debug().to_string() } else { character.to_string() };
                return (
                    format!("`{shown}` in `http` cannot stand in a URI"),
                    format!("write it percent-encoded, as `{escaped}`"),
                );
            }
            Self::LabelInQuery => (
                "a label in the query of `http`".to_owned(),
                "a field goes in the query by `#[aws(query = \"..\")]` on it",
            ),
            Self::HttpSegment { segment } if segment.is_empty() => {
                ("the path in `http` has an empty segment".to_owned(), "write one `/` between two segments")
            }
            Self::HttpSegment { segment } => (
                format!("the path in `http` has the segment `{segment}`, which HTTP clients resolve"),
                "write the path that it leads to",
            ),
            Self::LabelNotAlone { label } => (
                format!("label `{{{label}}}` in `http` shares its segment"),
                "a label fills the whole of a segment: `/{a}/{b}`",
            ),
            Self::GreedyLabelNotLast { label } => (
                format!("greedy label `{{{label}+}}` in `http` is followed by another label"),
                "a greedy label must be the last one",
            ),
            Self::DuplicateLabel { label } => (format!("label `{{{label}}}` stands twice in `http`"), "keep one"),
            Self::CodeWithoutHttp => (
                "`code` is the status of an operation with `http`".to_owned(),
                "remove `code`, or write `http = \"POST /path\"`",
            ),
            Self::NotASuccessCode { code } => {
                (format!("{code} is not the status of a success"), "successes have 200 to 299")
            }
            Self::QueryCompatibleWithoutAwsJson => (
                "`query_compatible` is for awsJson services that spoke awsQuery before".to_owned(),
                "remove it, or choose `protocol = \"awsJson1_0\"`",
            ),
            Self::UnclosedLabel => ("unclosed `{` in `http`".to_owned(), "a label looks like `{project_name}`"),
            Self::EmptyLabel => ("empty label in `http`".to_owned(), "a label names a Rust field: `{project_name}`"),
            _ => ("`http` needs a method and a path".to_owned(), "write `http = \"POST /2020-11-20/projects\"`"),
        };
        (headline, help.to_owned())
    }
}

/// The article of a protocol's name.
fn article(protocol: &str) -> &'static str {
    if protocol.starts_with('a') { "an" } else { "a" }
}

fn field_or(nearest: Option<&str>, what: &str) -> String {
    nearest.map_or_else(|| what.to_owned(), |nearest| format!("{what}; did you mean `{nearest}`?"))
}

fn nearest_or(nearest: Option<&str>, known: &[&str]) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => {
            let list = known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            format!("it takes {list}")
        }
    }
}
