//! A page as lines that a person can read and compare: one for each part, set in by its depth.

/// Elements that stay within their line.
const WITHIN: [&str; 16] = [
    "a", "b", "bdi", "br", "cite", "code", "em", "i", "mark", "path", "q", "rect", "span",
    "strong", "time", "use",
];
/// Elements without an end.
const VOID: [&str; 6] = ["hr", "img", "input", "link", "meta", "!DOCTYPE"];
/// Where files of ours are, under names that change with what is in them.
const FILES: &str = "/assets/";
/// Digits of such a name.
const HASH_DIGITS: usize = 16;

/// The page, line by line.
pub fn laid_out(html: &str) -> String {
    let html = without_hashes(html);
    let mut page = Lines { text: String::new(), open: Vec::new(), is_within: false };
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').expect("a tag ends") + 1;
        page.put_text(&rest[..at]);
        page.put_tag(&rest[at..end]);
        rest = &rest[end..];
    }
    page.put_text(rest);
    page.text.push('\n');
    page.text
}

struct Lines {
    text: String,
    /// For each part that is open, whether it has parts of its own.
    open: Vec<bool>,
    /// Whether what comes next may go on in the line.
    is_within: bool,
}

impl Lines {
    fn put_text(&mut self, text: &str) {
        if text.trim().is_empty() && !self.is_within {
            return;
        }
        self.put_within(text);
    }

    fn put_tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>']).next().unwrap_or_default();
        if WITHIN.contains(&name) {
            self.put_within(tag);
        } else if tag.starts_with("</") {
            let had_parts = self.open.pop().unwrap_or_default();
            if had_parts {
                self.begin_line();
            }
            self.text.push_str(tag);
            self.is_within = false;
        } else {
            if let Some(parts) = self.open.last_mut() {
                *parts = true;
            }
            self.begin_line();
            self.text.push_str(tag);
            let is_void = VOID.contains(&name);
            self.is_within = !is_void;
            if !is_void {
                self.open.push(false);
            }
        }
    }

    fn put_within(&mut self, part: &str) {
        if !self.is_within {
            self.begin_line();
            self.is_within = true;
            if let Some(parts) = self.open.last_mut() {
                *parts = true;
            }
        }
        self.text.push_str(part);
    }

    fn begin_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&"  ".repeat(self.open.len()));
    }
}

/// The same without what names the content of files: a line of a style sheet changes no page.
fn without_hashes(html: &str) -> String {
    let mut parts = html.split(FILES);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(FILES);
        match part.split_once('-') {
            Some((name, rest)) if rest.bytes().take(HASH_DIGITS).all(|b| b.is_ascii_hexdigit()) => {
                text.push_str(name);
                text.push_str("-…");
                text.push_str(&rest[HASH_DIGITS..]);
            }
            _ => text.push_str(part),
        }
    }
    text
}

#[test]
fn parts_stand_in_lines_of_their_own_and_words_within_them() {
    let html = "<!DOCTYPE html><main><h1>Trust <em>me</em></h1><p>Yes.</p> &amp; no<hr></main>";
    let lines = [
        "<!DOCTYPE html>",
        "<main>",
        "  <h1>Trust <em>me</em></h1>",
        "  <p>Yes.</p>",
        "   &amp; no",
        "  <hr>",
        "</main>",
        "",
    ];
    assert_eq!(laid_out(html), lines.join("\n"));
    let file = "<p title=\"/assets/site-0123456789abcdef.css\"></p>";
    assert_eq!(laid_out(file), "<p title=\"/assets/site-….css\"></p>\n");
}
