//! Splits a model's HTML into paragraphs and list items, as text with code in backticks.

/// A paragraph, or an item of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// One line, never empty.
    pub(super) text: String,
    pub(super) kind: BlockKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Paragraph,
    /// The first block of an item of an outer list.
    Item,
    /// A further block within an item.
    InItem,
}

/// Tags that end the block before them.
const BREAKS: [&str; 22] = [
    "p", "/p", "br", "li", "/li", "ul", "/ul", "ol", "/ol", "dl", "/dl", "dt", "/dt", "dd", "/dd", "div", "/div", "h1",
    "h2", "h3", "pre", "table",
];

/// The non-empty blocks.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    let mut reader =
        Reader { blocks: Vec::new(), text: String::new(), kind: BlockKind::Paragraph, depth: 0, in_code: false };
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        let Some((tag, after)) = after.split_once('>') else { break };
        reader.push(before);
        let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match tag.split_whitespace().next().unwrap_or_default() {
            _ if !is_tag => reader.text.push_str(&format!("<{tag}>")),
            name @ ("code" | "/code") => {
                reader.in_code = name == "code";
                reader.text.push('`');
            }
            name if BREAKS.contains(&name.strip_suffix('/').unwrap_or(name)) => reader.turn(name),
            _ => {}
        }
        rest = after;
    }
    reader.push(rest);
    reader.flush();
    reader.blocks
}

struct Reader {
    blocks: Vec<Block>,
    text: String,
    kind: BlockKind,
    /// The nesting depth of lists.
    depth: usize,
    in_code: bool,
}

impl Reader {
    /// Adds text; in code, a backtick would end the code span.
    fn push(&mut self, text: &str) {
        let text = unescape(text);
        self.text.push_str(&if self.in_code { text.replace('`', "'") } else { text });
    }

    fn turn(&mut self, tag: &str) {
        self.flush();
        match tag {
            "ul" | "ol" | "dl" => self.depth += 1,
            "/ul" | "/ol" | "/dl" => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.kind = match (tag, self.depth) {
            ("li" | "dt", 0 | 1) => BlockKind::Item,
            (_, 0) => BlockKind::Paragraph,
            ("p", _) if self.kind == BlockKind::Item => BlockKind::Item,
            _ => BlockKind::InItem,
        };
    }

    /// Ends the block; an empty line also separates blocks.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        for part in text.split("\n\n") {
            let text = part.split_whitespace().collect::<Vec<_>>().join(" ").replace("``", "");
            if text.is_empty() {
                continue;
            }
            self.blocks.push(Block { text, kind: self.kind });
            if self.kind == BlockKind::Item {
                self.kind = BlockKind::InItem;
            }
        }
    }
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let known = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    known.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use super::BlockKind::{InItem, Item, Paragraph};
    use super::blocks;

    #[test]
    fn lists_are_distinguished_from_paragraphs() {
        let html = "<p>One of:</p> <ul> <li> <p> <code>A</code> - a</p> <p>More.</p> <ul><li>Deep.</li></ul> </li> \
                    <li>B &lt; C</li> </ul> Last<br/> <dl><dt>D</dt><dd>d</dd></dl>";
        let blocks = blocks(html);
        let blocks: Vec<_> = blocks.iter().map(|block| (block.text.as_str(), block.kind)).collect();
        assert_eq!(
            blocks,
            [
                ("One of:", Paragraph),
                ("`A` - a", Item),
                ("More.", InItem),
                ("Deep.", InItem),
                ("B < C", Item),
                ("Last", Paragraph),
                ("D", Item),
                ("d", InItem),
            ]
        );
    }
}
