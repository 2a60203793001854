//! The style sheets, the icon and the scripts, within the program, at addresses that change with their content.

use std::hash::{DefaultHasher, Hasher};
use std::sync::LazyLock;

/// A file that pages point to; its address may be kept for ever.
pub struct Asset {
    /// As `/assets/site-0123456789abcdef.css`.
    pub path: &'static str,
    pub bytes: &'static [u8],
    pub content_type: &'static str,
}

const CSS: &str = "text/css; charset=utf-8";
const SVG: &str = "image/svg+xml";
const JS: &str = "text/javascript; charset=utf-8";

static ASSETS: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    [
        asset("site", "css", CSS, include_bytes!("../../assets/site.css")),
        asset("desk", "css", CSS, include_bytes!("../../assets/desk.css")),
        asset("icon", "svg", SVG, include_bytes!("../../assets/icon.svg")),
        asset("exit", "js", JS, include_bytes!("../../assets/js/exit.js")),
    ]
});

/// Everything that is served below `/assets/`.
pub fn all() -> &'static [Asset] {
    &*ASSETS
}

/// The address of the public pages' style sheet.
pub fn site_css() -> &'static str {
    ASSETS[0].path
}

/// The address of the desk's style sheet.
pub fn desk_css() -> &'static str {
    ASSETS[1].path
}

/// The address of the icon.
pub fn icon() -> &'static str {
    ASSETS[2].path
}

/// The address of the script that makes leaving a page faster.
pub fn exit_js() -> &'static str {
    ASSETS[3].path
}

/// Names a file by its content. SipHash with fixed keys will do: the name keeps caches right and guards nothing.
fn asset(name: &str, ending: &str, content_type: &'static str, bytes: &'static [u8]) -> Asset {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    let path = format!("/assets/{name}-{:016x}.{ending}", hasher.finish());
    Asset { path: path.leak(), bytes, content_type }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_has_an_address_of_its_own_with_its_contents_hash() {
        let paths: Vec<&str> = all().iter().map(|asset| asset.path).collect();
        assert_eq!(paths, [site_css(), desk_css(), icon(), exit_js()]);
        for (path, name) in paths.iter().zip(["site", "desk", "icon", "exit"]) {
            let (stem, _) = path.split_once('.').unwrap();
            let hash = stem.strip_prefix(&format!("/assets/{name}-")).unwrap();
            assert!(hash.len() == 16 && hash.chars().all(|c| c.is_ascii_hexdigit()), "{path}");
        }
    }
}
