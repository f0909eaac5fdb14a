//! The content of a shape.

/// The content of a shape.
#[derive(Clone, Debug)]
pub enum Value {
    /// No value: an optional member that is not set, or a null in a sparse list.
    Absent,
    /// A boolean.
    Boolean(bool),
    /// An integer of any size.
    Integer(i128),
    /// A floating-point number, or NaN.
    Float(f64),
    /// A string, or the value of a string enum.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Seconds since 1970.
    Time(f64),
    /// A JSON document.
    Document(serde_json::Value),
    /// A list.
    List(Vec<Value>),
    /// A map, in any order.
    Map(Vec<(String, Value)>),
    /// A structure with all members of the model, in the model's order.
    Structure(Vec<Field>),
    /// The member of a union that is set, with its wire name.
    Union(String, Box<Value>),
}

/// A member of a structure.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name in the model.
    pub name: String,
    /// The name in the body.
    pub wire_name: String,
    /// The value.
    pub value: Value,
}

impl Value {
    /// The number of values in it. A lower number after a conversion means that values were lost.
    pub fn count(&self) -> usize {
        match self {
            Self::Absent => 0,
            Self::Document(json) => count(json),
            Self::List(items) => 1 + items.iter().map(Self::count).sum::<usize>(),
            Self::Map(entries) => 1 + entries.iter().map(|(_, value)| value.count()).sum::<usize>(),
            Self::Structure(fields) => 1 + fields.iter().map(|field| field.value.count()).sum::<usize>(),
            Self::Union(_, value) => 1 + value.count(),
            _ => 1,
        }
    }
}

fn count(json: &serde_json::Value) -> usize {
    match json {
        serde_json::Value::Null => 0,
        serde_json::Value::Array(items) => 1 + items.iter().map(count).sum::<usize>(),
        serde_json::Value::Object(members) => 1 + members.values().map(count).sum::<usize>(),
        _ => 1,
    }
}

/// Equality on the wire: integers of different types can be equal, NaN equals itself, absent members are ignored, and
/// maps have no order. A map may contain the members of a struct, where a label and a body member can have the same
/// name.
impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) => true,
            (Self::Boolean(one), Self::Boolean(two)) => one == two,
            (Self::Integer(one), Self::Integer(two)) => one == two,
            (Self::Text(one), Self::Text(two)) => one == two,
            (Self::Bytes(one), Self::Bytes(two)) => one == two,
            (Self::List(one), Self::List(two)) => one == two,
            (Self::Map(one), Self::Map(two)) => {
                let mut left: Vec<_> = two.iter().collect();
                let mut take =
                    |entry| left.iter().position(|other| *other == entry).map(|place| left.swap_remove(place));
                one.len() == two.len() && one.iter().all(|entry| take(entry).is_some())
            }
            (Self::Union(one, value), Self::Union(two, other)) => one == two && value == other,
            (Self::Document(one), Self::Document(two)) => one == two,
            _ => match (self.number(), other.number()) {
                (Some(one), Some(two)) => one.total_cmp(&two).is_eq() || (one - two).abs() == 0.0,
                _ => false,
            },
        }
    }
}

impl Value {
    #[allow(clippy::cast_precision_loss)] // integers are compared as integers above
    fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(integer) => Some(*integer as f64),
            Self::Float(number) | Self::Time(number) => Some(if number.is_nan() { f64::NAN } else { *number }),
            _ => None,
        }
    }
}
