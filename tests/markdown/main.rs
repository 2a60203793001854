//! From Markdown to a page: whatever is written, what comes out parses clean and holds no script, and it takes no
//! longer for being malicious.

// Tests fail by panicking; what clippy.toml exempts misses helper functions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "../common/inert.rs"]
#[allow(dead_code, reason = "shared by several test binaries")]
mod inert;

mod corpus;
mod random;
mod shape;

use unsaid::domain::{
    PICTURES_DESK, PICTURES_PUBLIC, Picture, PictureFile, PictureFileName, PictureId, PictureKind,
    PictureName,
};
use unsaid::markdown::{Gallery, render_with};

/// The id of the one picture that there is.
const PICTURE: [u8; 16] = [7; 16];

/// Renders a text for readers and for the desk, with a picture whose words are hostile too.
fn rendered(markdown: &str) -> [String; 2] {
    let file = |width| PictureFile {
        file: PictureFileName { name: PictureName([1; 16]), kind: PictureKind::Jpeg },
        width,
        height: width,
    };
    let alt = "\" onerror=\"alert(1)\"><script>alert(1)</script>".to_owned();
    let pictures = [Picture { id: PictureId(PICTURE), alt, files: vec![file(480), file(960)] }];
    [PICTURES_PUBLIC, PICTURES_DESK]
        .map(|base| render_with(markdown, &Gallery { pictures: &pictures, base }))
}

/// Checks all that is promised of one text.
fn assert_inert(markdown: &str) {
    for html in rendered(markdown) {
        inert::assert_prose(&html, markdown);
    }
    // These go over the same text with the same parser.
    let expanded = unsaid::markdown::expand(markdown, usize::MAX, |_| None);
    assert_eq!(expanded, markdown);
    let _ = unsaid::markdown::contents(markdown);
}
