//! Line breaks of conditions as in rustfmt with its defaults: chains of calls with closures, operators and parentheses.

use super::layout::WIDTH;

/// `chain_width`: longer chains have one call on each line.
const CHAIN_WIDTH: usize = 60;
/// `tab_spaces`: the first call stays on the line of a receiver that is not longer.
const INDENT: usize = 4;

/// `.method(|parameter| condition)`, with the lines after the first one at `indent`.
pub(super) fn call(call: &str, indent: usize) -> String {
    match closure(call) {
        Some((head, body)) if !fits(call, indent) => {
            let body_indent = indent + INDENT;
            let body = lines(body, body_indent);
            format!("{head} {{\n{:body_indent$}{body}\n{:indent$}}})", "", "")
        }
        _ => call.to_owned(),
    }
}

fn lines(expression: &str, indent: usize) -> String {
    if fits(expression, indent) {
        return expression.to_owned();
    }
    let operands = operands(expression);
    if operands.len() > 1 {
        let below = indent + INDENT;
        let mut text = String::new();
        for (operator, operand) in operands {
            if operator.is_empty() {
                text.push_str(&lines(operand, indent));
            } else {
                text.push_str(&format!("\n{:below$}{operator} {}", "", lines(operand, below)));
            }
        }
        return text;
    }
    if let Some(inner) = expression.strip_prefix('!') {
        return format!("!{}", lines(inner, indent));
    }
    match in_parentheses(expression) {
        Some(inner) => format!("({})", lines(inner, indent)),
        None => chain(expression, indent),
    }
}

fn chain(expression: &str, indent: usize) -> String {
    let mut parts = split(expression, '.');
    if parts.len() > 2 && parts[0].len() <= INDENT {
        let first = parts.remove(0).len() + 1 + parts[0].len();
        parts[0] = &expression[..first];
    }
    let Some((last, before)) = parts.split_last() else { return expression.to_owned() };
    let (last, below) = (format!(".{last}"), indent + INDENT);
    let before_last = &expression[..expression.len() - last.len()];
    let is_short = before_last.len() <= CHAIN_WIDTH && is_one_line(before_last);
    if is_short && !fits(&last, below) {
        return format!("{before_last}{}", call(&last, indent));
    }
    let calls = before.iter().skip(1).map(|part| format!(".{part}")).chain([last]);
    let calls = calls.map(|part| format!("\n{:below$}{}", "", call(&part, below)));
    before.first().map_or_else(String::new, |first| (*first).to_owned()) + &calls.collect::<String>()
}

fn fits(expression: &str, indent: usize) -> bool {
    indent + expression.len() <= WIDTH && is_one_line(expression)
}

/// Whether no chain in it is too long for one line.
fn is_one_line(expression: &str) -> bool {
    let operands = operands(expression);
    if operands.len() > 1 {
        return operands.iter().all(|(_, operand)| is_one_line(operand));
    }
    let expression = expression.strip_prefix('!').unwrap_or(expression);
    if let Some(inner) = in_parentheses(expression) {
        return is_one_line(inner);
    }
    let calls = split(expression, '.');
    let is_short = calls.len() <= 2 || expression.len() <= CHAIN_WIDTH;
    is_short && calls.iter().filter_map(|call| closure(call)).all(|(_, body)| is_one_line(body))
}

/// The head and the body of `method(|parameter| body)`.
fn closure(call: &str) -> Option<(&str, &str)> {
    let start = call.find("(|")? + 2;
    let body = start + call[start..].find("| ")? + 2;
    Some((call[..body].trim_end(), call[body..].strip_suffix(')')?))
}

fn in_parentheses(expression: &str) -> Option<&str> {
    expression.strip_prefix('(')?.strip_suffix(')').filter(|_| split(expression, '.').len() == 1)
}

/// The operands with the operators before them. `&&` and `||` come before comparisons, and are not mixed.
fn operands(expression: &str) -> Vec<(&str, &str)> {
    let words = split(expression, ' ');
    let is_logical = |word: &str| matches!(word, "&&" | "||");
    let is_comparison = |word: &str| matches!(word, "==" | "!=" | "<" | "<=" | ">" | ">=");
    let has_logical = words.iter().any(|word| is_logical(word));
    let is_operator = |word: &str| if has_logical { is_logical(word) } else { is_comparison(word) };
    let (mut operands, mut operator, mut start, mut offset) = (Vec::new(), "", 0, 0);
    for word in words {
        if is_operator(word) {
            operands.push((operator, &expression[start..offset - 1]));
            (operator, start) = (word, offset + word.len() + 1);
        }
        offset += word.len() + 1;
    }
    operands.push((operator, &expression[start..]));
    operands
}

/// Splits at a character outside of parentheses and string literals.
fn split(expression: &str, at: char) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    let mut chars = expression.char_indices();
    while let Some((index, c)) = chars.next() {
        match c {
            '"' => skip_string(&mut chars, index - expression[..index].trim_end_matches('#').len()),
            '(' => depth += 1,
            ')' => depth -= 1,
            c if c == at && depth == 0 => {
                parts.push(&expression[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&expression[start..]);
    parts
}

/// Skips the rest of a string literal. One with hashes is raw: it has no escapes, and ends with as many hashes.
fn skip_string(chars: &mut std::str::CharIndices<'_>, hashes: usize) {
    let end = format!("\"{}", "#".repeat(hashes));
    while !chars.as_str().starts_with(&end) {
        match chars.next() {
            Some((_, '\\')) if hashes == 0 => _ = chars.next(),
            Some(_) => {}
            None => return,
        }
    }
    chars.nth(hashes);
}

#[cfg(test)]
mod tests {
    use super::operands;

    #[test]
    fn string_literals_are_one_operand() {
        for literal in [r##"r#"x" && && \"#"##, r#""x\" && && y""#, r#""""#] {
            assert_eq!(operands(&format!("a.b() == {literal}")), [("", "a.b()"), ("==", literal)]);
        }
    }
}
