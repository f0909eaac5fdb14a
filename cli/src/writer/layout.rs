//! Line breaks as in rustfmt with its defaults.

/// `max_width`
pub(super) const WIDTH: usize = 100;
/// `attr_fn_like_width`: longer arguments are on separate lines.
const ATTRIBUTE_WIDTH: usize = 70;
/// `struct_lit_width`: longer literals have one field on each line.
const LITERAL_WIDTH: usize = 18;

/// An attribute with its arguments; empty without arguments.
pub(super) fn attribute(name: &str, arguments: &[String], indent: &str) -> String {
    if arguments.is_empty() {
        return String::new();
    }
    let one_line = arguments.join(", ");
    let is_short = one_line.len() <= ATTRIBUTE_WIDTH || arguments.len() == 1;
    if is_short && indent.len() + name.len() + one_line.len() + 5 <= WIDTH {
        return format!("{indent}#[{name}({one_line})]\n");
    }
    let inner = arguments.join(&format!(",\n{indent}    "));
    format!("{indent}#[{name}(\n{indent}    {inner}\n{indent})]\n")
}

/// `#[name(list(..))]`
pub(super) fn attribute_in(name: &str, list: &str, arguments: &[String]) -> String {
    let one_line = arguments.join(", ");
    if one_line.len() <= ATTRIBUTE_WIDTH {
        return format!("#[{name}({list}({one_line}))]\n");
    }
    format!("#[{name}({list}(\n    {}\n))]\n", arguments.join(",\n    "))
}

/// `name: Type,`
pub(super) fn field_line(name: &str, ty: &str, indent: &str) -> String {
    let line = format!("{indent}{name}: {ty},\n");
    if line.len() <= WIDTH + 1 {
        return line;
    }
    let below = format!("{indent}    {ty},\n");
    if below.len() <= WIDTH + 1 || !ty.ends_with('>') {
        return format!("{indent}{name}:\n{below}");
    }
    format!("{indent}{name}: {}", type_lines(ty, indent))
}

/// A type that is too long for a line, with its arguments on separate lines; without the indent of the first line.
fn type_lines(ty: &str, indent: &str) -> String {
    let parts = ty.split_once('<').and_then(|(outer, inner)| Some((outer, inner.strip_suffix('>')?)));
    let Some((outer, inner)) = parts else { return format!("{ty},\n") };
    let within = format!("{indent}    ");
    let line = format!("{within}{inner},\n");
    let line = if line.len() <= WIDTH + 1 { line } else { format!("{within}{}", type_lines(inner, &within)) };
    format!("{outer}<\n{line}{indent}>,\n")
}

/// An item's head with its opening brace.
pub(super) fn opening(head: &str) -> String {
    if head.len() + 2 <= WIDTH { format!("{head} {{\n") } else { format!("{head}\n{{\n") }
}

/// `field: field.into(),`
pub(super) fn into_line(field: &str, indent: &str) -> String {
    match format!("{indent}{field}: {field}.into(),\n") {
        line if line.len() <= WIDTH + 1 => line,
        _ if indent.len() + 2 * field.len() + 2 < WIDTH => {
            format!("{indent}{field}: {field}\n{indent}    .into(),\n")
        }
        _ => format!("{indent}{field}:\n{indent}    {field}.into(),\n"),
    }
}

/// `field: Wrapper(field.into()),`
pub(super) fn wrapped_line(field: &str, wrapper: &str, indent: &str) -> String {
    match format!("{indent}{field}: {wrapper}({field}.into()),\n") {
        line if line.len() <= WIDTH + 1 => line,
        _ => format!("{indent}{field}: {wrapper}(\n{indent}    {field}.into(),\n{indent}),\n"),
    }
}

/// `pub fn name(..) -> Self {`, from parameters as separate lines.
pub(super) fn signature(name: &str, parameters: &[String], indent: &str) -> String {
    let (head, tail) = (format!("{indent}pub fn {name}("), ") -> Self {\n");
    let one_line: Vec<_> = parameters.iter().map(|line| line.trim().trim_end_matches(',')).collect();
    let one_line = format!("{head}{}{tail}", one_line.join(", "));
    let fits = one_line.len() <= WIDTH + 1 && parameters.iter().all(|line| line.lines().count() == 1);
    if fits { one_line } else { format!("{head}\n{}{indent}{tail}", parameters.concat()) }
}

/// `Self { field, other: value, ..rest }`, from fields as separate lines.
pub(super) fn struct_literal(fields: &[String], indent: &str) -> String {
    let one_line: Vec<_> = fields.iter().map(|line| line.trim().trim_end_matches(',')).collect();
    let one_line = one_line.join(", ");
    let fits = one_line.len() <= LITERAL_WIDTH && !one_line.contains('\n');
    if fits {
        format!("{indent}Self {{ {one_line} }}\n")
    } else {
        format!("{indent}Self {{\n{}{indent}}}\n", fields.concat())
    }
}

/// `Variant(Type),`
pub(super) fn variant_line(name: &str, ty: &str, indent: &str) -> String {
    let line = format!("{indent}{name}({ty}),\n");
    if line.len() <= WIDTH + 1 { line } else { format!("{indent}{name}(\n{indent}    {ty},\n{indent}),\n") }
}

/// `use path::{A, B};`
pub(crate) fn import(path: &str, names: &[&str]) -> String {
    if let [name] = names {
        return format!("use {path}::{name};\n");
    }
    let line = format!("use {path}::{{{}}};\n", names.join(", "));
    // rustfmt leaves two columns free here.
    if line.len() < WIDTH {
        return line;
    }
    let mut lines = vec![String::from("   ")];
    for name in names {
        let needs = lines.last().map_or(0, String::len) + name.len() + 2;
        if needs > WIDTH {
            lines.push(String::from("   "));
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(&format!(" {name},"));
        }
    }
    format!("use {path}::{{\n{}\n}};\n", lines.join("\n"))
}

/// `pub fn name(max_wait: Duration) -> Waiter<Operation> {`
pub(super) fn waiter_signature(name: &str, operation: &str) -> String {
    let line = format!("pub fn {name}(max_wait: Duration) -> Waiter<{operation}> {{\n");
    if line.len() <= WIDTH + 1 {
        return line;
    }
    format!("pub fn {name}(\n    max_wait: Duration,\n) -> Waiter<{operation}> {{\n")
}
