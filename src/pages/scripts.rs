//! The scripts of asking and coming back: modules in one folder whose name changes with any of them, since they
//! import each other by name.

use std::sync::LazyLock;

use super::assets::{Asset, fingerprint};

const JS: &str = "text/javascript; charset=utf-8";

/// Lists modules with their sources.
macro_rules! modules {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../assets/js/", $name, ".js")))),*]
    };
}

const MODULES: [(&str, &str); 21] = modules!(
    "ask" "bytes" "card" "checks" "derive" "desk/marks" "exit" "frame" "hpke" "kdf" "letter" "offers" "own" "page" "qr"
    "receipt" "rules" "supported" "text" "thread" "words"
);

static SCRIPTS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let folder = fingerprint(MODULES.iter().map(|(_, source)| source.as_bytes()));
    let asset = |(name, source): &(&str, &str)| Asset {
        path: format!("/assets/js-{folder}/{name}.js").leak(),
        bytes: bare(source).leak().as_bytes(),
        content_type: JS,
    };
    MODULES.iter().map(asset).collect()
});

/// Every script.
pub(super) fn all() -> &'static [Asset] {
    &SCRIPTS
}

/// The address of a script, by its name without the ending; empty for one that there is not.
pub fn script(name: &str) -> &'static str {
    let place = MODULES.iter().position(|(module, _)| *module == name);
    place.and_then(|place| SCRIPTS.get(place)).map_or("", |asset| asset.path)
}

/// A source without its comments and indents, which are for those who read it here. Only comments that begin a line
/// are taken out, so that nothing within a text can be mistaken for one.
fn bare(source: &str) -> String {
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
        let names: Vec<&str> = MODULES.iter().map(|(name, _)| *name).collect();
        for (name, source) in MODULES {
            for import in source.split("from './").skip(1) {
                let (import, _) = import.split_once(".js'").unwrap();
                assert!(names.contains(&import), "{name} imports {import}");
            }
        }
        assert_eq!(script("none"), "");
        assert!(script("ask").starts_with("/assets/js-") && script("ask").ends_with("/ask.js"));
    }
}
