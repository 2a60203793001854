use super::*;
use crate::domain::{Column, ExitUrl, KeyId, giveaways};
use crate::pages::site::{CheckView, asked, check};

const WORDS: &str = "abacus abdomen zoom abacus unzip cope gulf";

/// Draws a page of a column.
fn drawn(draw: impl Fn(&AskPage<'_>, AskForm<'_>) -> Markup) -> String {
    let column = Column::new("Ask the SEXpert", "Mara");
    let receipt = Receipt::parse(WORDS).unwrap();
    let page = AskPage {
        shell: Shell { column: &column, exit: &ExitUrl::default() },
        column: &ColumnId([1; 16]),
        salt: &ColumnSalt([2; 32]),
        key: &ColumnKey { id: KeyId([3; 8]), public: [4; 32] },
        helplines: crate::domain::helplines(),
        return_days: 7,
    };
    let form = AskForm {
        question: "",
        consent: None,
        receipt: &receipt,
        token: "0a",
        seen: "",
        problems: Vec::new(),
        notice: None,
    };
    draw(&page, form).into_string()
}

/// What a page shows while no script runs: all but its templates.
fn without_templates(html: &str) -> String {
    let parts = html.split("<template").enumerate();
    let shown = parts
        .map(|(i, part)| if i == 0 { part } else { part.split_once("</template>").unwrap().1 });
    shown.collect()
}

#[test]
fn a_fresh_form_has_a_neutral_title_its_words_and_print_chosen() {
    let html = drawn(|page, form| ask(page, &form));
    assert!(html.contains("<title>Ask a question</title>"), "{html}");
    assert_eq!(html.matches(WORDS).count(), 2);
    assert!(html.contains(r#"value="print" required checked"#), "{html}");
    assert!(
        !html.contains(r#"id="receipt""#),
        "no template says that a letter has arrived: {html}"
    );
}

#[test]
fn a_form_that_came_back_keeps_its_text_and_guesses_no_consent() {
    let html = drawn(|page, form| {
        let problem = FieldProblem { field: "consent", text: t::CONSENT_PROBLEM.to_owned() };
        ask(page, &AskForm { question: "\n</textarea><script>", problems: vec![problem], ..form })
    });
    assert!(html.contains("<title>Error: "), "{html}");
    assert!(html.contains("\n\n&lt;/textarea&gt;&lt;script&gt;</textarea>"), "{html}");
    assert!(!html.contains(" checked") && !html.contains("<script>"), "{html}");
}

/// The contract of `ask.js`, `first.js`, `checks.js` and `page.js`.
#[test]
fn the_form_has_all_that_its_scripts_look_for() {
    let html = drawn(|page, form| ask(page, &form));
    for part in [
        r#"<form id="ask" method="post" action="/ask""#,
        &format!(r#"data-column="{}""#, "01".repeat(16)),
        &format!(r#"data-salt="{}""#, "02".repeat(32)),
        &format!(r#"data-key-id="{}""#, "03".repeat(8)),
        &format!(r#"data-key="{}""#, "04".repeat(32)),
        r#"data-words="/assets/words-"#,
        r#"data-posts="/posts.json""#,
        r#"data-giveaway="/assets/giveaway-"#,
        r#"data-crisis="/assets/crisis-"#,
        r#"id="words""#,
        r#"<p data-sealing="server">"#,
        r#"<p data-sealing="page" hidden>"#,
        r#"<div id="notice" role="alert" tabindex="-1" data-prefix="Error: "></div>"#,
        r#"<div id="check"></div>"#,
        "data-pass data-token",
        "data-busy=",
        r#"<template id="check-template">"#,
        r#"<template data-row="post">"#,
        r#"<template data-row="giveaway">"#,
        r#"<template id="asked-template" data-title="Sent">"#,
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    let script =
        [include_str!("../../../assets/js/ask.js"), include_str!("../../../assets/js/first.js")]
            .concat();
    let names =
        ["empty", "long", "own", "receipt", "used", "full", "fresh", "slow", "network", "broken"];
    for name in names {
        assert!(html.contains(&format!("<template data-notice=\"{name}\">")), "{name}: {html}");
        assert!(script.contains(name), "{name}");
    }
}

#[test]
fn what_only_a_script_can_do_is_not_shown_without_one() {
    let html = without_templates(&drawn(|page, form| ask(page, &form)));
    assert!(!html.contains("data-go") && !html.contains(t::NOTICE_NETWORK), "{html}");
    assert_eq!(html.matches("<h1").count(), 1);
}

#[test]
fn every_id_of_a_page_is_there_once() {
    let view = CheckView {
        pasted: true,
        dangers: &crate::domain::CrisisKind::ALL,
        offers: &[],
        text: "my name is Anna",
        giveaways: &giveaways("my name is Anna"),
    };
    let pages = [
        without_templates(&drawn(|page, form| ask(page, &form))),
        drawn(|page, form| check(page, &form, Consent::Print, &view)),
        drawn(|page, form| asked(page, form.receipt, Some(Consent::Proof))),
    ];
    for html in pages {
        let ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
    }
}

#[test]
fn the_page_after_it_says_when_to_come_back_and_what_was_chosen() {
    let html = drawn(|page, form| asked(page, form.receipt, Some(Consent::Proof)));
    assert!(html.contains("in about a week") && html.contains(t::ASKED_ONLY), "{html}");
    assert!(html.contains("said yes") && !html.contains(t::ASKED_AGAIN), "{html}");
    let again = drawn(|page, form| asked(page, form.receipt, None));
    assert!(again.contains(t::ASKED_AGAIN) && !again.contains(t::ASKED_NEXT_TITLE), "{again}");
}

#[test]
fn the_step_between_quotes_what_it_found_as_text_and_keeps_the_letter() {
    let text = "I am @anna<b>. Call 07700 900123.";
    let marked = giveaways(text);
    let slug = crate::domain::Slug::parse("telling-her").unwrap();
    let offers = [(slug, "<i>Telling her</i>".to_owned())];
    let view = CheckView { pasted: false, dangers: &[], offers: &offers, text, giveaways: &marked };
    let html = drawn(|page, form| {
        let form = AskForm { question: text, seen: "aa bb", ..form };
        check(page, &form, Consent::Private, &view)
    });
    assert!(html.contains("I am @anna&lt;b&gt;. Call 07700 900123.</textarea>"), "{html}");
    assert!(html.contains(r#"name="consent" value="private""#), "{html}");
    assert!(
        html.contains(r#"name="seen" value="aa bb""#) && html.contains(t::CHECK_SEND),
        "{html}"
    );
    assert!(html.contains(r#"href="/posts/telling-her" target="_blank""#), "{html}");
    assert!(!html.contains("<i>Telling") && !html.contains(t::PASTED_TITLE), "{html}");
    assert!(!html.contains(t::CRISIS_TITLE), "{html}");
}
