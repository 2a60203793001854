//! What must hold of one letter after the program was killed.

use std::collections::HashMap;

use reqwest::StatusCode;
use unsaid::domain::Consent;
use unsaid::texts::en::common;
use unsaid::texts::en::desk::editor::SEE_PUBLIC;

use crate::ledger::{Deeds, Letter, TakenBack};
use crate::people::{Columnist, Reader, between};
use crate::receipts::Mailbox;
use crate::seen::{Seen, public_text};

/// What was acknowledged is to be seen before anybody signs in. What an asker sent lies in the public store whole or
/// not at all, so of that it is known from now on whether it was done.
pub async fn check_locked(reader: &Reader, letter: &mut Letter) {
    let body = reader.come_back(&letter.receipt).await.body;
    let mailbox = Mailbox::of(&body);
    settle_taken_back(letter, &mailbox);
    if letter.taken_back == TakenBack::Yes {
        return;
    }
    check_conversation(letter, &mailbox);
    let (said, answered) = (mailbox.follow_ups.len(), mailbox.answers.len());
    letter.follow_ups.settle(said > letter.follow_ups.acknowledged.len());
    letter.answers.settle(answered > letter.answers.acknowledged.len());
    letter.consent.settle(word(&mailbox.consent));
    if let Some(post) = letter.post.as_ref().filter(|post| !post.published.acknowledged.is_empty())
    {
        let shown = public_text(reader, &body).await.expect("the post is public");
        assert!(post.published.may_show().contains(&&shown), "{shown} of {letter:?}");
    }
    check_contested(reader, letter).await;
    // If it is not public now, what the vault had decided comes too late.
    letter.barred |= letter.consent.holds == "private" && !is_public(reader, letter).await;
}

/// Everything is on both sides, once each, when all has come over the wall.
pub async fn check_open(
    reader: &Reader,
    columnist: &Columnist,
    letter: &mut Letter,
    titles: &HashMap<String, usize>,
) {
    let mailbox = reader.mailbox(&letter.receipt).await;
    assert!(!mailbox.is_taken_back(), "{letter:?}");
    assert_eq!(mailbox.question.len(), 2, "her own copy: {mailbox:?} of {letter:?}");
    check_conversation(letter, &mailbox);
    letter.replies.settle(mailbox.replies.len() > letter.replies.acknowledged.len());
    letter.proofs.settle(mailbox.proofs.len() > letter.proofs.acknowledged.len());
    if !letter.is_fresh() {
        check_desk(columnist, letter).await;
    }
    check_post(reader, columnist, letter, titles).await;
    check_contested(reader, letter).await;
}

/// A letter that was taken back stays so.
pub async fn check_gone(reader: &Reader, letter: &Letter) {
    let mailbox = reader.mailbox(&letter.receipt).await;
    assert!(mailbox.is_taken_back(), "{mailbox:?} of {letter:?}");
}

fn settle_taken_back(letter: &mut Letter, mailbox: &Mailbox) {
    let shown = mailbox.is_taken_back();
    let certain = if shown { TakenBack::Yes } else { TakenBack::No };
    assert!([certain, TakenBack::Unsure].contains(&letter.taken_back), "{mailbox:?} of {letter:?}");
    letter.taken_back = certain;
}

/// The reader sees all that both sides said, in its order.
fn check_conversation(letter: &Letter, mailbox: &Mailbox) {
    assert!(letter.replies.fit(&mailbox.replies), "{mailbox:?} of {letter:?}");
    assert!(letter.proofs.fit(&marks(&mailbox.proofs)), "{mailbox:?} of {letter:?}");
    assert!(letter.follow_ups.fit(&mailbox.follow_ups), "{mailbox:?} of {letter:?}");
    assert!(letter.answers.fit(&mailbox.answers), "{mailbox:?} of {letter:?}");
}

