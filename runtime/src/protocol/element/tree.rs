//! Elements in one list: each is followed by its attributes, and these by its children.

use std::borrow::Cow;

/// An element, without what is in it.
#[derive(Default)]
pub(super) struct Node<'a> {
    /// The name, without namespace.
    pub(super) name: &'a str,
    pub(super) text: Cow<'a, str>,
    /// The number of nodes in it, at every depth. They follow it.
    pub(super) inside: usize,
    /// Whether this is an attribute of the element around it. Namespace declarations are not among them.
    pub(super) is_attribute: bool,
    /// Whether this is an empty list in a form, which is present but has no items.
    pub(super) is_empty_list: bool,
    /// Whether this is part of a form of ec2Query, where members have other names than in XML and lists are flattened.
    pub(super) is_ec2: bool,
}

static EMPTY: Node<'static> =
    Node { name: "", text: Cow::Borrowed(""), inside: 0, is_attribute: false, is_empty_list: false, is_ec2: false };

/// The elements of a document or a form: the root, and all that is in it. The default is an empty element.
#[derive(Default)]
pub(crate) struct Tree<'a> {
    pub(super) nodes: Vec<Node<'a>>,
}

impl Tree<'_> {
    pub(crate) fn root(&self) -> Element<'_> {
        Parts(&self.nodes).next().unwrap_or(Element { node: &EMPTY, inside: &[] })
    }

    /// Ends an element: all nodes after it are in it.
    pub(super) fn close(&mut self, index: usize) {
        let count = self.nodes.len();
        if let Some(element) = self.nodes.get_mut(index) {
            element.inside = count - index - 1;
        }
    }
}

/// Changes of documents before they are read. An index is that of a node.
#[cfg(feature = "rest-xml")]
impl<'a> Tree<'a> {
    /// An element with this one as its only child, which is then called `name`.
    pub(crate) fn into_child(mut self, name: &'a str) -> Self {
        if let Some(root) = self.nodes.first_mut() {
            root.name = name;
        }
        self.nodes.insert(0, Node { inside: self.nodes.len(), ..Node::default() });
        self
    }

    /// The indices and names of an element's children. The index of the root is 0.
    pub(crate) fn children(&self, of: usize) -> impl Iterator<Item = (usize, &'a str)> {
        let mut next = of + 1;
        let end = next + self.nodes.get(of).map_or(0, |element| element.inside);
        let nodes = std::iter::from_fn(move || {
            let (at, node) = (next, self.nodes.get(next).filter(|_| next < end)?);
            next += 1 + node.inside;
            Some((at, node))
        });
        nodes.filter(|(_, node)| !node.is_attribute).map(|(at, node)| (at, node.name))
    }

    /// Takes the name from an element, so that it is no member.
    pub(crate) fn forget(&mut self, index: usize) {
        if let Some(node) = self.nodes.get_mut(index) {
            node.name = "";
        }
    }

    pub(crate) fn text_mut(&mut self, index: usize) -> Option<&mut Cow<'a, str>> {
        self.nodes.get_mut(index).map(|node| &mut node.text)
    }
}

/// An element of an XML document or a form, or an attribute.
#[derive(Clone, Copy)]
pub(crate) struct Element<'e> {
    node: &'e Node<'e>,
    inside: &'e [Node<'e>],
}

impl<'e> Element<'e> {
    /// The name, without namespace.
    pub(crate) fn name(self) -> &'e str {
        self.node.name
    }

    pub(crate) fn text(self) -> &'e str {
        &self.node.text
    }

    pub(super) fn is_attribute(self) -> bool {
        self.node.is_attribute
    }

    pub(super) fn is_empty_list(self) -> bool {
        self.node.is_empty_list
    }

    pub(super) fn is_ec2(self) -> bool {
        self.node.is_ec2
    }

    /// The attributes, then the children.
    pub(super) fn parts(self) -> Parts<'e> {
        Parts(self.inside)
    }

    /// The children.
    pub(crate) fn elements(self) -> Parts<'e> {
        let mut parts = self.parts();
        while parts.0.first().is_some_and(|part| part.is_attribute) {
            parts.next();
        }
        parts
    }

    pub(super) fn has_elements(self) -> bool {
        !self.elements().0.is_empty()
    }

    /// Whether the element has no content.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn is_blank(self) -> bool {
        self.text().is_empty() && !self.has_elements()
    }

    /// The first child with this name.
    pub(crate) fn child(self, name: &str) -> Option<Self> {
        self.elements().find(|element| element.name() == name)
    }
}

