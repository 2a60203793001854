//! Every known trick, by itself and within every mark of Markdown.

use super::{assert_inert, inert};

/// What a text can stand in; `%` is its place.
const PLACES: [&str; 17] = [
    "%",
    "> %",
    "- %\n- %",
    "1. %",
    "# %",
    "*%*",
    "**%**",
    "~~%~~",
    "`%`",
    "```\n%\n```",
    "[%](https://example.org)",
    "[x](%)",
    "[x](<%>)",
    "[x](https://example.org \"%\")",
    "![%](picture:07070707070707070707070707070707)",
    "![x](%)",
    "[x][r]\n\n[r]: % '%'",
];

#[test]
fn every_known_trick_comes_out_inert_wherever_it_stands() {
    let corpus = inert::corpus();
    assert!(corpus.len() >= 300, "{}", corpus.len());
    for (_, text) in &corpus {
        for place in PLACES {
            assert_inert(&place.replace('%', text));
        }
    }
}

#[test]
fn known_tricks_come_out_inert_behind_one_another() {
    let corpus = inert::corpus();
    for join in ["", " ", "\n", "\n\n"] {
        for pair in corpus.windows(3) {
            let texts: Vec<&str> = pair.iter().map(|(_, text)| text.as_str()).collect();
            assert_inert(&texts.join(join));
        }
        let all: Vec<&str> = corpus.iter().map(|(_, text)| text.as_str()).collect();
        assert_inert(&all.join(join));
    }
}

#[test]
fn the_reader_of_these_tests_sees_what_is_planted() {
    for planted in [
        "<script>x</script>",
        "<p onclick=\"x\">",
        "<a href=\"javascript:x\">y</a>",
        "<a href=\" java\nscript:x\">y</a>",
        "<a href=\"data:x\">y</a>",
        "<img src=\"//x.example/a\">",
        "<img srcset=\"/pictures/a.jpg 1x, /x 2x\">",
        "<svg></svg>",
        "<p style=\"x\">y</p>",
        "<!-- x -->",
        "<p>y</b></p>",
        "<p>y",
    ] {
        let seen = std::panic::catch_unwind(|| inert::assert_prose(planted, "planted"));
        assert!(seen.is_err() || planted == "<p>y", "{planted}");
    }
}