/// The columnist sees the same. What came in envelopes came in no order.
async fn check_desk(columnist: &Columnist, letter: &Letter) {
    let seen = Seen::of(&columnist.page(&letter.path).await);
    assert_eq!(seen.replies, letter.replies.acknowledged, "{letter:?}");
    assert_eq!(marks(&seen.proofs), letter.proofs.acknowledged, "{letter:?}");
    assert_eq!(sorted(seen.follow_ups), sorted(letter.follow_ups.acknowledged.clone()));
    // The first was to be changed, the second was approved, and so on.
    let changes = letter.answers.acknowledged.iter().step_by(2).cloned().collect();
    assert_eq!(sorted(seen.changes), sorted(changes), "{letter:?}");
    // A yes counts no more where the next text was sent before it came over the wall.
    let approved = letter.answers.acknowledged.len() / 2;
    let replaced = letter.proofs.acknowledged.len().saturating_sub(1) / 2;
    assert!(seen.approvals <= approved && seen.approvals + replaced >= approved, "{letter:?}");
    // While a post is public, another choice holds only once that is off the site.
    if letter.contested.is_none() || letter.barred {
        assert_eq!(seen.consent, letter.consent.holds, "{letter:?}");
    }
}

async fn check_contested(reader: &Reader, letter: &Letter) {
    let public = is_public(reader, letter).await;
    assert!(!(letter.barred && public), "it was closed and is public: {letter:?}");
}

async fn is_public(reader: &Reader, letter: &Letter) -> bool {
    let Some(address) = &letter.contested else { return false };
    reader.get(address).await.unwrap().status == StatusCode::OK
}

/// The form's word for a choice that a page shows by its label.
fn word(label: &str) -> &'static str {
    let chosen = Consent::ALL.into_iter().find(|consent| common::consent(*consent).0 == label);
    chosen.unwrap_or_else(|| panic!("no choice is called {label:?}")).as_str()
}

/// The marks of texts as they would be printed.
fn marks(printed: &[String]) -> Vec<String> {
    printed.iter().map(|text| text.trim_start_matches("Printed ").to_owned()).collect()
}

fn sorted(mut marks: Vec<String>) -> Vec<String> {
    marks.sort_unstable();
    marks
}

/// The editor holds the last text that was saved, under a revision that counts every save once; the site
/// shows the last one that was published, once.
async fn check_post(
    reader: &Reader,
    columnist: &Columnist,
    letter: &mut Letter,
    titles: &HashMap<String, usize>,
) {
    let Some(post) = &mut letter.post else { return };
    let editor = columnist.page(&post.path).await;
    let revision: usize =
        between(&editor, "name=\"revision\" value=\"", "\"").unwrap().parse().unwrap();
    let title = between(&editor, "value=\"Title ", "\"").map(str::to_owned);
    let saved = last_of(&mut post.saved, title.as_ref());
    assert!(saved, "the editor shows {title:?} of {post:?}");
    assert_eq!(revision, 1 + post.saved.acknowledged.len(), "{post:?}");
    let page = reader.come_back(&letter.receipt).await.body;
    let public = public_text(reader, &page).await;
    // The desk says of the site what is true of it.
    assert_eq!(editor.contains(SEE_PUBLIC), public.is_some(), "{public:?} of {post:?}");
    let ahead = public.is_some() && public != title;
    assert_eq!(editor.contains("not published yet"), ahead, "{public:?} of {post:?}");
    assert!(last_of(&mut post.published, public.as_ref()), "the site shows {public:?} of {post:?}");
    let times = public.map_or(0, |mark| titles.get(&mark).copied().unwrap_or_default());
    assert_eq!(
        times,
        usize::from(!post.published.acknowledged.is_empty()),
        "in the list: {post:?}"
    );
}

/// Whether what is shown is the last acknowledged deed or the unsure one behind it, which is known now.
fn last_of(deeds: &mut Deeds, shown: Option<&String>) -> bool {
    let fits = match shown {
        Some(shown) => deeds.may_show().contains(&shown),
        None => deeds.acknowledged.is_empty(),
    };
    deeds.settle(shown.is_some() && shown == deeds.unsure.as_ref());
    fits
}
