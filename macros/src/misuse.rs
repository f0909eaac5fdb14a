//! Every mistake that the macros report, each with its sentence and what to write instead. Wording is API.

mod defaults;
mod sentence;

use std::fmt;

/// A mistake in the use of an attribute.
pub(crate) enum Misuse {
    /// An argument that the attribute does not take.
    UnknownArgument { key: String, known: Vec<&'static str>, nearest: Option<String> },
    /// An argument that is given twice, in one list or in two.
    DuplicateArgument { key: String },
    /// A required argument is missing.
    MissingArguments { attribute: &'static str, missing: Vec<&'static str>, example: String },
    /// Something in an attribute that is no argument.
    MalformedArgument { example: String },
    /// An argument that takes a string got something else.
    NotAString { key: String, example: String },
    /// An argument that stands alone got a value.
    NotAFlag { key: String },
    /// An argument that stands alone got the value `true`.
    WrittenTrue { key: String },
    /// An argument that stands alone, or is taken back by `= false`, got another value.
    NeitherFlagNorFalse { key: String },
    /// An argument that takes a path or type got something else.
    NotAPath { key: String, example: String },
    /// An argument that takes an integer got something else.
    NotAnInteger { key: String, example: String },
    /// `crate` names the runtime by a path that depends on where it stands.
    RuntimePathNotAbsolute { path: String },
    /// An operation's name as no operation of AWS has.
    NotAnOperationName { name: String, suggestion: String },
    /// An attribute on an item of another kind than it is for.
    WrongItem { attribute: &'static str, wanted: &'static str, help: &'static str },
    /// Two of the attributes on one item.
    SecondAttribute { attribute: &'static str },
    /// A protocol that this version does not speak.
    UnknownProtocol { protocol: String, nearest: Option<String> },
    /// A way of authentication that is not to be chosen.
    UnknownAuth { auth: String },
    /// A limit of time that is none.
    NotATimeout { text: String },
    /// A rule of `rename_all` that is none of serde's.
    UnknownRenameRule { rule: String },
    /// `idempotent` names a field that the struct does not have.
    NoSuchTokenField { field: String, item: String, nearest: Option<String> },
    /// `idempotent = false` on an operation that is said to be `readonly`.
    ReadonlyNotIdempotent,
    /// `idempotent = false` on an operation that is `readonly` by its method.
    MethodReadonlyNotIdempotent { method: String },
    /// The idempotency token is part of the path, where nothing could be filled in.
    TokenIsLabel { field: String },
    /// The token's field is the payload.
    TokenIsPayload { field: String },
    /// A field is skipped, but something needs its value.
    SkippedButNeeded { field: String, role: String },
    /// A field goes to two places.
    BoundTwice { field: String, first: &'static str, second: &'static str },
    /// A field is in the path of `http` and goes somewhere else as well.
    LabelBoundElsewhere { field: String, binding: &'static str },
    /// A header's name with characters that no header's name has.
    NotAHeaderName { name: String },
    /// A payload's media type that is none.
    NotAMediaType { text: String },
    /// A header that the client writes itself.
    ReservedHeader { name: String },
    /// Two fields go in one header or query parameter.
    DuplicateBinding { kind: &'static str, name: String, field: String },
    /// Two fields of a kind of which a structure has one.
    SecondBinding { binding: &'static str, first: String },
    /// Two fields have one name on the wire.
    DuplicateMember { first: String, second: String, wire: String },
    /// `http` has only one word.
    HttpWithoutMethod,
    /// `http` starts with a method that no operation of AWS has.
    UnknownMethod { method: String, nearest: Option<String> },
    /// The path in `http` does not start at the root.
    PathNotAbsolute { method: String, path: String },
    /// A character in `http` that stands in URIs only percent-encoded.
    HttpCharacter { character: char },
    /// Braces in the query of `http`.
    LabelInQuery,
    /// A segment of the path in `http` that HTTP clients or signatures leave out.
    HttpSegment { segment: String },
    /// A brace in `http` that nothing closes, or that nothing opens.
    UnclosedLabel,
    /// Braces in `http` without a name in them.
    EmptyLabel,
    /// A label in `http` with something else in its segment of the path.
    LabelNotAlone { label: String },
    /// A label that takes the rest of the path, and another one after it.
    GreedyLabelNotLast { label: String },
    /// A label that stands twice in `http`.
    DuplicateLabel { label: String },
    /// A label in `http` that names no field.
    LabelWithoutField { label: String, item: String, nearest: Option<String> },
    /// `code` on an operation without `http`.
    CodeWithoutHttp,
    /// A status of success that is none.
    NotASuccessCode { code: u16 },
    /// A binding of requests on a field of a shape or an error.
    BindingOnShape { binding: &'static str },
    /// A binding of answers on a field of a request.
    BindingOnRequest { binding: &'static str },
    /// A payload, and another field that would go in the body.
    PayloadIsAll { payload: String, field: String },
    /// A field of the body, with a method that has none.
    BodyWithoutBody { field: String, method: String },
    /// `default` on a field of a request, which is not read.
    DefaultOfRequest { field: String },
    /// `default` on the payload, which is empty where nothing was sent.
    DefaultOfPayload { field: String },
    /// `default` with something that is no literal.
    DefaultNotALiteral { field: String },
    /// An attribute of serde on a shape, whose serde traits are not made by serde.
    ForeignAttribute { argument: String, instead: &'static str },
    /// A timestamp format that Smithy does not have.
    UnknownTimestampFormat { format: String, nearest: Option<String> },
    /// A host label that `host_prefix` does not name.
    HostLabelOutsidePrefix { field: String },
    /// A brace in `host_prefix` that nothing closes.
    HostPrefixUnclosed,
    /// A character in `host_prefix` that no host name has.
    HostPrefixCharacter { character: char },
    /// A label in `host_prefix` that names no field.
    HostPrefixWithoutField { label: String, item: String, nearest: Option<String> },
    /// `paginated` names an input field that the struct does not have.
    NoSuchPageField { field: String, item: String, nearest: Option<String> },
    /// A part of `paginated` stands outside of its parentheses.
    OutsideOfPaginated { part: &'static str },
    /// `paginated` names something that no field can be called, and that is no path of fields either.
    NotAField { name: String },
    /// An awsJson service without what it puts before the names of its operations.
    TargetPrefixMissing,
    /// `query_compatible` on a service of another protocol than awsJson.
    QueryCompatibleWithoutAwsJson,
    /// An awsQuery service without the version of its API.
    VersionMissing,
    /// An argument of another protocol's services.
    ArgumentOfAnotherProtocol { argument: &'static str, protocol: &'static str },
    /// A protocol that a feature of the crate has to be turned on for.
    ProtocolWithoutFeature,
    /// A name that no XML element has.
    NotAnXmlName { name: String },
    /// A list without an element around its items, and a name for the items in it.
    FlattenedItems { field: String },
    /// Names for the items of a list and for the entries of a map on one field.
    ListAndMap { field: String },
    /// A shape that is an enum without variants.
    EmptyEnum { item: String },
    /// An enum of which some variants are values and some hold fields.
    MixedEnum { variant: String },
    /// A variant of a union that holds no field, or several.
    UnionVariantFields { variant: String },
    /// A string enum that cannot hold the values that a service adds later.
    UnknownMissing { item: String },
    /// A string enum with parameters.
    GenericStringEnum { item: String },
    /// Two variants for unknown values.
    UnknownTwice { first: String },
    /// The variant for unknown values does not hold a `String`.
    UnknownHoldsNoString { variant: String },
    /// A variant of an error enum whose fields have no names.
    NotAnErrorVariant { variant: String },
    /// An error enum without variants.
    NoErrorVariants { item: String },
    /// Two variants with one code.
    DuplicateErrorCode { code: String, first: String },
    /// A status that no error has.
    NotAnErrorStatus { status: u16 },
    /// An error enum with parameters.
    GenericErrorEnum,
}

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (headline, help) = self.sentence();
        write!(f, "{headline}\nhelp: {help}")
    }
}

/// The protocols that a service can speak.
pub(crate) const PROTOCOLS: [&str; 4] = ["awsJson1_0", "awsJson1_1", "awsQuery", "restJson1"];
