//! Parses the part of `JMESPath` that waiters of AWS use.
//!
//! Fields, `.*`, `[]`, filters, `length()`, comparisons, `&&`, `||`, `!`, parentheses and literals. That is all of the
//! 183 expressions in botocore 1.44.5. What else `JMESPath` has (indexes, slices, pipes, multiselects, other functions)
//! is an error.

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// The value to which the expression is applied.
    Root,
    /// A string.
    Text(String),
    /// A whole number.
    Number(i64),
    /// `true` or `false`.
    Bool(bool),
    /// `a.b`
    Field(Box<Expr>, String),
    /// `a.*`
    Values(Box<Expr>),
    /// `a[]`
    Flatten(Box<Expr>),
    /// `a[?b]`
    Filter(Box<Expr>, Box<Expr>),
    /// `length(a)`
    Length(Box<Expr>),
    /// `a == b`
    Compare(Box<Expr>, Comparison, Box<Expr>),
    /// `a && b`
    And(Box<Expr>, Box<Expr>),
    /// `a || b`
    Or(Box<Expr>, Box<Expr>),
    /// `!a`
    Not(Box<Expr>),
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// The longer signs first, because a shorter one may be their start.
    const SIGNS: [(&str, Self); 6] = [
        ("==", Self::Equal),
        ("!=", Self::NotEqual),
        ("<=", Self::LessOrEqual),
        (">=", Self::GreaterOrEqual),
        ("<", Self::Less),
        (">", Self::Greater),
    ];

    /// The operator, which is the same in Rust.
    pub fn sign(self) -> &'static str {
        Self::SIGNS.into_iter().find(|(_, known)| *known == self).map_or("==", |(sign, _)| sign)
    }
}

/// Why an expression is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{expression}` is not read from `{rest}` on")]
pub struct NotRead {
    expression: String,
    rest: String,
}

/// Deeper expressions are not read. The deepest of AWS has five levels.
const DEEPEST: usize = 32;
/// Longer expressions, in bytes, are not read, because each member of a path is a level of the parsed expression.
const LONGEST: usize = 1000;

/// Parses an expression.
///
/// # Errors
///
/// If it is not an expression, or uses another part of `JMESPath`.
pub fn parse(expression: &str) -> Result<Expr, NotRead> {
    let mut parser = Parser { rest: expression, depth: 0 };
    let parsed = if expression.len() > LONGEST { None } else { parser.any() };
    let parsed = parsed.filter(|_| parser.rest.trim_start().is_empty());
    parsed.ok_or_else(|| NotRead { expression: expression.to_owned(), rest: parser.rest.trim_start().to_owned() })
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl Parser<'_> {
    /// Takes `text` if it comes next, after blanks.
    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn any(&mut self) -> Option<Expr> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut left = self.and()?;
        while self.take("||") {
            left = Expr::Or(left.into(), self.and()?.into());
        }
        self.depth -= 1;
        Some(left)
    }

    fn and(&mut self) -> Option<Expr> {
        let mut left = self.comparison()?;
        while self.take("&&") {
            left = Expr::And(left.into(), self.comparison()?.into());
        }
        Some(left)
    }

    fn comparison(&mut self) -> Option<Expr> {
        let left = self.operand()?;
        for (sign, comparison) in Comparison::SIGNS {
            if self.take(sign) {
                return Some(Expr::Compare(left.into(), comparison, self.operand()?.into()));
            }
        }
        Some(left)
    }

    fn operand(&mut self) -> Option<Expr> {
        if self.rest.trim_start().starts_with("!=") {
            return None;
        }
        if self.take("!") {
            // `!a.b` is `(!a).b` in JMESPath, which nobody means.
            let inner = if self.take("(") { self.until(")")? } else { Expr::Field(Expr::Root.into(), self.name()?) };
            return Some(Expr::Not(inner.into()));
        }
        if self.take("(") {
            return self.until(")");
        }
        if self.take("'") {
            return self.raw_string();
        }
        if self.take("`") {
            return self.json();
        }
        let name = self.name()?;
        if self.rest.starts_with('(') {
            let is_length = name == "length" && self.take("(");
            let argument = if is_length { self.until(")") } else { None };
            return Some(Expr::Length(argument?.into()));
        }
        self.path(Expr::Field(Expr::Root.into(), name))
    }

    /// What follows the first field of a path.
    fn path(&mut self, mut path: Expr) -> Option<Expr> {
        loop {
            if self.take("[]") {
                path = Expr::Flatten(path.into());
            } else if self.take("[?") {
                path = Expr::Filter(path.into(), self.until("]")?.into());
            } else if self.take(".*") {
                path = Expr::Values(path.into());
            } else if self.take(".") {
                path = Expr::Field(path.into(), self.name()?);
            } else {
                return Some(path);
            }
        }
    }

    fn until(&mut self, end: &str) -> Option<Expr> {
        let inner = self.any()?;
        self.take(end).then_some(inner)
    }

    /// A name, which may be quoted as in JSON.
    fn name(&mut self) -> Option<String> {
        let rest = self.rest.trim_start();
        if rest.starts_with('"') {
            let mut names = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            let name = names.next()?.ok()?;
            self.rest = &rest[names.byte_offset()..];
            return Some(name);
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        self.rest = if is_name { rest } else { self.rest };
        is_name.then(|| name.to_owned())
    }

    /// The rest of a raw string, in which only the quote is escaped.
    fn raw_string(&mut self) -> Option<Expr> {
        let mut ends = self.rest.match_indices('\'').map(|(end, _)| end);
        let end = ends.find(|end| !self.rest[..*end].ends_with('\\'))?;
        let text = self.rest[..end].replace("\\'", "'");
        self.rest = &self.rest[end + 1..];
        Some(Expr::Text(text))
    }

    /// The rest of a literal in JSON.
    fn json(&mut self) -> Option<Expr> {
        let (json, rest) = self.rest.split_once('`').filter(|(json, _)| !json.contains('\\'))?;
        let literal = match serde_json::from_str(json).ok()? {
            serde_json::Value::Bool(value) => Expr::Bool(value),
            serde_json::Value::Number(number) => Expr::Number(number.as_i64()?),
            serde_json::Value::String(text) => Expr::Text(text),
            _ => return None,
        };
        self.rest = rest;
        Some(literal)
    }
}
