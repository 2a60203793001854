//! Markdown to clean HTML.
//!
//! Raw HTML is shown as text. Behind the renderer stands a cleaner that knows nothing of Markdown and lets
//! through a short list of elements; pictures come from `/pictures/` alone, and at the desk from the vault too.

mod contents;
mod expand;
mod images;
mod paragraphs;
mod plain;

pub use contents::{Contents, contents};
pub use expand::expand;
pub use images::Gallery;
pub use plain::plain;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use crate::domain::{PICTURES_DESK, PICTURES_PUBLIC};
use ammonia::Builder;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Elements that an answer may have.
const ELEMENTS: [&str; 20] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "figcaption",
    "figure",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
];
/// What a paragraph may be marked as.
const PARAGRAPHS: [&str; 2] = ["ps", "sign"];
/// Attributes of a picture.
const IMG: [&str; 8] = ["src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"];

static PUBLIC: LazyLock<Builder<'static>> = LazyLock::new(|| cleaner(&[PICTURES_PUBLIC]));
static DESK: LazyLock<Builder<'static>> =
    LazyLock::new(|| cleaner(&[PICTURES_PUBLIC, PICTURES_DESK]));

/// A cleaner that lets through pictures from these places alone.
fn cleaner(places: &'static [&'static str]) -> Builder<'static> {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(HashSet::from(ELEMENTS))
        .generic_attributes(HashSet::new())
        .allowed_classes(HashMap::from([("p", HashSet::from(PARAGRAPHS))]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(IMG)),
            ("ol", HashSet::from(["start"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        // A link that leaves tells nobody where it was found.
        .link_rel(Some("noopener noreferrer"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") if !images::is_ours(value, places) => None,
            ("img", "srcset") if !images::are_ours(value, places) => None,
            _ => Some(value.into()),
        });
    cleaner
}

/// The level of an answer's first headings: the page's title and its parts have the two above.
const FIRST_HEADING: usize = 3;
/// Elements that may lie within each other. Deeper ones lose their marks and keep their text: nobody reads a
/// quotation of the thirty-third order, and the cleaner's time grows with the square of the depth.
const NESTING_MAX: usize = 32;

/// What is read beyond plain Markdown.
const OPTIONS: Options = Options::ENABLE_STRIKETHROUGH;

/// Renders an answer. Whatever levels its headings were written with, they begin at [`FIRST_HEADING`] and
/// leave none out on the way down, so that a page's headings make an outline.
/// Pictures of the library show their words.
pub fn render(markdown: &str) -> String {
    render_with(markdown, &Gallery::default())
}

/// The same with the pictures that it names as `![words](picture:ID)`. One that is not among them shows its words.
pub fn render_with(markdown: &str, gallery: &Gallery<'_>) -> String {
    let parser = || Parser::new_ext(markdown, OPTIONS);
    let levels = parser().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level),
        _ => None,
    });
    let mut shape = Shape { levels: levels.collect(), outline: FIRST_HEADING - 1, depth: 0 };
    let mut rendered = String::with_capacity(markdown.len() * 3 / 2);
    let mut images = images::Images::new(gallery);
    let shaped = parser().filter_map(|event| shape.take(event));
    let shown = paragraphs::shaped(shaped.filter_map(|event| images.take(event)));
    html::push_html(&mut rendered, shown.into_iter());
    let cleaner = if gallery.base == PICTURES_DESK { &DESK } else { &PUBLIC };
    cleaner.clean(&rendered).to_string()
}

/// What is known of an answer while it is gone through.
struct Shape {
    /// The levels that its headings were written with.
    levels: BTreeSet<HeadingLevel>,
    /// The level of the last heading as it is rendered.
    outline: usize,
    /// Elements that are open.
    depth: usize,
}

impl Shape {
    /// The event as it is rendered; none where it lies too deep.
    fn take<'a>(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                (self.depth <= NESTING_MAX).then(|| Event::Start(self.begin(tag)))
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                (self.depth < NESTING_MAX).then(|| Event::End(self.end(tag)))
            }
            // Raw HTML becomes text.
            Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
            other => Some(other),
        }
    }

    fn begin<'a>(&mut self, tag: Tag<'a>) -> Tag<'a> {
        match tag {
            Tag::Heading { level, .. } => {
                let rank = self.levels.iter().take_while(|&&above| above < level).count();
                self.outline = (FIRST_HEADING + rank).min(self.outline + 1);
                Tag::Heading {
                    level: self.level(),
                    id: None,
                    classes: Vec::new(),
                    attrs: Vec::new(),
                }
            }
            Tag::HtmlBlock => Tag::Paragraph,
            other => other,
        }
    }

    fn end(&self, tag: TagEnd) -> TagEnd {
        match tag {
            TagEnd::Heading(_) => TagEnd::Heading(self.level()),
            TagEnd::HtmlBlock => TagEnd::Paragraph,
            other => other,
        }
    }

    fn level(&self) -> HeadingLevel {
        HeadingLevel::try_from(self.outline).unwrap_or(HeadingLevel::H6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_rendered() {
        let html =
            render("# One\n\nA *kind* word,\nand [more](https://example.org \"t\").\n\n- a\n- b");
        assert_eq!(
            html,
            "<h3>One</h3>\n<p>A <em>kind</em> word,\nand \
             <a href=\"https://example.org\" rel=\"noopener noreferrer\">more</a>.</p>\n\
             <ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        );
    }

    #[test]
    fn headings_make_an_outline_whatever_levels_were_written() {
        let levels = |markdown: &str| -> Vec<String> {
            render(markdown)
                .lines()
                .filter(|line| line.starts_with("<h"))
                .map(|line| line[1..3].into())
                .collect()
        };
        assert_eq!(levels("### a\n### b"), ["h3", "h3"]);
        assert_eq!(levels("#### a\n# b\n### c\n#### d\n# e"), ["h3", "h3", "h4", "h5", "h3"]);
        assert_eq!(
            levels("# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6"),
            ["h3", "h4", "h5", "h6", "h6", "h6"]
        );
    }

    #[test]
    fn what_lies_too_deep_keeps_its_text_alone() {
        let html = render(&format!("{}deep", "> ".repeat(500)));
        assert_eq!(html.matches("<blockquote>").count(), NESTING_MAX);
        assert!(
            html.contains("deep") && html.matches("</blockquote>").count() == NESTING_MAX,
            "{html}"
        );
    }

    #[test]
    fn raw_html_is_shown_as_text() {
        let html = render("<script>alert(1)</script>\n\nx <b onclick=y>bold</b>");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
        assert!(html.contains("&lt;b onclick=y&gt;bold&lt;/b&gt;"), "{html}");
        assert!(!html.contains("<b"), "{html}");
    }

    #[test]
    fn hostile_links_and_foreign_pictures_lose_their_address() {
        for text in [
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html,x)",
            "[x](vbscript:x)",
            "![x](https://example.org/x.png)",
            "![x](//example.org/x.png)",
            "![x](data:image/svg+xml,x)",
        ] {
            let html = render(text);
            assert!(!html.contains("href") && !html.contains("src"), "{text}: {html}");
        }
        assert!(render("![x](/pictures/a.webp)").contains("src=\"/pictures/a.webp\""));
    }
}
