//! Reading pages as a browser would, as far as tests need it: elements, texts, links, forms.
//!
//! The pages are written by a machine and close what they open, so a plain list of tags is enough.

use std::sync::Arc;

/// Elements that have no end tag.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];
/// Elements that do not break a line; all others do in [`Page::text`].
const INLINE: [&str; 13] =
    ["a", "b", "bdi", "code", "em", "i", "label", "span", "strong", "time", "del", "ins", "mark"];

/// A parsed page.
#[derive(Debug, Clone)]
pub struct Page {
    nodes: Arc<[Node]>,
}

#[derive(Debug)]
enum Node {
    Open { name: String, attrs: Vec<(String, String)> },
    Close { name: String },
    Text(String),
}

/// One element of a page.
#[derive(Debug, Clone)]
pub struct Element {
    nodes: Arc<[Node]>,
    /// Of its start tag.
    at: usize,
}

/// A form as a browser would send it.
#[derive(Debug, Clone)]
pub struct Form {
    /// In lower case.
    pub method: String,
    pub action: String,
    pub fields: Vec<FormField>,
    pub buttons: Vec<Button>,
}

#[derive(Debug, Clone)]
pub struct FormField {
    pub name: String,
    /// `text`, `hidden`, `radio` and so on; `textarea` for a text area.
    pub kind: String,
    pub value: String,
    /// False for a radio or a box that is not checked.
    pub sent: bool,
}

#[derive(Debug, Clone)]
pub struct Button {
    pub text: String,
    pub name: String,
    pub value: String,
    /// Another address than the form's; empty where it is the same.
    pub action: String,
    pub disabled: bool,
}

impl Page {
    pub fn parse(html: &str) -> Self {
        Self { nodes: without_templates(tokens(html)).into() }
    }

    pub fn elements(&self) -> impl Iterator<Item = Element> {
        let opens = (0..self.nodes.len()).filter(|&at| matches!(self.nodes[at], Node::Open { .. }));
        opens.map(|at| Element { nodes: Arc::clone(&self.nodes), at })
    }

    /// All elements of a name.
    pub fn all(&self, name: &str) -> Vec<Element> {
        self.elements().filter(|element| element.name() == name).collect()
    }

    /// Whether every script is a file of ours. Data for search engines is no script.
    pub fn has_our_scripts_alone(&self) -> bool {
        let scripts = self.all("script");
        let mut run = scripts.iter().filter(|it| it.attr("type") != "application/ld+json");
        run.all(|it| it.attr("src").starts_with("/assets/js-") && it.text().is_empty())
    }

    pub fn with_class(&self, class: &str) -> Vec<Element> {
        self.elements().filter(|element| element.has_class(class)).collect()
    }

    /// The first element of a class.
    pub fn class(&self, class: &str) -> Option<Element> {
        self.elements().find(|element| element.has_class(class))
    }

    pub fn id(&self, id: &str) -> Option<Element> {
        self.elements().find(|element| element.attr("id") == id)
    }

    /// The text of the one first-level heading.
    pub fn h1(&self) -> String {
        self.all("h1").first().map_or(String::new(), Element::text)
    }

    pub fn title(&self) -> String {
        self.all("title").first().map_or(String::new(), Element::text)
    }

    /// All that the page says, line by line.
    pub fn text(&self) -> String {
        let body = self.all("body");
        body.first().map_or(String::new(), Element::lines)
    }

    /// Texts and addresses of all links.
    pub fn links(&self) -> Vec<(String, String)> {
        self.all("a").iter().map(|link| (link.text(), link.attr("href").to_owned())).collect()
    }

    pub fn forms(&self) -> Vec<Form> {
        self.all("form").iter().map(Element::form).collect()
    }

