//! Pages as a browser reads them, by the parser of a browser engine, and what they may hold. Whatever is not listed
//! here is a fault: a list of what is forbidden would never be whole.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, LocalName, QualName, ns};

/// Elements of an answer, with the attributes that each may have.
const PROSE: [(&str, &[&str]); 20] = [
    ("a", &["href", "rel"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &[]),
    ("del", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("img", &["alt", "decoding", "height", "loading", "sizes", "src", "srcset", "width"]),
    ("li", &[]),
    ("ol", &["start"]),
    ("p", &["class"]),
    ("pre", &[]),
    ("strong", &[]),
    ("ul", &[]),
];

/// Elements that only the program writes around it.
const FRAME: &str = "html head meta title link script body header nav main footer aside section article div span h1 h2 \
    time mark ins bdi details summary table thead tbody tr th td form label input textarea button select \
    option template search cite dl dt dd fieldset legend kbd slot datalist i q";

/// Attributes that only the program writes, `http-equiv` not among them, so that no `meta` leads anywhere; besides them those that begin with `aria-`, `data-` or `md-`.
const FRAME_ATTRIBUTES: &str = "accept action autocapitalize autocomplete charset checked class content cols datetime dir disabled \
    enctype for form formaction formenctype formtarget hidden href id inputmode lang maxlength max method min name open \
    placeholder readonly rel required role rows scope selected spellcheck src step tabindex target title \
    translate type value wrap colspan novalidate list pattern autofocus property";

/// Attributes by which a browser goes or sends somewhere.
const LEADING: [&str; 4] = ["href", "src", "action", "formaction"];
/// What an address that an answer links to begins with; or nothing, as in a path.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// A text as it was read.
pub struct Read {
    pub elements: Vec<Rc<Node>>,
    /// What the parser had to mend.
    pub errors: Vec<String>,
    /// Comments and the like, which nothing of ours writes.
    pub remarks: usize,
}

/// An element, or nothing where the name is empty.
pub struct Node {
    name: QualName,
    attributes: RefCell<Vec<Attribute>>,
    content: RefCell<Option<Rc<Node>>>,
}

impl Node {
    fn new(name: QualName, attributes: Vec<Attribute>) -> Rc<Self> {
        Rc::new(Self { name, attributes: attributes.into(), content: RefCell::default() })
    }

    fn nameless() -> Rc<Self> {
        Self::new(QualName::new(None, ns!(), LocalName::from("")), Vec::new())
    }

    pub fn name(&self) -> &str {
        &self.name.local
    }

    /// Names and values.
    pub fn attributes(&self) -> Vec<(String, String)> {
        let all = self.attributes.borrow();
        all.iter().map(|it| (it.name.local.to_string(), it.value.to_string())).collect()
    }

    fn is_html(&self) -> bool {
        self.name.ns == ns!(html)
    }
}

/// Reads a part of a page, as it would be read within a `div`.
pub fn fragment(html: &str) -> Read {
    let within = QualName::new(None, ns!(html), LocalName::from("div"));
    let sink = Sink::new();
    html5ever::parse_fragment(sink, Default::default(), within, Vec::new(), false).one(html)
}

/// Reads a whole page.
pub fn document(html: &str) -> Read {
    html5ever::parse_document(Sink::new(), Default::default()).one(html)
}

/// Checks that a rendered answer needs no mending and holds nothing but what an answer may hold.
#[track_caller]
pub fn assert_prose(html: &str, of: &str) {
    let read = fragment(html);
    assert!(read.errors.is_empty(), "{of:?}: {:?}\n{html}", read.errors);
    assert_eq!(read.remarks, 0, "{of:?}: {html}");
    // What stands for the whole of a part.
    for element in read.elements.iter().filter(|it| !matches!(it.name(), "html" | "div")) {
        let allowed = PROSE.iter().find(|(name, _)| *name == element.name());
        let allowed = allowed.unwrap_or_else(|| panic!("{of:?}: <{}>\n{html}", element.name()));
        assert!(element.is_html(), "{of:?}: {html}");
        for (name, value) in element.attributes() {
            assert!(allowed.1.contains(&name.as_str()), "{of:?}: {name}={value}\n{html}");
            assert!(may_stand(element.name(), &name, &value), "{of:?}: {name}={value}\n{html}");
        }
    }
}

/// Checks that a page holds nothing but what the program writes and what an answer may hold.
#[track_caller]
pub fn assert_page(html: &str, of: &str) {
    let read = document(html);
    // A form shows once more what was typed, as it was typed; a browser makes another character of this one.
    let errors: Vec<_> = read.errors.iter().filter(|it| !it.starts_with("Saw \0")).collect();
    assert!(errors.is_empty(), "{of}: {errors:?}");
    assert_eq!(read.remarks, 0, "{of}");
    for element in &read.elements {
        let (name, attributes) = (element.name(), element.attributes());
        let known = lists(FRAME, name)
            || name.starts_with("md-")
            || name == "markdown-toolbar"
            || PROSE.iter().any(|(prose, _)| *prose == name);
        assert!(known && element.is_html(), "{of}: <{name}>");
        for (attribute, value) in &attributes {
            let prose = PROSE.iter().any(|(_, of)| of.contains(&attribute.as_str()));
            let frame = lists(FRAME_ATTRIBUTES, attribute);
            let named = ["aria-", "data-", "md-"].iter().any(|it| attribute.starts_with(it));
            assert!(prose || frame || named, "{of}: <{name} {attribute}>");
            assert!(may_stand(name, attribute, value), "{of}: <{name} {attribute}={value}>");
        }
    }
}

fn lists(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|known| known == word)
}

/// Whether an attribute leads nowhere that could harm.
fn may_stand(element: &str, attribute: &str, value: &str) -> bool {
    let within = value.starts_with('/') && !value.starts_with("//") && !value.starts_with("/\\");
    match (element, attribute) {
        ("script", "src") => value.starts_with("/assets/"),
        // The page's own name for itself is whole.
        ("link", "href") => within || value.starts_with("http://127.0.0.1:"),
        ("img", "src") => is_picture(value),
        ("img", "srcset") => {
            value.split(',').all(|it| is_picture(it.trim().split(' ').next().unwrap_or("")))
        }
        ("a", "href") => scheme(value).is_none_or(|scheme| SCHEMES.contains(&scheme.as_str())),
        _ if LEADING.contains(&attribute) => within || value.is_empty(),
        _ => true,
    }
}

/// What an address begins with, up to its colon, as browsers read it (WHATWG URL, 4.4): blanks around it and breaks
/// within it do not count. None for a path.
fn scheme(address: &str) -> Option<String> {
    let read = address.trim_start_matches(|c: char| c <= ' ').replace(['\t', '\n', '\r'], "");
    let (scheme, _) = read.split_once(':')?;
    let is_one = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_one.then(|| scheme.to_ascii_lowercase())
}

fn is_picture(address: &str) -> bool {
    let file = ["/pictures/", "/desk/pictures/"].iter().find_map(|at| address.strip_prefix(at));
    file.is_some_and(|file| {
        file.chars().all(|c| c.is_ascii_alphanumeric() || c == '.') && !file.contains("..")
    })
}

/// Takes down what is read; how elements lie within each other does not matter here.
struct Sink {
    root: Rc<Node>,
    elements: RefCell<Vec<Rc<Node>>>,
    errors: RefCell<Vec<String>>,
    remarks: Cell<usize>,
}

impl Sink {
    fn new() -> Self {
        let (elements, errors) = (RefCell::default(), RefCell::default());
        Self { root: Node::nameless(), elements, errors, remarks: Cell::new(0) }
    }

    fn remark(&self) -> Rc<Node> {
        self.remarks.set(self.remarks.get() + 1);
        Node::nameless()
    }
}

impl TreeSink for Sink {
    type Handle = Rc<Node>;
    type Output = Read;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Read {
        Read {
            elements: self.elements.into_inner(),
            errors: self.errors.into_inner(),
            remarks: self.remarks.get(),
        }
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.errors.borrow_mut().push(message.into_owned());
    }

    fn get_document(&self) -> Rc<Node> {
        Rc::clone(&self.root)
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<Node>) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Rc<Node> {
        let node = Node::new(name, attributes);
        self.elements.borrow_mut().push(Rc::clone(&node));
        node
    }

    fn create_comment(&self, _: StrTendril) -> Rc<Node> {
        self.remark()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<Node> {
        self.remark()
    }

    fn add_attrs_if_missing(&self, target: &Rc<Node>, attributes: Vec<Attribute>) {
        target.attributes.borrow_mut().extend(attributes);
    }

    fn get_template_contents(&self, target: &Rc<Node>) -> Rc<Node> {
        Rc::clone(target.content.borrow_mut().get_or_insert_with(Node::nameless))
    }

    fn same_node(&self, one: &Rc<Node>, other: &Rc<Node>) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn append(&self, _: &Rc<Node>, _: NodeOrText<Rc<Node>>) {}
    fn append_based_on_parent_node(&self, _: &Rc<Node>, _: &Rc<Node>, _: NodeOrText<Rc<Node>>) {}
    fn append_before_sibling(&self, _: &Rc<Node>, _: NodeOrText<Rc<Node>>) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn remove_from_parent(&self, _: &Rc<Node>) {}
    fn reparent_children(&self, _: &Rc<Node>, _: &Rc<Node>) {}
}

/// Texts that try to do harm, by class. `tests/xss/README.md` says where they come from.
pub fn corpus() -> Vec<(String, String)> {
    let classes: std::collections::BTreeMap<String, Vec<String>> =
        serde_json::from_str(include_str!("../xss/corpus.json")).unwrap();
    let all = classes.into_iter();
    all.flat_map(|(class, texts)| texts.into_iter().map(move |text| (class.clone(), text)))
        .collect()
}
