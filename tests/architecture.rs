//! The map of the modules: who may name whom. The checker itself is tried on planted violations.
//!
//! Every path is read out of the syntax: imports and their groups, paths in bodies and signatures, and the tokens
//! of macros and attributes, where no parser helps; `self` and `super` are followed to where they lead.

// Tests fail by panicking; what clippy.toml exempts misses helper functions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// What a module may use, besides itself and `domain`: prefixes of paths, on both sides.
const MAY_USE: [(&str, &str); 37] = [
    ("main", "config"),
    ("main", "control"),
    ("main", "jobs"),
    ("main", "service"),
    ("main", "web"),
    ("control", "service"),
    ("jobs", "service"),
    ("web", "service"),
    ("web", "pages"),
    // Of the public store, what the service hands on: the column. The Reader comes by `service.public()`.
    ("web", "public::Site"),
    // Where a fault of a store becomes an answer.
    ("web::error", "sqlite"),
    ("service", "public"),
    ("service", "vault"),
    ("service", "seal"),
    ("service", "mail"),
    ("service", "markdown"),
    ("service", "pictures"),
    ("service", "archive"),
    // Where a fault of a store becomes one of the service.
    ("service::error", "sqlite"),
    ("public", "sqlite"),
    ("vault", "sqlite"),
    ("pages", "texts"),
    // Below the modules: who may name which crate.
    ("sqlite", "rusqlite"),
    ("public", "rusqlite"),
    ("vault", "rusqlite"),
    ("web", "axum"),
    ("web", "hyper"),
    ("web", "hyper_util"),
    ("web", "maud"),
    ("pages", "maud"),
    ("markdown", "pulldown_cmark"),
    ("markdown", "ammonia"),
    ("pictures", "fast_image_resize"),
    ("pictures", "gif"),
    ("pictures", "image"),
    ("pictures", "jpeg_encoder"),
    ("pictures", "moxcms"),
];

/// Crates that one module alone names, but for those in the table above.
const SEAL_ALONE: [&str; 7] =
    ["argon2", "chacha20poly1305", "getrandom", "hkdf", "hmac", "hpke", "sha2"];
/// Crates that the table above gives to somebody.
const GUARDED: [&str; 12] = [
    "ammonia",
    "axum",
    "fast_image_resize",
    "gif",
    "hyper",
    "hyper_util",
    "image",
    "jpeg_encoder",
    "maud",
    "moxcms",
    "pulldown_cmark",
    "rusqlite",
];
/// What every module may name.
const FOR_ALL: &str = "domain";

