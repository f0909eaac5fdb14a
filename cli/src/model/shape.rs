//! Shapes and their members.

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The name without namespace.
    pub name: String,
    /// The kind of shape.
    pub kind: Kind,
    /// The documentation, in HTML.
    pub documentation: Option<String>,
    /// `@sensitive`
    pub sensitive: bool,
    /// `@streaming`: a blob is a stream of bytes, a union is an event stream.
    pub streaming: bool,
    /// `@requiresLength`: a stream's length must be known.
    pub requires_length: bool,
    /// `@timestampFormat`; a member's own has precedence.
    pub timestamp_format: Option<TimestampFormat>,
    /// `@mediaType`
    pub media_type: Option<String>,
    /// `@error` and related traits; only for structures.
    pub error: Option<ErrorTraits>,
    /// `@length`, `@range`, `@pattern`, `@uniqueItems`; a member's own have precedence.
    pub constraints: Constraints,
    /// `@deprecated`
    pub deprecated: bool,
    /// `@xmlName`: the name of the root element, if it is not the shape's.
    pub xml_name: Option<String>,
    /// `@xmlNamespace`
    pub xml_namespace: Option<XmlNamespace>,
    /// `@s3UnwrappedXmlOutput` of the operation that returns the shape.
    pub xml_unwrapped: bool,
}

/// `@xmlNamespace`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlNamespace {
    /// The URI.
    pub uri: String,
    /// The prefix; without one, it is the default namespace.
    pub prefix: Option<String>,
}

impl XmlNamespace {
    /// The value of the argument `xml_namespace`: `uri` or `prefix=uri`.
    pub fn argument(&self) -> String {
        match &self.prefix {
            Some(prefix) => format!("{prefix}={}", self.uri),
            None => self.uri.clone(),
        }
    }
}

/// The kinds of shapes.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Bytes.
    Blob,
    /// `true` or `false`.
    Boolean,
    /// A text.
    String,
    /// A text with known values.
    Enum(Vec<EnumValue>),
    /// An integer with known values.
    IntEnum(Vec<IntEnumValue>),
    /// 8 bits.
    Byte,
    /// 16 bits.
    Short,
    /// 32 bits.
    Integer,
    /// 64 bits.
    Long,
    /// 32 bits.
    Float,
    /// 64 bits.
    Double,
    /// An integer of any size.
    BigInteger,
    /// A decimal number of any size.
    BigDecimal,
    /// A point in time.
    Timestamp,
    /// Any JSON value.
    Document,
    /// A list.
    List {
        /// Its items; named `member`.
        member: Box<Member>,
        /// `@sparse`: items may be null.
        sparse: bool,
    },
    /// A map; its keys are strings.
    Map {
        /// Its keys; named `key`.
        key: Box<Member>,
        /// Its values; named `value`.
        value: Box<Member>,
        /// `@sparse`: values may be null.
        sparse: bool,
    },
    /// A structure.
    Structure(Vec<Member>),
    /// A union: exactly one of the members.
    Union(Vec<Member>),
}

impl Kind {
    /// Whether it is a binary floating-point number.
    pub(crate) fn is_float(&self) -> bool {
        matches!(self, Self::Float | Self::Double)
    }

    /// Whether there is a natural empty value: empty, zero or false. Smithy's client error correction defines
    /// more, such as a date of 1970 or an unknown enum value, which would be mistaken for real values.
    pub fn has_empty_value(&self) -> bool {
        match self {
            Self::Enum(values) => values.is_empty(),
            Self::Byte | Self::Short | Self::Integer | Self::Long | Self::Float | Self::Double => true,
            kind => matches!(kind, Self::String | Self::Boolean | Self::List { .. } | Self::Map { .. }),
        }
    }

    /// The members of any kind of shape, including lists and maps.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let (many, one, two) = match self {
            Self::Structure(members) | Self::Union(members) => (members.as_slice(), None, None),
            Self::List { member, .. } => (&[][..], Some(&**member), None),
            Self::Map { key, value, .. } => (&[][..], Some(&**key), Some(&**value)),
            _ => (&[][..], None, None),
        };
        many.iter().chain(one).chain(two)
    }
}

impl Shape {
    /// A shape without traits.
    pub(super) fn new(name: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            documentation: None,
            sensitive: false,
            streaming: false,
            requires_length: false,
            timestamp_format: None,
            media_type: None,
            error: None,
            constraints: Constraints::default(),
            deprecated: false,
            xml_name: None,
            xml_namespace: None,
            xml_unwrapped: false,
        }
    }

    /// Whether it is the union of the events of an event stream.
    pub fn is_event_stream(&self) -> bool {
        self.streaming && matches!(self.kind, Kind::Union(_))
    }

    /// The members of a structure or union; empty for other shapes.
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            Kind::Structure(members) | Kind::Union(members) => members,
            _ => &[],
        }
    }
}