    /// The form that sends to this address.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let found = self.forms().into_iter().find(|form| form.action == action);
        found.unwrap_or_else(|| panic!("no form sends to {action}: {}", self.text()))
    }

    /// What is said to be wrong with a field; empty when nothing is.
    pub fn error_of(&self, field: &str) -> String {
        self.id(&format!("{field}-error")).map_or(String::new(), |error| error.text())
    }

    /// The values of all attributes, for what must not be in any.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let attrs = self.nodes.iter().filter_map(|node| {
            if let Node::Open { attrs, .. } = node { Some(attrs) } else { None }
        });
        attrs.flatten().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl Element {
    pub fn name(&self) -> &str {
        match &self.nodes[self.at] {
            Node::Open { name, .. } => name,
            _ => unreachable!("an element begins with its start tag"),
        }
    }

    /// An attribute's value; empty when it is not there.
    pub fn attr(&self, name: &str) -> &str {
        self.find_attr(name).unwrap_or_default()
    }

    pub fn has(&self, attr: &str) -> bool {
        self.find_attr(attr).is_some()
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.attr("class").split_whitespace().any(|found| found == class)
    }

    /// Its text, without what markup adds.
    pub fn text(&self) -> String {
        self.inner()
            .iter()
            .filter_map(|node| if let Node::Text(text) = node { Some(text.as_str()) } else { None })
            .collect()
    }

    /// Elements of a name within it.
    pub fn all(&self, name: &str) -> Vec<Self> {
        self.within().filter(|element| element.name() == name).collect()
    }

    pub fn classes(&self, class: &str) -> Vec<Self> {
        self.within().filter(|element| element.has_class(class)).collect()
    }

    pub fn class(&self, class: &str) -> Option<Self> {
        self.within().find(|element| element.has_class(class))
    }

    fn find_attr(&self, name: &str) -> Option<&str> {
        let Node::Open { attrs, .. } = &self.nodes[self.at] else { return None };
        attrs.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    fn within(&self) -> impl Iterator<Item = Self> {
        let places = self.at + 1..self.at + 1 + self.inner().len();
        let opens = places.filter(|&at| matches!(self.nodes[at], Node::Open { .. }));
        opens.map(|at| Self { nodes: Arc::clone(&self.nodes), at })
    }

    /// What stands between its tags.
    fn inner(&self) -> &[Node] {
        let rest = &self.nodes[self.at + 1..];
        if VOID.contains(&self.name()) {
            return &[];
        }
        let mut depth = 1;
        for (i, node) in rest.iter().enumerate() {
            match node {
                Node::Open { name, .. } if name == self.name() => depth += 1,
                Node::Close { name } if name == self.name() => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return &rest[..i];
            }
        }
        rest
    }

    fn lines(&self) -> String {
        let mut text = String::new();
        for node in self.inner() {
            match node {
                Node::Text(part) => text.push_str(part),
                Node::Open { name, .. } | Node::Close { name }
                    if !INLINE.contains(&name.as_str()) =>
                {
                    text.push('\n')
                }
                Node::Open { .. } | Node::Close { .. } => {}
            }
        }
        let lines: Vec<&str> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    }

    fn form(&self) -> Form {
        let method = self.attr("method").to_lowercase();
        Form {
            method: if method.is_empty() { "get".to_owned() } else { method },
            action: self.attr("action").to_owned(),
            fields: self.within().filter_map(|element| element.field()).collect(),
            buttons: self.all("button").iter().map(Self::button).collect(),
        }
    }

    fn field(&self) -> Option<FormField> {
        let (kind, value) = match self.name() {
            "input" => (self.attr("type").to_owned(), self.attr("value").to_owned()),
            // HTML drops one line break behind the tag.
            "textarea" => {
                let text = self.text();
                ("textarea".to_owned(), text.strip_prefix('\n').unwrap_or(&text).to_owned())
            }
            _ => return None,
        };
        let sent = !matches!(kind.as_str(), "radio" | "checkbox") || self.has("checked");
        Some(FormField { name: self.attr("name").to_owned(), kind, value, sent })
    }

    fn button(&self) -> Button {
        Button {
            text: self.text(),
            name: self.attr("name").to_owned(),
            value: self.attr("value").to_owned(),
            action: self.attr("formaction").to_owned(),
            disabled: self.has("disabled"),
        }
    }
}

impl Form {
    /// What the form would send for this field; empty when nothing.
    pub fn value(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|field| field.name == name && field.sent);
        field.map_or("", |field| &field.value)
    }

    /// All that it would send.
    pub fn sent(&self) -> Vec<(&str, &str)> {
        let sent = self.fields.iter().filter(|field| field.sent);
        sent.map(|field| (field.name.as_str(), field.value.as_str())).collect()
    }
}

fn tokens(html: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            nodes.push(Node::Text(decode(&rest[..at])));
        }
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            nodes.push(Node::Close { name: name.to_owned() });
        } else if !tag.starts_with('!') {
            nodes.push(open(tag));
        }
    }
    if !rest.is_empty() {
        nodes.push(Node::Text(decode(rest)));
    }
    nodes
}

/// What a page is while no script runs: a template's content is no part of it.
fn without_templates(nodes: Vec<Node>) -> Vec<Node> {
    let mut inside = false;
    let mut kept = Vec::new();
    for node in nodes {
        match &node {
            Node::Open { name, .. } if name == "template" => inside = true,
            Node::Close { name } if name == "template" => inside = false,
            _ if inside => {}
            _ => kept.push(node),
        }
    }
    kept
}

/// A start tag. No attribute's value holds `>`: both writers of our pages escape it.
fn open(tag: &str) -> Node {
    let tag = tag.trim_end_matches('/');
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attrs = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Node::Open { name: name.to_owned(), attrs };
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (attr, behind) = rest.split_at(end);
        let (value, behind) = match behind.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').expect("a value ends"),
            None => ("", behind),
        };
        attrs.push((attr.to_owned(), decode(value)));
        rest = behind;
    }
}

fn decode(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}