/// The remaining parts of an element.
#[derive(Clone, Default)]
pub(crate) struct Parts<'e>(&'e [Node<'e>]);

impl<'e> Iterator for Parts<'e> {
    type Item = Element<'e>;

    fn next(&mut self) -> Option<Element<'e>> {
        let (node, rest) = self.0.split_first()?;
        let (inside, after) = rest.split_at_checked(node.inside)?;
        self.0 = after;
        Some(Element { node, inside })
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_xml;
    use super::{Element, Tree};

    /// The names, texts and parts of an element: `name 'text' @attribute 'text' (children)`.
    fn written(element: Element<'_>) -> String {
        let attributes = element.parts().filter(|part| part.is_attribute());
        let attributes: Vec<_> = attributes.map(|part| format!(" @{} '{}'", part.name(), part.text())).collect();
        let children: Vec<_> = element.elements().map(written).collect();
        format!("{} '{}'{} ({})", element.name(), element.text(), attributes.concat(), children.join(", "))
    }

    fn tree_of(document: &str) -> Tree<'_> {
        parse_xml(document.as_bytes()).unwrap()
    }

    #[test]
    fn elements_contain_what_is_between_their_tags() {
        for (document, expected) in [
            ("<a/>", "a '' ()"),
            ("<a></a>", "a '' ()"),
            ("\u{feff}<?xml version='1.0'?> <a >t</a > <!-- > -->", "a 't' ()"),
            (
                "<p:a q:b='1' c=\"/>\">x<p:d/>y<e><f>1</f></e>z</p:a>",
                "a 'xyz' @b '1' @c '/>' (d '' (), e '' (f '1' ()))",
            ),
            ("<é ü='ö'><ä/></é>", "é '' @ü 'ö' (ä '' ())"),
            ("<a><b x='1'/><b x='2' /><b\n>3</b\n></a>", "a '' (b '' @x '1' (), b '' @x '2' (), b '3' ())"),
            ("<a xmlns='u' xmlns:b='v'><b:c b:d='&lt;&#233;'/></a>", "a '' (c '' @d '<é' ())"),
            ("<a>1&amp;<![CDATA[<b>&amp;]]>2<!-- -->3</a>", "a '1&<b>&amp;23' ()"),
            ("<x:y:z><:c/></x:y:z>", "y:z '' (c '' ())"),
        ] {
            assert_eq!(written(tree_of(document).root()), expected, "{document}");
        }
        assert_eq!(written(Tree::default().root()), " '' ()");
    }

    #[test]
    fn names_and_texts_are_those_of_the_document() {
        let document = "<?xml version='1.0'?><!-- < > --><p:a b='>' c='&lt;'>text<d>e&#65;</d><d/></p:a>";
        let is_borrowed = |text: &str| text.is_empty() || document.as_bytes().as_ptr_range().contains(&text.as_ptr());
        let tree = tree_of(document);
        assert!(tree.nodes.iter().all(|node| is_borrowed(node.name)));
        // With references, a text is put together.
        let copied: Vec<_> = tree.nodes.iter().map(|node| &*node.text).filter(|text| !is_borrowed(text)).collect();
        assert_eq!(copied, ["<", "eA"]);
    }

    #[cfg(feature = "rest-xml")]
    #[test]
    fn a_document_is_changed_without_its_other_parts() {
        let mut tree = tree_of("<r n='0'><a n='1'><b/></a><b m='2'>t<c/></b><a/></r>");
        let of_root: Vec<_> = tree.children(0).collect();
        assert_eq!(of_root.iter().map(|(_, name)| *name).collect::<Vec<_>>(), ["a", "b", "a"]);
        let (b, _) = of_root[1];
        assert_eq!(tree.children(b).map(|(_, name)| name).collect::<Vec<_>>(), ["c"]);
        assert_eq!((tree.children(of_root[2].0).count(), tree.children(99).count()), (0, 0));
        *tree.text_mut(b).unwrap() = "u".into();
        tree.forget(of_root[0].0);
        let expected = "'' @n '0' ( '' @n '1' (b '' ()), b 'u' @m '2' (c '' ()), a '' ())";
        assert_eq!(written(tree.root()), format!("r {expected}"));
        assert_eq!(written(tree.into_child("other").root()), format!(" '' (other {expected})"));
    }
}
