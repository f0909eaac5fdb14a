//! Lines as rustfmt breaks them, with its defaults.

/// The width of a line.
const WIDTH: usize = 100;
/// `attr_fn_like_width`: several arguments that are longer go on lines of their own.
const ATTRIBUTE_WIDTH: usize = 70;
/// `struct_lit_width`: longer literals have a line for each field.
const LITERAL_WIDTH: usize = 18;

/// An attribute with its arguments; nothing if it has none.
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
    match ty.split_once('<').and_then(|(outer, inner)| Some((outer, inner.strip_suffix('>')?))) {
        Some((outer, inner)) if below.len() > WIDTH + 1 => {
            format!("{indent}{name}: {outer}<\n{indent}    {inner},\n{indent}>,\n")
        }
        _ => format!("{indent}{name}:\n{below}"),
    }
}

/// `pub fn name(..) -> Self {`, of parameters that are lines of their own.
pub(super) fn signature(name: &str, parameters: &[String], indent: &str) -> String {
    let (head, tail) = (format!("{indent}pub fn {name}("), ") -> Self {\n");
    let one_line: Vec<_> = parameters.iter().map(|line| line.trim().trim_end_matches(',')).collect();
    let one_line = format!("{head}{}{tail}", one_line.join(", "));
    let fits = one_line.len() <= WIDTH + 1 && parameters.iter().all(|line| line.lines().count() == 1);
    if fits { one_line } else { format!("{head}\n{}{indent}{tail}", parameters.concat()) }
}

/// `Name { field, other: value, ..rest }`
pub(super) fn struct_literal(name: &str, fields: &[String], indent: &str) -> String {
    let one_line = fields.join(", ");
    if one_line.len() <= LITERAL_WIDTH {
        return format!("{indent}{name} {{ {one_line} }}\n");
    }
    let line = |field: &String| {
        let comma = if field.starts_with("..") { "" } else { "," };
        format!("{indent}    {field}{comma}\n")
    };
    format!("{indent}{name} {{\n{}{indent}}}\n", fields.iter().map(line).collect::<String>())
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
    // rustfmt keeps two columns free here.
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
