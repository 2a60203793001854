//! The style sheets, the icon, the scripts and their data, within the program, at addresses that change with their
//! content.

use std::hash::{DefaultHasher, Hasher};
use std::sync::LazyLock;

use super::scripts::{self, bare};

/// A file that pages point to; its address may be kept for ever.
pub struct Asset {
    /// As `/assets/site-0123456789abcdef.css`.
    pub path: &'static str,
    pub bytes: &'static [u8],
    pub content_type: &'static str,
}

const CSS: &str = "text/css; charset=utf-8";
const SVG: &str = "image/svg+xml";
const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";

/// The colours stand in the sheets of both sides: the desk shows them as a choice.
const SITE_CSS: &str = concat!(
    include_str!("../../assets/lists.css"),
    include_str!("../../assets/site.css"),
    include_str!("../../assets/accents.css")
);
/// The same for a post, whose first visit is to cost little.
const POST_CSS: &str =
    concat!(include_str!("../../assets/site.css"), include_str!("../../assets/accents.css"));
const DESK_CSS: &str =
    concat!(include_str!("../../assets/desk.css"), include_str!("../../assets/accents.css"));
const ASKING_CSS: &str = include_str!("../../assets/asking.css");
/// The envelope of `assets/icon.svg` in 32 by 32 pixels, for the address at which every browser looks by itself.
pub const FAVICON: &[u8] = include_bytes!("../../assets/favicon.ico");

static ASSETS: LazyLock<[Asset; 8]> = LazyLock::new(|| {
    [
        asset("site", "css", CSS, lean(SITE_CSS).leak().as_bytes()),
        asset("desk", "css", CSS, lean(DESK_CSS).leak().as_bytes()),
        asset("icon", "svg", SVG, include_bytes!("../../assets/icon.svg")),
        asset("words", "txt", TEXT, include_bytes!("../../assets/words/eff-large.txt")),
        asset("giveaway", "json", JSON, include_bytes!("../../assets/rules/giveaway.json")),
        asset("crisis", "json", JSON, include_bytes!("../../assets/rules/crisis.json")),
        asset("asking", "css", CSS, lean(ASKING_CSS).leak().as_bytes()),
        asset("post", "css", CSS, lean(POST_CSS).leak().as_bytes()),
    ]
});

/// What is served at an address below `/assets/`, if anything is.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().chain(scripts::all()).find(|asset| asset.path == path)
}

/// The address of the public pages' style sheet.
pub fn site_css() -> &'static str {
    ASSETS[0].path
}

/// The address of a post's style sheet.
pub fn post_css() -> &'static str {
    ASSETS[7].path
}

/// The address of what the pages of asking, coming back and help need besides.
pub fn asking_css() -> &'static str {
    ASSETS[6].path
}

/// The address of the desk's style sheet.
pub fn desk_css() -> &'static str {
    ASSETS[1].path
}

/// The address of the desk's icon.
pub fn icon() -> &'static str {
    ASSETS[2].path
}

/// The address of the list that receipts are drawn from.
pub fn words() -> &'static str {
    ASSETS[3].path
}

/// The address of the rules for what may give a person away.
pub fn giveaway_rules() -> &'static str {
    ASSETS[4].path
}

/// The address of the rules for words of danger.
pub fn crisis_rules() -> &'static str {
    ASSETS[5].path
}

/// A style sheet of ours without its comments and the space that is for those who read it here.
fn lean(css: &str) -> String {
    let rules = bare(css).replace('\n', " ");
    let spaces = [
        (" {", "{"),
        ("{ ", "{"),
        (" }", "}"),
        ("} ", "}"),
        (": ", ":"),
        ("; ", ";"),
        (", ", ","),
        (";}", "}"),
    ];
    spaces.iter().fold(rules, |css, (wide, close)| css.replace(wide, close))
}

/// Names a file by its content.
fn asset(name: &str, ending: &str, content_type: &'static str, bytes: &'static [u8]) -> Asset {
    let path = format!("/assets/{name}-{}.{ending}", fingerprint([bytes]));
    Asset { path: path.leak(), bytes, content_type }
}

/// A name for contents. SipHash with fixed keys will do: the name keeps caches right and guards nothing.
pub fn fingerprint<'a>(contents: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = DefaultHasher::new();
    contents.into_iter().for_each(|bytes| hasher.write(bytes));
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
#[path = "accents_tests.rs"]
mod accents_tests;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_is_served_without_what_only_its_writers_read() {
        let css = "/* Why */\n@media (min-width: 4rem) {\n  a b, c :is(d, e) { f: 1px 2px; g: \"h\"; }\n}\n";
        assert_eq!(lean(css), "@media (min-width:4rem){a b,c :is(d,e){f:1px 2px;g:\"h\"}}");
    }

    #[test]
    fn every_asset_has_an_address_of_its_own_with_its_contents_hash() {
        let rules = [giveaway_rules(), crisis_rules()];
        let paths =
            [site_css(), desk_css(), icon(), words(), rules[0], rules[1], asking_css(), post_css()];
        let names = ["site", "desk", "icon", "words", "giveaway", "crisis", "asking", "post"];
        for (path, name) in paths.iter().zip(names) {
            let (stem, _) = path.split_once('.').unwrap();
            let hash = stem.strip_prefix(&format!("/assets/{name}-")).unwrap();
            assert!(hash.len() == 16 && hash.chars().all(|c| c.is_ascii_hexdigit()), "{path}");
            assert!(find(path).is_some_and(|asset| !asset.bytes.is_empty()), "{path}");
        }
        assert!(find("/assets/site.css").is_none());
    }
}
