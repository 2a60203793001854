//! Texts of shapes that make parsers slow or their output large. A test that never ends is how slowness shows here;
//! `assert_small` sees what grows. The soak tests try them as long as an answer may be.

use unsaid::domain::ANSWER_CHARS_MAX;

use super::{assert_inert, rendered};

/// Bytes that a page may have for each byte of its text. The most is a picture of the library, with its words.
const GROWTH_MAX: usize = 24;
/// Elements that lie within each other on a page.
const NESTING_MAX: usize = 32;

/// What texts consist of, again and again.
const PIECES: [&str; 77] = [
    "[",
    "]",
    "[]",
    "![",
    "!",
    "*",
    "*a ",
    "a*",
    "a**b",
    "*a_",
    "_a*",
    "***a",
    "`",
    "`a",
    "~",
    "~~a",
    "<",
    "<a ",
    "<!--",
    "<?",
    "<!A ",
    "<![CDATA[",
    "</a",
    "<a href='",
    "<b>",
    "&",
    "&#1",
    "&lt;",
    "\"",
    "\\",
    "\0",
    "> ",
    ">a\n",
    "> a\n\n",
    "- ",
    "1. ",
    "* + - ",
    "- a\n",
    "- a\n\n",
    "+\n",
    "- [ ] a\n",
    "|a|b|\n|-|-|\n",
    "# a\n",
    "# a {",
    "# a\n###### b\n",
    "a\n===\n",
    "---\n",
    "[a](",
    "[a](b",
    "[a](<b",
    "[a](b \"",
    "![a](",
    "[a]()",
    "[a]: b\n",
    "[a]: <b",
    "[a]: \"",
    "[x][y]",
    "[^a]",
    "[a\n",
    "http://",
    "<http:a>",
    "<a@b.c>",
    "\n",
    "\t",
    " ",
    "a  \n",
    "    a\n",
    "```\n",
    "💌",
    ";a ",
    ";",
    "a;a",
    "*[a](b)*",
    "![a",
    ":\n",
    "$a",
    "![](picture:07070707070707070707070707070707)",
];

/// Characters of a text in the usual run.
const CHARS: usize = 10_000;

#[test]
fn the_same_again_and_again_comes_to_an_end() {
    repeat(CHARS);
    open_and_close(CHARS);
}

#[test]
#[ignore = "soak: a minute"]
fn the_same_for_as_long_as_an_answer_may_be_comes_to_an_end() {
    repeat(ANSWER_CHARS_MAX);
    open_and_close(ANSWER_CHARS_MAX);
}

fn repeat(chars: usize) {
    for piece in PIECES {
        let text = piece.repeat(chars / piece.chars().count());
        assert_inert(&text);
        assert_small(&text);
    }
}

fn open_and_close(chars: usize) {
    for (open, close) in [
        ("[", "]"),
        ("[", "](a)"),
        ("![", "](a)"),
        ("*a ", " a*"),
        ("**a ", " a**"),
        ("[a]: /x\n", "[a]\n"),
        ("|a", "\n|-|-\n"),
        ("`` ", " `"),
        ("<", ">"),
        ("(", ")"),
    ] {
        let half = |piece: &str| piece.repeat(chars / 2 / piece.chars().count());
        let text = half(open) + &half(close);
        assert_inert(&text);
        assert_small(&text);
    }
}

#[test]
fn what_grows_from_line_to_line_comes_to_an_end() {
    let lines = |line: fn(usize) -> String| -> String {
        let mut text = String::new();
        for n in 0.. {
            let next = line(n);
            if text.len() + next.len() > ANSWER_CHARS_MAX {
                return text;
            }
            text += &next;
        }
        text
    };
    for text in [
        lines(|n| format!("{}a\n", ">".repeat(n))),
        lines(|n| format!("{}- a\n", " ".repeat(n))),
        lines(|n| format!("{}- a\n", "  ".repeat(n))),
        lines(|n| format!("{} ", "`".repeat(n))),
        lines(|n| format!("{}a\n\n", "*".repeat(n))),
        lines(|n| format!("[{n}]: /{n}\n")) + "\n[1]",
    ] {
        assert_inert(&text);
        assert_small(&text);
    }
}

#[test]
fn a_long_address_that_is_named_many_times_is_not_written_out_each_time() {
    let half = ANSWER_CHARS_MAX / 2;
    let text = format!(
        "[a]: /{} '{}'\n\n{}",
        "x".repeat(half / 2),
        "y".repeat(half / 2),
        "[a]".repeat(half / 3)
    );
    assert_inert(&text);
    assert_small(&text);
}

#[track_caller]
fn assert_small(markdown: &str) {
    let of: String = markdown.chars().take(20).collect();
    let [html, _] = rendered(markdown);
    assert!(html.len() <= GROWTH_MAX * markdown.len(), "{of:?}: {} bytes", html.len());
    let (mut depth, mut most) = (0_usize, 0);
    for (at, _) in html.match_indices('<') {
        let tag = &html[at..at + html[at..].find('>').unwrap()];
        match tag {
            _ if tag.starts_with("</") => depth -= 1,
            _ if ["<br", "<hr", "<img"].iter().any(|void| tag.starts_with(void)) => {}
            _ => depth += 1,
        }
        most = most.max(depth);
    }
    assert!(depth == 0 && most <= NESTING_MAX, "{of:?}: {most} deep");
}