/// A member of a structure, union, list or map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Member {
    /// The name in the model.
    pub name: String,
    /// The name of the target shape.
    pub target: String,
    /// `@required`
    pub required: bool,
    /// `@clientOptional`: the member may become optional.
    pub client_optional: bool,
    /// `@default`; `null`, which overrides the target's default, is `None`.
    pub default: Option<serde_json::Value>,
    /// The member's own documentation, in HTML.
    pub documentation: Option<String>,
    /// The HTTP binding, if the member is not in the body. Only REST protocols use it.
    pub binding: Option<Binding>,
    /// `@jsonName`, which only restJson1 uses.
    pub json_name: Option<String>,
    /// `@xmlName`, which XML and query protocols use.
    pub xml_name: Option<String>,
    /// `@ec2QueryName`; in a model of ec2Query only where it does not follow from the other names.
    pub query_name: Option<String>,
    /// Which messages of ec2Query hold it, because it has different names in them.
    pub direction: Direction,
    /// `@xmlFlattened`
    pub xml_flattened: bool,
    /// `@xmlAttribute`
    pub xml_attribute: bool,
    /// `@xmlNamespace`
    pub xml_namespace: Option<XmlNamespace>,
    /// `@timestampFormat`; if absent, the shape's applies, then the protocol's.
    pub timestamp_format: Option<TimestampFormat>,
    /// `@idempotencyToken`
    pub idempotency_token: bool,
    /// `@hostLabel`
    pub host_label: bool,
    /// `@contextParam`: the parameter of the endpoint that it is.
    pub context: Option<String>,
    /// `@eventPayload`
    pub event_payload: bool,
    /// `@eventHeader`
    pub event_header: bool,
    /// The media type of a string, which is base64 in a header.
    pub media_type: Option<String>,
    /// The member's own `@length`, `@range`, `@pattern`, `@uniqueItems`.
    pub constraints: Constraints,
    /// `@deprecated`
    pub deprecated: bool,
}

/// Which messages hold a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Requests and responses, or it is not known.
    #[default]
    Both,
    /// Only requests.
    Request,
    /// Only responses.
    Response,
}

/// The HTTP binding of a member that is not in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Binding {
    /// `@httpLabel`: a label in the path.
    Label,
    /// `@httpQuery`: the query parameter with that name.
    Query(String),
    /// `@httpQueryParams`
    QueryParams,
    /// `@httpHeader`
    Header(String),
    /// `@httpPrefixHeaders`
    PrefixHeaders(String),
    /// `@httpPayload`
    Payload,
    /// `@httpResponseCode`
    StatusCode,
}

impl Binding {
    /// Whether the binding applies only to requests; Smithy ignores it elsewhere.
    pub(crate) fn is_request_only(&self) -> bool {
        matches!(self, Self::Label | Self::Query(_) | Self::QueryParams)
    }
}

/// `@timestampFormat`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// `2019-12-16T23:48:18Z`
    DateTime,
    /// `1576540098`
    EpochSeconds,
    /// `Mon, 16 Dec 2019 23:48:18 GMT`
    HttpDate,
}

impl TimestampFormat {
    /// Smithy's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::EpochSeconds => "epoch-seconds",
            Self::HttpDate => "http-date",
        }
    }
}

/// A value of a string enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumValue {
    /// The member's name in Smithy; botocore has none.
    pub name: Option<String>,
    /// The value on the wire.
    pub value: String,
    /// The documentation, in HTML.
    pub documentation: Option<String>,
}

/// A value of an integer enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntEnumValue {
    /// The member's name.
    pub name: String,
    /// The value on the wire.
    pub value: i32,
    /// The documentation, in HTML.
    pub documentation: Option<String>,
}

/// `@error` and related traits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorTraits {
    /// Who caused the error.
    pub fault: Fault,
    /// `@httpError`, or the status of `@awsQueryError`.
    pub http_status: Option<u16>,
    /// The code of `@awsQueryError`, if it is not the shape's name.
    pub code: Option<String>,
    /// `@retryable`
    pub retryable: Option<Retryable>,
}

/// Who caused an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The caller.
    Client,
    /// The service.
    Server,
}

/// Whether a call that ended with an error may be repeated: `@retryable`, or an entry of the overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retryable {
    /// There were too many requests: `@retryable` with `throttling`.
    Throttling,
    /// The failure may be temporary: `@retryable`.
    Transient,
    /// A quota is reached, so that the same call fails again. Only overlays have it.
    Quota,
}

impl Retryable {
    /// The value of `@retryable`.
    pub(super) fn of_trait(throttling: bool) -> Self {
        if throttling { Self::Throttling } else { Self::Transient }
    }

    /// The argument in the attribute of a variant.
    pub(crate) fn argument(self) -> &'static str {
        match self {
            Self::Throttling => "throttling",
            Self::Transient => "transient",
            Self::Quota => "quota",
        }
    }
}

/// Constraints on values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// The minimum length in characters, bytes or items.
    pub min_length: Option<u64>,
    /// The maximum length.
    pub max_length: Option<u64>,
    /// The minimum number.
    pub min: Option<f64>,
    /// The maximum number.
    pub max: Option<f64>,
    /// A regular expression.
    pub pattern: Option<String>,
    /// Whether the items of a list are unique.
    pub unique_items: bool,
}
