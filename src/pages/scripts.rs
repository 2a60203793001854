//! The scripts: those of asking and coming back, and those of the desk. Each are modules in one folder whose name
//! changes with any of them, since they import each other by name.

use std::sync::LazyLock;

use super::assets::{Asset, fingerprint};

const JS: &str = "text/javascript; charset=utf-8";

/// Lists modules with their sources.
macro_rules! modules {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../assets/js/", $name, ".js")))),*]
    };
}

const MODULES: [(&str, &str); 23] = modules!(
    "ask" "bytes" "card" "checks" "danger" "derive" "exit" "first" "frame" "hpke" "kdf" "letter" "offers" "own" "page"
    "qr" "receipt" "respond" "rules" "supported" "text" "thread" "words"
);

/// The desk's. The toolbar is GitHub's, as released (`assets/vendor`).
const DESK_MODULES: [(&str, &str); 17] = [
    ("autosave", include_str!("../../assets/js/desk/autosave.js")),
    ("comments", include_str!("../../assets/js/desk/comments.js")),
    ("count", include_str!("../../assets/js/desk/count.js")),
    ("editor", include_str!("../../assets/js/desk/editor.js")),
    ("fresh", include_str!("../../assets/js/desk/fresh.js")),
    ("look", include_str!("../../assets/js/desk/look.js")),
    ("marks", include_str!("../../assets/js/desk/marks.js")),
    ("merge", include_str!("../../assets/js/desk/merge.js")),
    ("page", include_str!("../../assets/js/desk/page.js")),
    ("pictures", include_str!("../../assets/js/desk/pictures.js")),
    ("preview", include_str!("../../assets/js/desk/preview.js")),
    ("sign-in", include_str!("../../assets/js/desk/sign-in.js")),
    ("snippets", include_str!("../../assets/js/desk/snippets.js")),
    ("standing", include_str!("../../assets/js/desk/standing.js")),
    ("toolbar", include_str!("../../assets/js/desk/toolbar.js")),
    ("views", include_str!("../../assets/js/desk/views.js")),
    (
        "markdown-toolbar-element",
        include_str!("../../assets/vendor/markdown-toolbar-element/markdown-toolbar-element.js"),
    ),
];

static SCRIPTS: LazyLock<Vec<Asset>> = LazyLock::new(|| folder(&MODULES));
static DESK_SCRIPTS: LazyLock<Vec<Asset>> = LazyLock::new(|| folder(&DESK_MODULES));

/// Modules at addresses in a folder of their own, in the order in which they are given.
fn folder(modules: &[(&str, &str)]) -> Vec<Asset> {
    let folder = fingerprint(modules.iter().map(|(_, source)| source.as_bytes()));
    let asset = |(name, source): &(&str, &str)| Asset {
        path: format!("/assets/js-{folder}/{name}.js").leak(),
        bytes: bare(source).leak().as_bytes(),
        content_type: JS,
    };
    modules.iter().map(asset).collect()
}

/// Every script.
pub(super) fn all() -> impl Iterator<Item = &'static Asset> {
    SCRIPTS.iter().chain(DESK_SCRIPTS.iter())
}

/// The address of a script, by its name without the ending; empty for one that there is not.
pub fn script(name: &str) -> &'static str {
    address(&MODULES, &SCRIPTS, name)
}

/// The same of a script of the desk.
pub fn desk_script(name: &str) -> &'static str {
    address(&DESK_MODULES, &DESK_SCRIPTS, name)
}

fn address(modules: &[(&str, &str)], served: &'static [Asset], name: &str) -> &'static str {
    let place = modules.iter().position(|(module, _)| *module == name);
    place.and_then(|place| served.get(place)).map_or("", |asset| asset.path)
}

/// A source without its comments and indents, which are for those who read it here; a style sheet too. Only comments that begin a line
/// are taken out, so that nothing within a text can be mistaken for one.
pub(super) fn bare(source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    let mut comment = false;
    for line in source.lines().map(str::trim) {
        comment = comment || line.starts_with("/*");
        let code = match (comment, line.split_once("*/")) {
            (false, _) => line,
            (true, None) => continue,
            (true, Some((_, behind))) => behind.trim_start(),
        };
        comment = false;
        if !code.is_empty() && !code.starts_with("//") {
            kept.push_str(code);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_served_without_its_comments_and_with_all_else() {
        let source = "/**\n * What it is.\n */\nimport { a } from './a.js';\n\n// Why.\nconst b = '// c';\n  /** One line. */\n  /** @type {string} */ d(b); // e\n";
        assert_eq!(bare(source), "import { a } from './a.js';\nconst b = '// c';\nd(b); // e\n");
    }

    #[test]
    fn every_module_that_a_script_imports_is_served_beside_it() {
        for modules in [&MODULES[..], &DESK_MODULES] {
            let names: Vec<&str> = modules.iter().map(|(name, _)| *name).collect();
            for (name, source) in modules {
                let imports = source.lines().filter(|line| line.starts_with("import "));
                for import in imports.filter_map(|line| line.split_once("'./")) {
                    let (import, _) = import.1.split_once(".js'").unwrap();
                    assert!(names.contains(&import), "{name} imports {import}");
                }
            }
        }
        assert_eq!((script("none"), desk_script("none")), ("", ""));
        assert!(desk_script("editor").ends_with("/editor.js"));
        assert!(script("ask").starts_with("/assets/js-") && script("ask").ends_with("/ask.js"));
    }
}