#[test]
fn every_module_names_only_what_the_map_allows() {
    let mut found = Vec::new();
    let files = sources();
    assert!(files.len() > 80, "the whole tree is read: {}", files.len());
    for file in &files {
        let source = std::fs::read_to_string(file).unwrap();
        found.extend(violations(&module_of(file), &source));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_module_of_the_map_is_there_and_every_rule_is_used() {
    let modules: BTreeSet<String> =
        sources().iter().map(|file| module_of(file)[0].clone()).collect();
    let used: BTreeSet<(String, String)> = sources()
        .iter()
        .flat_map(|file| {
            let module = module_of(file);
            names(&module, &std::fs::read_to_string(file).unwrap())
                .into_iter()
                .map(move |name| (module.join("::"), name))
        })
        .collect();
    for (by, what) in MAY_USE {
        // Mail comes with a later issue; its place in the map is kept.
        if what == "mail" {
            continue;
        }
        let module = by.split("::").next().unwrap();
        assert!(modules.contains(module), "there is no module {module}");
        let needed = used.iter().any(|(user, name)| lies_in(user, by) && lies_in(name, what));
        assert!(needed, "{by} does not use {what} any more: take the rule out");
    }
}

#[test]
fn an_import_across_the_map_is_found_however_it_is_written() {
    let planted = [
        ("web::site::read", "use crate::vault::Reader;"),
        ("web::site::read", "use crate::{service, vault as elsewhere};"),
        (
            "web::site::read",
            "use crate::{domain::{Slug, Day}, service::{self, Desk}, vault::{self, queue::{page}}};",
        ),
        ("web::site::read", "use super::super::super::vault;"),
        ("web", "pub(crate) use super::vault::*;"),
        ("vault::posts", "use crate::public::Site;"),
        ("vault::posts", "use crate::seal;"),
        ("public", "fn f() { let x = crate::vault::open(); }"),
        ("public", "fn f(x: &crate::seal::Keyring) -> crate::domain::Day { todo!() }"),
        ("public", "fn f() { println!(\"{}\", crate::vault::FILE); }"),
        ("public", "macro_rules! m { () => { crate::vault::FILE } }"),
        ("pages::desk", "fn f() -> Markup { html! { p { (crate::service::x()) } } }"),
        ("pages", "#[serde(with = \"crate::seal::hex\")] struct S { x: u8 }"),
        (
            "domain",
            "#[derive(thiserror::Error)] enum E { #[error(transparent)] X(#[from] rusqlite::Error) }",
        ),
        ("domain", "impl From<axum::Error> for E {}"),
        ("domain", "use rusqlite::{self as database};"),
        ("domain", "mod inner { use super::super::service; }"),
        ("domain", "extern crate maud;"),
        ("service", "use rusqlite::Connection;"),
        ("service", "use crate::web;"),
        ("service::desk", "use crate::sqlite::Error;"),
        ("jobs", "use crate::vault;"),
        ("web::desk", "use crate::public::Writer;"),
        ("web::desk", "use crate::public::{Site, Writer};"),
        ("web::site", "use ::hpke::Kem;"),
        ("vault", "use sha2::Digest;"),
        ("service", "fn f() { image::guess_format(&[]); }"),
        ("pictures", "use crate::seal;"),
        ("texts", "use crate::pages;"),
        ("config", "use crate::service::Options;"),
        ("main", "use unsaid::vault;"),
        ("main", "use unsaid::{jobs, public::{self}};"),
    ];
    for (module, source) in planted {
        let module: Vec<String> = module.split("::").map(str::to_owned).collect();
        assert!(!violations(&module, source).is_empty(), "in {}: {source}", module.join("::"));
    }
}

#[test]
fn what_the_map_allows_is_let_through() {
    let allowed = [
        (
            "web::site::read",
            "use super::super::{App, Error, page}; use crate::{domain::Slug, service::{self, Desk}};",
        ),
        ("web::error", "use crate::{service, sqlite}; fn f(e: sqlite::Error) {}"),
        ("web::desk", "use crate::public::{Site};"),
        ("vault::posts", "use super::{Act, history}; use crate::sqlite; use rusqlite::Connection;"),
        ("service::error", "impl From<crate::sqlite::Error> for E {}"),
        (
            "pages",
            "use maud::html; use crate::texts::en; fn f() { html! { (crate::domain::visible(x)) } }",
        ),
        ("seal", "use hpke::Kem; use self::suite::seal; mod suite { use super::frame; }"),
        ("domain", "// use crate::vault;\nconst X: &str = \"about the vault\";"),
        ("main", "use unsaid::{config, jobs, web}; use unsaid::service::Service;"),
    ];
    for (module, source) in allowed {
        let module: Vec<String> = module.split("::").map(str::to_owned).collect();
        assert_eq!(violations(&module, source), Vec::<String>::new(), "{source}");
    }
}

/// What a file names that its module may not.
fn violations(module: &[String], source: &str) -> Vec<String> {
    let user = module.join("::");
    let forbidden = names(module, source).into_iter().filter(|name| !may(&user, name));
    forbidden.map(|name| format!("{user} names {name}")).collect()
}

fn may(user: &str, name: &str) -> bool {
    let (own, first) = (user.split("::").next().unwrap(), name.split("::").next().unwrap());
    first == own
        || first == FOR_ALL
        || own == "seal" && SEAL_ALONE.contains(&first)
        || MAY_USE.iter().any(|(by, what)| lies_in(user, by) && lies_in(name, what))
}

/// Whether a path is `place`, or lies below it.
fn lies_in(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The paths of this crate, and of guarded crates, that a file names: without `crate`.
fn names(module: &[String], source: &str) -> BTreeSet<String> {
    let file =
        syn::parse_file(source).unwrap_or_else(|error| panic!("{}: {error}", module.join("::")));
    let mut found = Names { module: module.to_vec(), found: BTreeSet::new() };
    found.visit_file(&file);
    found.found
}

struct Names {
    /// Where the walk is.
    module: Vec<String>,
    found: BTreeSet<String>,
}

impl Names {
    /// Notes a path, if it leads to a module of this crate or to a guarded crate.
    fn note(&mut self, path: &[String]) {
        let absolute = match path.first().map(String::as_str) {
            Some("crate" | "unsaid") => path[1..].to_vec(),
            Some("self") => [self.module.as_slice(), &path[1..]].concat(),
            Some("super") => {
                let above = path.iter().take_while(|part| *part == "super").count();
                // More of them than there are modules does not compile.
                let place = &self.module[..self.module.len().saturating_sub(above)];
                [place, &path[above..]].concat()
            }
            Some(first) if GUARDED.contains(&first) || SEAL_ALONE.contains(&first) => path.to_vec(),
            _ => return,
        };
        if !absolute.is_empty() {
            self.found.insert(absolute.join("::"));
        }
    }

    fn tree(&mut self, tree: &syn::UseTree, before: &[String]) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.tree(&path.tree, &with(&path.ident)),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.tree(tree, before))
            }
            syn::UseTree::Name(name) if name.ident == "self" => self.note(before),
            syn::UseTree::Rename(name) if name.ident == "self" => self.note(before),
            syn::UseTree::Name(name) => self.note(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.note(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.note(before),
        }
    }

    /// Paths in text that no parser takes apart: words with `::` between them.
    fn scan(&mut self, tokens: &str) {
        let spaced = tokens.replace("::", " :: ");
        let separators = |c: char| !(c.is_alphanumeric() || c == '_' || c == ':');
        let words: Vec<&str> = spaced.split(separators).filter(|word| !word.is_empty()).collect();
        let mut at = 0;
        while at < words.len() {
            let mut path = vec![words[at].to_owned()];
            while at + 2 < words.len() && words[at + 1] == "::" && words[at + 2] != "::" {
                path.push(words[at + 2].to_owned());
                at += 2;
            }
            if path.len() > 1 {
                self.note(&path);
            }
            at += 1;
        }
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, &[]);
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.note(&[item.ident.to_string()]);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        // A single word is a name in scope, which its import has told of.
        if parts.len() > 1 {
            self.note(&parts);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.scan(&item.tokens.to_string());
        visit::visit_macro(self, item);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        match &attribute.meta {
            // The words of a comment name nothing.
            syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => {}
            syn::Meta::List(list) => self.scan(&list.tokens.to_string()),
            _ => visit::visit_attribute(self, attribute),
        }
    }
}

/// Every file below `src`.
fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    gather(&root(), &mut files);
    files
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The module that a file holds, as `["web", "site", "read"]`.
fn module_of(file: &Path) -> Vec<String> {
    let inner = file.strip_prefix(root()).unwrap().with_extension("");
    let mut parts: Vec<String> =
        inner.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}
