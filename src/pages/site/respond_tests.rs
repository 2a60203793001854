use super::*;
use crate::domain::{
    Column, ColumnId, ColumnKey, ColumnSalt, Day, ExitUrl, KeyId, PostKind, PublicId, Slug,
};

const WORDS: &str = "abacus abdomen zoom abacus unzip cope gulf";

fn post() -> PostView {
    PostView {
        id: PublicId([5; 16]),
        kind: PostKind::Answer,
        slug: Slug::parse("trust").unwrap(),
        title: "Trust <b>".to_owned(),
        printed: String::new(),
        answer_html: String::new(),
        warning: String::new(),
        unlisted: false,
        tags: Vec::new(),
        published: Day(20_779),
        updated: None,
        comments: true,
        responses: 0,
    }
}

/// The form as it is shown first.
fn drawn() -> String {
    let (column, receipt) =
        (Column::new("Ask the SEXpert", "Mara"), Receipt::parse(WORDS).unwrap());
    let page = AskPage {
        shell: Shell { column: &column, exit: &ExitUrl::default() },
        column: &ColumnId([1; 16]),
        salt: &ColumnSalt([2; 32]),
        key: &ColumnKey { id: KeyId([3; 8]), public: [4; 32] },
        helplines: crate::domain::helplines(),
        return_days: 7,
    };
    let form = RespondForm {
        post: &post(),
        parent: None,
        name: "",
        comment: "",
        asker: "",
        receipt: &receipt,
        token: "0a",
        looked: false,
        problems: Vec::new(),
        notice: None,
    };
    respond(&page, &form).into_string()
}

/// The contract of `respond.js`, `first.js` and `page.js`.
#[test]
fn the_form_has_all_that_its_scripts_look_for() {
    let html = drawn();
    for part in [
        r#"<form id="respond" method="post" action="/posts/trust/comments""#,
        &format!(r#"data-column="{}""#, "01".repeat(16)),
        &format!(r#"data-salt="{}""#, "02".repeat(32)),
        &format!(r#"data-key-id="{}""#, "03".repeat(8)),
        &format!(r#"data-key="{}""#, "04".repeat(32)),
        &format!(r#"data-post="{}""#, "05".repeat(16)),
        r#"data-words="/assets/words-"#,
        r#"data-crisis="/assets/crisis-"#,
        r#"data-slug="trust" data-title="Trust &lt;b&gt;" data-columnist="Mara""#,
        r#"data-most="4000" data-most-name="40""#,
        r#"id="words""#,
        r#"<p data-sealing="server">"#,
        r#"<p data-sealing="page" hidden>"#,
        r#"<div id="notice" role="alert" tabindex="-1" data-prefix="Error: "></div>"#,
        "data-pass data-token",
        "data-busy=",
        "<template data-help>",
        r#"<template id="asked-template" data-title="Sent">"#,
        r#"<div data-slot="help"></div>"#,
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    let scripts = [
        include_str!("../../../assets/js/respond.js"),
        include_str!("../../../assets/js/first.js"),
    ];
    let scripts = scripts.concat();
    let names = [
        "empty", "long", "poses", "asker", "own", "receipt", "closed", "used", "full", "fresh",
        "slow", "network", "broken",
    ];
    for name in names {
        assert!(html.contains(&format!("<template data-notice=\"{name}\">")), "{name}: {html}");
        assert!(scripts.contains(name), "{name}");
    }
    assert!(!html.contains(r#"id="receipt""#), "no template says that one has arrived: {html}");
}
