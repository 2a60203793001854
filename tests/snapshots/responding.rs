//! Responding to a post.

use unsaid::domain::{CommentBy, CommentView, CrisisKind, InvalidComment};
use unsaid::pages::layout::{Page, Shell};
use unsaid::pages::parts::FieldProblem;
use unsaid::pages::problems;
use unsaid::pages::site::{
    AskPage, RespondForm, RespondNotice, SlowForm, closed, respond, responded, slow,
};

use crate::kept::{Shown, shown};
use crate::scene::{self, TODAY, TOKEN, receipt};

const TEXT: &str = "I did, and it was right.\n\nTake <b>heart</b>.";

pub fn pages() -> Vec<Shown> {
    scene::within_ask(|page| {
        let mut pages = forms(page);
        pages.extend(answers(&page.shell));
        pages
    })
}

fn forms(page: &AskPage<'_>) -> Vec<Shown> {
    let (post, words) = (scene::post(), receipt());
    let parent = CommentView {
        place: 2,
        parent: None,
        by: CommentBy::Reader,
        name: "Quiet Heron".to_owned(),
        text: "I would not.".to_owned(),
        day: TODAY,
        edited: false,
    };
    let form =
        |typed: (&'static str, &'static str), problems: Vec<FieldProblem>, notice| RespondForm {
            post: &post,
            parent: None,
            name: typed.0,
            comment: typed.1,
            asker: "",
            receipt: &words,
            token: TOKEN,
            looked: false,
            problems,
            notice,
        };
    let empty = || form(("", ""), Vec::new(), None);
    let said = |notice| respond(page, &form(("Ann", TEXT), Vec::new(), Some(notice)));
    let wrong = vec![
        problems::comment("comment", InvalidComment::Empty),
        problems::poses("Mara"),
        problems::not_asker(),
    ];
    let asked_again = vec![problems::response_words("comment")];
    vec![
        shown("respond", respond(page, &empty())),
        shown(
            "respond-to-a-response",
            respond(page, &RespondForm { parent: Some(&parent), ..empty() }),
        ),
        shown(
            "respond-wrong",
            respond(page, &RespondForm { asker: "zebra", ..form(("Mara", ""), wrong, None) }),
        ),
        shown(
            "respond-looks-like-words",
            respond(page, &RespondForm { looked: true, ..form(("", TEXT), asked_again, None) }),
        ),
        shown("respond-full", said(RespondNotice::Full)),
        shown("respond-renewed", said(RespondNotice::Fresh)),
        shown("respond-words-used", said(RespondNotice::ReceiptUsed)),
    ]
}

fn answers(shell: &Shell<'_>) -> Vec<Shown> {
    let (post, words, lines) = (scene::post(), receipt(), scene::helplines());
    let danger = [CrisisKind::SelfHarm];
    let fields = [("comment".to_owned(), TEXT.to_owned())];
    let wait = SlowForm {
        action: "/posts/telling-her/comments",
        fields: &fields,
        token: TOKEN,
        seconds: 20,
        receipt: Some(&words),
        page: Page::Other,
    };
    vec![
        shown("responded", responded(shell, &post, &words, false, None)),
        shown("responded-again", responded(shell, &post, &words, true, None)),
        shown(
            "responded-in-danger",
            responded(shell, &post, &words, false, Some((&lines, &danger))),
        ),
        shown("respond-closed", closed(shell, &post, "")),
        shown("respond-closed-meanwhile", closed(shell, &post, TEXT)),
        shown("respond-wait", slow(shell, &wait)),
    ]
}
