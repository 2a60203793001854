//! Texts put together at random of what Markdown and HTML are made of. The long run is left to the soak tests.

use proptest::prelude::*;

use super::{assert_inert, inert};

/// Pieces of a text in the usual run, and in one of the soak.
const PIECES: usize = 40;
const PIECES_SOAK: usize = 400;
/// Texts that the soak tries.
const TEXTS_SOAK: u32 = 20_000;

/// What texts are put together of, besides the known tricks and any characters.
const PIECES_OF: [&str; 79] = [
    "*",
    "**",
    "_",
    "__",
    "`",
    "``",
    "```",
    "~~~",
    "~~",
    "[",
    "]",
    "](",
    ")",
    "![",
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!",
    "&",
    "&#",
    "&#x",
    ";",
    "&lt;",
    "&amp;",
    "\"",
    "'",
    "=",
    "(",
    "#",
    "## ",
    "> ",
    "- ",
    "+ ",
    "1. ",
    "99999999999. ",
    "---",
    "***",
    "===",
    "|",
    "|-|\n",
    "\\",
    "\n",
    "\n\n",
    "  \n",
    "\t",
    "    ",
    " ",
    "\r",
    "\0",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "💌",
    "é",
    "x",
    "1",
    "script",
    "style",
    "javascript:",
    "data:",
    "https://x.example/",
    "mailto:x@x.example",
    "[r]: ",
    "[r]",
    "picture:07070707070707070707070707070707",
    "/pictures/a.jpg",
    " onerror=",
    "<img src=",
    "<a href=",
    "<svg>",
];

fn text(pieces: usize) -> impl Strategy<Value = String> {
    let tricks: Vec<String> = inert::corpus().into_iter().map(|(_, text)| text).collect();
    let piece = prop_oneof![
        12 => prop::sample::select(&PIECES_OF[..]).prop_map(str::to_owned),
        2 => prop::sample::select(tricks),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..pieces).prop_map(|pieces| pieces.concat())
}

proptest! {
    // What is found goes into the corpus, where it is read.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_parses_clean_and_holds_no_script(text in text(PIECES)) {
        assert_inert(&text);
    }
}

#[test]
#[ignore = "soak: minutes"]
fn whatever_is_written_for_a_long_time_parses_clean_and_holds_no_script() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: TEXTS_SOAK,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let inert = |text: String| {
        assert_inert(&text);
        Ok(())
    };
    runner.run(&text(PIECES_SOAK), inert).unwrap();
}
